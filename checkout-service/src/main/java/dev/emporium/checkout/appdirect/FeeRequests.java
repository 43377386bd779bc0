package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartFee;
import dev.emporium.checkout.domain.FeeText;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads fees of shopping carts (appdirect.txt:10438-10484). The samples write lists and objects as
 * text that holds JSON; both are understood.
 */
final class FeeRequests {
  private static final RevenueShare CHANNEL =
      new RevenueShare(new BigDecimal("0.00"), new BigDecimal("1.00"), new BigDecimal("0.00"));

  private FeeRequests() {}

  /**
   * A fee with an id of its own.
   *
   * @param currency the cart's, for a fee that names none
   * @param find finds an item's id by address
   * @param path where the fee stands in the request, such as {@code fees[0].}, or empty
   */
  static CartFee fee(
      JsonObject body,
      String currency,
      Function<String, Optional<UUID>> find,
      Instant now,
      String path) {
    return new CartFee(
            UUID.randomUUID(),
            CartRequests.given(body, "externalId"),
            now,
            body.getString("key"),
            Money.of(
                new BigDecimal(body.getValue("amount").toString()),
                body.getString("currency", currency)),
            text(body.getJsonObject("description"), path + "description."),
            share(body.getJsonObject("revenueShare")),
            items(body, find, path),
            metadata(body))
        .checked(path);
  }

  private static List<UUID> items(
      JsonObject body, Function<String, Optional<UUID>> find, String path) {
    JsonArray sent = list(body, "itemIds", path);
    return sent.stream()
        .map(String::valueOf)
        .map(
            address ->
                find.apply(address)
                    .orElseThrow(
                        () ->
                            Failure.invalid(
                                path + "itemIds",
                                address + " names no item of this shopping cart")))
        .distinct()
        .toList();
  }

  private static Object metadata(JsonObject body) {
    Object sent = body.getValue("metadata");
    return sent instanceof JsonObject object ? new JsonObject(object.encode()).getMap() : sent;
  }

  private static RevenueShare share(JsonObject body) {
    return body == null || body.isEmpty()
        ? CHANNEL
        : new RevenueShare(part(body, "appdirect"), part(body, "channel"), part(body, "vendor"));
  }

  private static BigDecimal part(JsonObject body, String who) {
    Object sent = body.getValue(who);
    BigDecimal part = sent == null ? BigDecimal.ZERO : new BigDecimal(sent.toString());
    return part.setScale(Math.max(2, part.stripTrailingZeros().scale()));
  }

  private static FeeText text(JsonObject body, String path) {
    return body == null
        ? FeeText.NONE
        : new FeeText(
            CartRequests.given(body, "defaultDescription"),
            texts(body, "localizedDescriptions", path),
            texts(body, "params", path));
  }

  private static Map<String, String> texts(JsonObject body, String field, String path) {
    JsonObject sent =
        body.getValue(field) instanceof String text
            ? parsed(text, path + field, JsonObject.class)
            : body.getJsonObject(field);
    var texts = new LinkedHashMap<String, String>();
    if (sent != null) {
      sent.forEach(each -> texts.put(each.getKey(), String.valueOf(each.getValue())));
    }
    return texts;
  }

  /** A list, or the text of one; empty when it is absent. */
  static JsonArray list(JsonObject body, String field, String path) {
    Object sent = body.getValue(field);
    if (sent instanceof String text) {
      return parsed(text, path + field, JsonArray.class);
    }
    return sent == null ? new JsonArray() : (JsonArray) sent;
  }

  private static <T> T parsed(String text, String field, Class<T> type) {
    try {
      Object value =
          text.isBlank()
              ? type == JsonArray.class ? new JsonArray() : new JsonObject()
              : ExactJson.read(text.getBytes(StandardCharsets.UTF_8));
      return type.cast(value);
    } catch (IllegalArgumentException | ClassCastException malformed) {
      throw Failure.invalid(
          field, "is not the JSON of " + (type == JsonArray.class ? "a list" : "an object"));
    }
  }
}
