package dev.emporium.kit.query;

import dev.emporium.kit.query.QueryFields.Target;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compiles conditions to SQL. Typed columns compare directly, JSONB goes through {@code @?} with
 * the json path as a parameter, which a GIN index on the column serves. Positive conditions may
 * yield NULL for false; every negation is made two-valued where it stands.
 */
final class SqlWriter {
  private final Function<List<String>, Target> fields;
  private final int first;
  private final List<Object> parameters;
  private final int[] aliases;

  SqlWriter(Function<List<String>, Target> fields, int first) {
    this(fields, first, new ArrayList<>(), new int[1]);
  }

  private SqlWriter(
      Function<List<String>, Target> fields, int first, List<Object> parameters, int[] aliases) {
    this.fields = fields;
    this.first = first;
    this.parameters = parameters;
    this.aliases = aliases;
  }

  List<Object> parameters() {
    return parameters;
  }

  String write(Condition condition) {
    if (condition instanceof Condition.And and) {
      return joined(and.parts(), " AND ", "TRUE");
    }
    if (condition instanceof Condition.Or or) {
      return joined(or.parts(), " OR ", "FALSE");
    }
    if (condition instanceof Condition.Among among) {
      Target target = fields.apply(among.path());
      String any =
          among.operands().isEmpty()
              ? "FALSE"
              : among.operands().stream()
                  .map(operand -> equal(target, operand))
                  .collect(Collectors.joining(" OR ", "(", ")"));
      return among.negated() ? "NOT coalesce(" + any + ", FALSE)" : any;
    }
    if (condition instanceof Condition.Ordered ordered) {
      return ordered(fields.apply(ordered.path()), ordered);
    }
    return element((Condition.Element) condition);
  }

  private String joined(List<Condition> parts, String by, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream().map(this::write).collect(Collectors.joining(by, "(", ")"));
  }

  private String equal(Target target, Object operand) {
    if (target == null) {
      return operand == Condition.NULL ? "TRUE" : "FALSE";
    }
    if (target.type() == QueryFields.Type.JSON) {
      return jsonEqual(target, operand);
    }
    if (operand == Condition.NULL) {
      return target.sql() + " IS NULL";
    }
    return typed(target, "=", operand);
  }

  private String ordered(Target target, Condition.Ordered ordered) {
    if (target == null) {
      return "FALSE";
    }
    if (target.type() == QueryFields.Type.JSON) {
      return exists(target, filter(ordered.order().sign(), ordered.operand()));
    }
    return typed(target, ordered.order().sign(), ordered.operand());
  }

  private String typed(Target target, String sign, Object operand) {
    QueryFields.Type type = target.type();
    if (type == QueryFields.Type.TEXT && operand instanceof String) {
      return target.sql() + " COLLATE \"C\" " + sign + " " + parameter(operand, "text");
    }
    if (type == QueryFields.Type.NUMBER && operand instanceof BigDecimal number) {
      return target.sql() + " " + sign + " " + number(number);
    }
    if (type == QueryFields.Type.TIME && operand instanceof BigDecimal millis) {
      return target.sql() + " " + sign + " " + parameter(time(millis), "timestamptz");
    }
    if (type == QueryFields.Type.BOOLEAN && operand instanceof Boolean) {
      return target.sql() + " " + sign + " " + parameter(operand, "boolean");
    }
    return "FALSE";
  }

  private String jsonEqual(Target target, Object operand) {
    if (operand instanceof JsonArray || operand instanceof JsonObject) {
      String alias = alias();
      String wanted = parameter(operand, "jsonb");
      return """
          EXISTS (SELECT 1 FROM jsonb_path_query(%s, %s) AS %s(x)
            WHERE x = %s OR EXISTS (SELECT 1 FROM jsonb_array_elements(%s) AS e(y) WHERE y = %s))"""
          .formatted(
              target.sql(), path(target, ""), alias, wanted, arrayOrNone(alias + ".x"), wanted);
    }
    String some = exists(target, filter("==", operand));
    return operand == Condition.NULL
        ? "(" + some + " OR NOT coalesce(" + exists(target, "") + ", FALSE))"
        : some;
  }

  private String element(Condition.Element element) {
    Target target = fields.apply(element.path());
    if (target == null || target.type() != QueryFields.Type.JSON) {
      return "FALSE";
    }
    String array = alias();
    String item = alias();
    var inner =
        new SqlWriter(
            path -> new Target(QueryFields.Type.JSON, item + ".y", path),
            first,
            parameters,
            aliases);
    return """
        EXISTS (SELECT 1 FROM jsonb_path_query(%s, %s) AS %s(x)
          CROSS JOIN LATERAL jsonb_array_elements(%s) AS %s(y) WHERE %s)"""
        .formatted(
            target.sql(),
            path(target, ""),
            array,
            arrayOrNone(array + ".x"),
            item,
            inner.write(element.condition()));
  }

  private static String arrayOrNone(String value) {
    return "CASE jsonb_typeof(" + value + ") WHEN 'array' THEN " + value + " ELSE '[]' END";
  }

  private String exists(Target target, String filter) {
    return target.sql() + " @? " + path(target, filter);
  }

  /** The type is named because a lax comparison would look into nested arrays. */
  private static String filter(String sign, Object operand) {
    if (operand == Condition.NULL) {
      return " ? (@.type() == \"null\")";
    }
    String type =
        operand instanceof String ? "string" : operand instanceof Boolean ? "boolean" : "number";
    String literal =
        operand instanceof BigDecimal number ? number.toPlainString() : Json.encode(operand);
    return " ? (@.type() == \"" + type + "\" && @ " + sign + " " + literal + ")";
  }

  String path(Target target, String filter) {
    String steps =
        target.path().stream()
            .map(segment -> "." + Json.encode(segment))
            .collect(Collectors.joining());
    return parameter("$" + steps + filter, "text") + "::jsonpath";
  }

  private String number(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18
        ? parameter(plain.longValueExact(), "bigint")
        : parameter(number, "numeric");
  }

  /** Microseconds are what the column keeps; far times are brought into PostgreSQL's calendar. */
  private static OffsetDateTime time(BigDecimal millis) {
    BigDecimal near =
        millis
            .max(BigDecimal.valueOf(-200_000_000_000_000L))
            .min(BigDecimal.valueOf(9_000_000_000_000_000L));
    long micros = near.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000)
        .atOffset(ZoneOffset.UTC);
  }

  private String parameter(Object value, String type) {
    parameters.add(value);
    return "$" + (first + parameters.size() - 1) + "::" + type;
  }

  private String alias() {
    return "q" + ++aliases[0];
  }
}
