package dev.emporium.gateway.route;

import java.util.ArrayList;
import java.util.List;

/**
 * A route by configuration instead of by contract: {@code GET /api/item=http://127.0.0.1:18081}.
 * Its callers need credentials; its upstream gets no internal principal.
 */
public record StaticRoute(String method, String path, UpstreamAddress upstream) {

  /**
   * Reads routes separated by {@code ;}.
   *
   * @throws IllegalArgumentException when one is malformed
   */
  public static List<StaticRoute> parseAll(String text) {
    var routes = new ArrayList<StaticRoute>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        routes.add(parse(part.strip()));
      }
    }
    return routes;
  }

  private static StaticRoute parse(String text) {
    int space = text.indexOf(' ');
    int equals = text.indexOf('=');
    if (space < 1 || equals < space || text.charAt(space + 1) != '/') {
      throw new IllegalArgumentException(text);
    }
    return new StaticRoute(
        text.substring(0, space),
        text.substring(space + 1, equals).strip(),
        UpstreamAddress.parse(text.substring(equals + 1).strip()));
  }
}
