package dev.emporium.billing.store;

import dev.emporium.billing.domain.Purchase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** Lines and phases of a sale as JSON: in the Purchase event, in orders and in subscriptions. */
public final class LineJson {
  private LineJson() {}

  /** Writes every field. */
  public static JsonArray write(List<Purchase.Line> lines) {
    var array = new JsonArray();
    for (Purchase.Line line : lines) {
      array.add(
          new JsonObject()
              .put("kind", line.kind())
              .put("costId", line.costId())
              .put("discountId", line.discountId())
              .put("category", line.category())
              .put("costType", line.costType())
              .put("strategy", line.strategy())
              .put("unit", line.unit())
              .put("description", line.description())
              .put("quantity", line.quantity().toPlainString())
              .put("unitPrice", line.unitPrice().toPlainString())
              .put("total", line.total().toPlainString()));
    }
    return array;
  }

  /** Reads lines; null is none, and a line without a kind is a cost. */
  public static List<Purchase.Line> read(JsonArray lines) {
    return lines == null ? List.of() : lines.stream().map(line -> line((JsonObject) line)).toList();
  }

  private static Purchase.Line line(JsonObject line) {
    return new Purchase.Line(
        line.getString("kind", "COST"),
        line.getString("costId"),
        line.getString("discountId"),
        line.getString("category"),
        line.getString("costType"),
        line.getString("strategy"),
        line.getString("unit"),
        line.getString("description"),
        decimal(line, "quantity"),
        decimal(line, "unitPrice"),
        decimal(line, "total"));
  }

  /** Writes phases. */
  public static JsonArray writePhases(List<Purchase.Phase> phases) {
    var array = new JsonArray();
    for (Purchase.Phase phase : phases) {
      array.add(
          new JsonObject()
              .put("fromCycle", phase.fromCycle())
              .put("toCycle", phase.toCycle())
              .put("lines", write(phase.lines()))
              .put("total", phase.total().toPlainString()));
    }
    return array;
  }

  /** Reads phases; null is none. */
  public static List<Purchase.Phase> phases(JsonArray phases) {
    return phases == null
        ? List.of()
        : phases.stream()
            .map(each -> (JsonObject) each)
            .map(
                phase ->
                    new Purchase.Phase(
                        phase.getInteger("fromCycle"),
                        phase.getInteger("toCycle"),
                        read(phase.getJsonArray("lines")),
                        decimal(phase, "total")))
            .toList();
  }

  /** Writes units. */
  public static JsonArray writeUnits(List<Purchase.Unit> units) {
    var array = new JsonArray();
    for (Purchase.Unit unit : units) {
      array.add(
          new JsonObject()
              .put("unit", unit.unit())
              .put("quantity", unit.quantity().toPlainString()));
    }
    return array;
  }

  /** Reads units; null is none. */
  public static List<Purchase.Unit> units(JsonArray units) {
    return units == null
        ? List.of()
        : units.stream()
            .map(each -> (JsonObject) each)
            .map(unit -> new Purchase.Unit(unit.getString("unit"), decimal(unit, "quantity")))
            .toList();
  }

  private static BigDecimal decimal(JsonObject json, String key) {
    return new BigDecimal(json.getValue(key).toString());
  }
}
