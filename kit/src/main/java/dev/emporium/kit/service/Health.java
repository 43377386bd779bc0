package dev.emporium.kit.service;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What readiness asks. Each check answers from what is already known, without waiting: it returns a
 * complaint, or empty when all is well.
 */
public final class Health {
  private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();

  /** Adds a check. */
  public synchronized Health check(String name, Supplier<Optional<String>> complaint) {
    checks.put(name, complaint);
    return this;
  }

  /** {@code {"status":"up"|"down","checks":{"database":"up",…}}}. */
  public synchronized JsonObject report() {
    var states = new JsonObject();
    boolean up = true;
    for (var check : checks.entrySet()) {
      Optional<String> complaint = check.getValue().get();
      states.put(check.getKey(), complaint.orElse("up"));
      up &= complaint.isEmpty();
    }
    return new JsonObject().put("status", up ? "up" : "down").put("checks", states);
  }

  public boolean isUp() {
    return "up".equals(report().getString("status"));
  }
}
