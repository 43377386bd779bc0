package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a URL's query, in order, repeated ones together. */
final class QueryString {
  private static final int MOST = 200;

  private QueryString() {}

  static Map<String, List<String>> parse(String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    var parameters = new LinkedHashMap<String, List<String>>();
    String[] pairs = query.split("&", MOST + 1);
    if (pairs.length > MOST) {
      throw Failure.invalid(null, "Too many query parameters");
    }
    for (String pair : pairs) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = PercentCoding.form(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : PercentCoding.form(pair.substring(equals + 1));
      parameters.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }
    return parameters;
  }
}
