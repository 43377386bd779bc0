package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.Rejection;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.checkout.domain.pricing.Unit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The small values that JSON of many kinds holds, at rest, in events and on the wire. */
public final class JsonValues {
  private JsonValues() {}

  /** A number, or the text of one; null when it is absent. */
  public static BigDecimal decimal(JsonObject json, String field) {
    Object value = json.getValue(field);
    return value == null ? null : new BigDecimal(value.toString());
  }

  /** A number with the digits it has; null for null. */
  public static String plain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  /** A number with AppDirect's ten decimals; null for null. */
  public static String ten(BigDecimal number) {
    return number == null ? null : number.setScale(10, RoundingMode.HALF_UP).toPlainString();
  }

  /** An id; null when it is absent. */
  public static UUID uuid(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : UUID.fromString(text);
  }

  /** An id as text; null for null. */
  public static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  /** An object; an empty one when it is absent. */
  public static JsonObject object(JsonObject json, String field) {
    JsonObject value = json.getJsonObject(field);
    return value == null ? new JsonObject() : value;
  }

  /** An array of what is made of each. */
  public static <T> JsonArray array(Collection<T> all, Function<T, JsonObject> json) {
    var array = new JsonArray();
    all.forEach(each -> array.add(json.apply(each)));
    return array;
  }

  /** What is read of each object; nothing when the array is absent. */
  public static <T> List<T> list(JsonArray array, Function<JsonObject, T> read) {
    return array == null
        ? List.of()
        : array.stream().map(each -> read.apply((JsonObject) each)).toList();
  }

  /** Texts; none when the array is absent. */
  public static List<String> texts(JsonArray array) {
    return array == null ? List.of() : array.stream().map(String::valueOf).toList();
  }

  /** Texts by name. */
  public static JsonObject texts(Map<String, String> texts) {
    var json = new JsonObject();
    texts.forEach(json::put);
    return json;
  }

  /** Lists of texts by name. */
  public static JsonObject lists(Map<String, List<String>> lists) {
    var json = new JsonObject();
    lists.forEach((name, values) -> json.put(name, new JsonArray(values)));
    return json;
  }

  /** Reads lists of texts by name; none when the object is absent. */
  public static Map<String, List<String>> lists(JsonObject json) {
    var lists = new LinkedHashMap<String, List<String>>();
    if (json != null) {
      json.fieldNames().forEach(name -> lists.put(name, texts(json.getJsonArray(name))));
    }
    return lists;
  }

  /** A quantity of a unit. */
  public static JsonObject unit(Unit unit) {
    return new JsonObject()
        .put("quantity", unit.quantity().toPlainString())
        .put("unit", unit.unit());
  }

  /** Reads a quantity of a unit. */
  public static Unit unit(JsonObject json) {
    return new Unit(decimal(json, "quantity"), json.getString("unit"));
  }

  /** Who gets which part of a fee. */
  public static JsonObject shares(RevenueShare share) {
    return new JsonObject()
        .put("appdirect", share.appdirect().toPlainString())
        .put("channel", share.channel().toPlainString())
        .put("vendor", share.vendor().toPlainString());
  }

  /** Reads who gets which part of a fee. */
  public static RevenueShare shares(JsonObject json) {
    return new RevenueShare(
        decimal(json, "appdirect"), decimal(json, "channel"), decimal(json, "vendor"));
  }

  /** Why a purchase did not happen; null for null. */
  public static JsonObject rejection(Rejection rejection) {
    return rejection == null
        ? null
        : new JsonObject()
            .put("purchaseId", rejection.purchaseId().toString())
            .put("reason", rejection.reason())
            .put("message", rejection.message());
  }

  /** Reads why a purchase did not happen; null for null. */
  public static Rejection rejection(JsonObject json) {
    return json == null
        ? null
        : new Rejection(
            uuid(json, "purchaseId"), json.getString("reason"), json.getString("message"));
  }
}
