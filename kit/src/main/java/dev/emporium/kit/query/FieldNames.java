package dev.emporium.kit.query;

import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** A JSON array of dotted field names, as text search takes it (openchannel.txt:2914). */
public final class FieldNames {
  private static final int MAX = 50;

  private FieldNames() {}

  /**
   * Parses; single quotes are understood.
   *
   * @param parameter named when something is wrong
   * @throws Failure INVALID: no array of 1 to 50 texts, or an invalid name
   */
  public static List<String> parse(String text, String parameter) {
    Object value =
        LenientJson.object("{\"names\":" + text + "}", parameter).entries().stream()
            .filter(entry -> entry.key().equals("names"))
            .findFirst()
            .map(LenientJson.Entry::value)
            .orElseThrow(() -> LenientJson.malformed(parameter));
    if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MAX) {
      throw Failure.invalid(parameter, "This field is a JSON array of 1 to " + MAX + " names");
    }
    var names = new ArrayList<String>();
    for (Object name : list) {
      if (!(name instanceof String field)) {
        throw Failure.invalid(parameter, "Field names are texts");
      }
      QueryParser.path(field, parameter);
      names.add(field);
    }
    return List.copyOf(names);
  }
}
