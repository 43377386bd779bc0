package dev.emporium.checkout.domain.opportunity;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an opportunity is called and noted for.
 *
 * @param name or null
 * @param purchaseEffectiveDate when the purchase is to take effect, or null
 * @param attributes custom attributes of the purchase
 */
public record Heading(
    String name, Instant purchaseEffectiveDate, Map<String, List<String>> attributes) {
  public Heading {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
