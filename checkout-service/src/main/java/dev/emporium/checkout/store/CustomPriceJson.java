package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PriceRange;
import dev.emporium.checkout.domain.pricing.Strategy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * Custom prices in the vendor's shape (appdirect.txt:8718-8757), which is also how they rest: a
 * {@code costId} and either a {@code price} alone (appdirect.txt:8578) or {@code priceType}, {@code
 * pricingStrategy} and a {@code definition} of a price or of ranges.
 */
public final class CustomPriceJson {
  private CustomPriceJson() {}

  /**
   * Writes the shape that was given.
   *
   * @param number how an amount is written: on the wire as a number
   */
  public static JsonArray write(List<CustomPrice> prices, Function<BigDecimal, ?> number) {
    var array = new JsonArray();
    prices.forEach(price -> array.add(write(price, number)));
    return array;
  }

  /** Reads either shape; what a schema can check has been checked. */
  public static List<CustomPrice> read(JsonArray prices) {
    return prices.stream().map(price -> read((JsonObject) price)).toList();
  }

  private static JsonObject write(CustomPrice custom, Function<BigDecimal, ?> number) {
    var json = new JsonObject().put("costId", custom.costId());
    Price price = custom.price();
    if (custom.priceType() == null && custom.strategy() == null && price.ranges().isEmpty()) {
      return json.put("price", number.apply(price.amount()));
    }
    if (custom.priceType() != null) {
      json.put("priceType", custom.priceType());
    }
    if (custom.strategy() != null) {
      json.put("pricingStrategy", custom.strategy().name());
    }
    return json.put("definition", definition(price, number));
  }

  private static JsonObject definition(Price price, Function<BigDecimal, ?> number) {
    if (price.ranges().isEmpty()) {
      return new JsonObject().put("price", number.apply(price.amount()));
    }
    var ranges = new JsonArray();
    price
        .ranges()
        .forEach(
            range ->
                ranges.add(
                    new JsonObject()
                        .put("min", range.min() == null ? null : number.apply(range.min()))
                        .put("max", range.max() == null ? null : number.apply(range.max()))
                        .put("price", number.apply(range.price()))));
    return new JsonObject().put("priceRanges", ranges);
  }

  private static CustomPrice read(JsonObject json) {
    JsonObject definition = json.getJsonObject("definition");
    JsonArray ranges = definition == null ? null : definition.getJsonArray("priceRanges");
    JsonObject flat = definition == null ? json : definition;
    String strategy = json.getString("pricingStrategy");
    return new CustomPrice(
        json.getString("costId"),
        json.getString("priceType"),
        strategy == null ? null : Strategy.valueOf(strategy),
        ranges == null || ranges.isEmpty()
            ? Price.of(number(flat, "price"))
            : Price.of(ranges.stream().map(range -> range((JsonObject) range)).toList()));
  }

  private static PriceRange range(JsonObject json) {
    return new PriceRange(number(json, "min"), number(json, "max"), number(json, "price"));
  }

  private static BigDecimal number(JsonObject json, String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return null;
    }
    BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
