package dev.emporium.kit.query;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.query.LenientJson.Entry;
import dev.emporium.kit.query.QueryFields.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenChannel's sort document (openchannel.txt:329-361): fields with 1 (ascending) or -1, the first
 * being the most significant. Missing values come first when ascending; in JSONB texts come before
 * numbers, and an array counts as its smallest element ascending, its greatest descending. {@code
 * randomize} is a field like any other. Immutable.
 */
public final class SortDocument {
  private static final String PARAMETER = "sort";
  private static final int MAX_KEYS = 16;

  private record Key(List<String> path, boolean ascending) {}

  private final List<Key> keys;

  private SortDocument(List<Key> keys) {
    this.keys = keys;
  }

  /**
   * Parses; null and blank text mean no order.
   *
   * @throws Failure INVALID with field {@code sort}
   */
  public static SortDocument parse(String text) {
    var keys = new ArrayList<Key>();
    for (Entry entry : LenientJson.object(text, PARAMETER).entries()) {
      if (!(entry.value() instanceof BigDecimal direction)
          || direction.abs().compareTo(BigDecimal.ONE) != 0) {
        throw Failure.invalid(PARAMETER, "A sort field takes 1 (ascending) or -1 (descending)");
      }
      keys.add(new Key(QueryParser.path(entry.key(), PARAMETER), direction.signum() > 0));
    }
    if (keys.size() > MAX_KEYS) {
      throw Failure.invalid(PARAMETER, "No more than " + MAX_KEYS + " sort fields");
    }
    return new SortDocument(List.copyOf(keys));
  }

  /**
   * The expressions of an ORDER BY, without the words; empty when nothing known is sorted by. The
   * caller appends a unique column, so that pages are stable.
   */
  public SqlCondition toSql(QueryFields fields, int firstParameterIndex) {
    var writer = new SqlWriter(path -> fields.resolve(path, PARAMETER), firstParameterIndex);
    var parts = new ArrayList<String>();
    for (Key key : keys) {
      Target target = fields.resolve(key.path(), PARAMETER);
      if (target == null) {
        continue;
      }
      String way = key.ascending() ? " ASC NULLS FIRST" : " DESC NULLS LAST";
      if (target.type() == QueryFields.Type.JSON) {
        String best = key.ascending() ? "min" : "max";
        parts.add(json(writer, target, best, "(x #>> '{}')::numeric", NUMBERS) + way);
        parts.add(json(writer, target, best, "(x #>> '{}') COLLATE \"C\"", TEXTS) + way);
      } else {
        parts.add(
            target.sql() + (target.type() == QueryFields.Type.TEXT ? " COLLATE \"C\"" : "") + way);
      }
    }
    return new SqlCondition(String.join(", ", parts), writer.parameters());
  }

  private static final String NUMBERS = " ? (@.type() == \"number\")";
  private static final String TEXTS = " ? (@.type() == \"string\" || @.type() == \"boolean\")";

  private static String json(
      SqlWriter writer, Target target, String best, String value, String filter) {
    return "(SELECT %s(%s) FROM jsonb_path_query(%s, %s) AS s(x))"
        .formatted(best, value, target.sql(), writer.path(target, filter));
  }
}
