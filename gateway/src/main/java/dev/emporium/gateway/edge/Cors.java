package dev.emporium.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Which origins' pages may call. Credentials travel in Authorization headers, never in cookies. */
final class Cors {
  private static final String EXPOSED =
      "x-request-id, location, link, retry-after, x-ratelimit-limit-daily,"
          + " x-ratelimit-daily-remaining, x-ratelimit-interval-milliseconds, x-ratelimit-max,"
          + " x-ratelimit-remaining";

  private final Set<String> origins;
  private final boolean any;

  /**
   * @param origins {@code *} among them means any; empty means none
   */
  Cors(Set<String> origins) {
    this.origins = origins;
    this.any = origins.contains("*");
  }

  /** Writes what the answer to a request of an allowed origin must say; costs nothing when off. */
  void allow(HttpServerRequest request) {
    if (origins.isEmpty()) {
      return;
    }
    MultiMap headers = request.response().headers();
    if (!any) {
      headers.add("vary", "Origin");
    }
    String origin = request.getHeader("origin");
    if (allowed(origin)) {
      headers.set("access-control-allow-origin", any ? "*" : origin);
      headers.set("access-control-expose-headers", EXPOSED);
    }
  }

  private boolean allowed(String origin) {
    return origin != null && (any || origins.contains(origin));
  }

  /**
   * Answers a preflight of an allowed origin.
   *
   * @return false when the request is none
   */
  boolean preflight(HttpServerRequest request, Set<String> methods) {
    String wanted = request.getHeader("access-control-request-method");
    boolean preflight =
        "OPTIONS".equals(request.method().name())
            && wanted != null
            && allowed(request.getHeader("origin"));
    if (!preflight) {
      return false;
    }
    MultiMap headers = request.response().headers();
    headers.set("access-control-allow-methods", String.join(", ", methods));
    String asked = request.getHeader("access-control-request-headers");
    if (asked != null) {
      headers.set("access-control-allow-headers", asked);
    }
    headers.set("access-control-max-age", "600");
    request.response().setStatusCode(204).end();
    return true;
  }
}
