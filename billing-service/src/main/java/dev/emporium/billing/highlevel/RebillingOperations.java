package dev.emporium.billing.highlevel;

import dev.emporium.billing.event.Apps;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;

/** What an app costs in a sub-account (highlevel.txt:91-101). */
public final class RebillingOperations {
  private final Callers callers;

  public RebillingOperations(Apps apps) {
    this.callers = new Callers(apps);
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations.on("getRebillingConfig", this::getRebillingConfig);
  }

  private Future<Reply> getRebillingConfig(Call call) {
    return callers
        .of(call.principal())
        .map(
            caller -> {
              caller.requireApp(call.path("appId"));
              caller.requireLocation(call.path("locationId"));
              return Reply.ok(RebillingJson.write(caller.app().snapshot()));
            });
  }
}
