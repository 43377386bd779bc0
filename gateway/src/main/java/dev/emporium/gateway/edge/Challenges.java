package dev.emporium.gateway.edge;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** What a 401 asks for: each dialect's own kinds of credentials. */
final class Challenges {
  private static final String BASIC = "Basic realm=\"emporium\", charset=\"UTF-8\"";

  private Challenges() {}

  /**
   * @param sent whether credentials came that were no good
   */
  static void write(HttpServerResponse response, String dialect, Failure failure, boolean sent) {
    String bearer =
        sent
            ? "Bearer realm=\"emporium\", error=\"invalid_token\", error_description=\""
                + failure.getMessage()
                + "\""
            : "Bearer realm=\"emporium\"";
    List<String> challenges =
        "openchannel".equals(dialect)
            ? List.of(BASIC)
            : "pleo".equals(dialect) ? List.of(bearer, BASIC) : List.of(bearer);
    response.putHeader("www-authenticate", challenges);
  }
}
