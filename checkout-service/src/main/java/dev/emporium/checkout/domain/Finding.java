package dev.emporium.checkout.domain;

import java.util.Map;
import java.util.Optional;

/**
 * One result of a validation.
 *
 * @param code machine-readable, such as {@code PRICING_PLAN_NOT_FOUND}
 * @param message a sentence for people
 * @param itemId the item it is about, or null
 * @param parameters the values in the message, by the vendor's upper-case key
 * @param settledBy the record whose arrival would settle this, as {@code company/<id>}: it may
 *     exist already and just not be known here yet
 */
public record Finding(
    String code,
    String message,
    String itemId,
    Map<String, String> parameters,
    Optional<String> settledBy) {

  static Finding of(String code, String message) {
    return new Finding(code, message, null, Map.of(), Optional.empty());
  }

  static Finding of(String code, String message, String key, String value) {
    return new Finding(code, message, null, Map.of(key, value), Optional.empty());
  }

  Finding in(CartItem item) {
    return new Finding(code, message, item.id().toString(), parameters, settledBy);
  }

  Finding settledBy(String record) {
    return new Finding(code, message, itemId, parameters, Optional.of(record));
  }
}
