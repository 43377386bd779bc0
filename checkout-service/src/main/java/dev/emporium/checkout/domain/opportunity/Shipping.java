package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.pricing.Fee;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where physical goods go (appdirect.txt:5594-5655).
 *
 * @param sameAsBillingAddress a wish of the customer's that moves no address; null when not said
 * @param address the delivery address, as JSON values
 * @param fee what shipping costs, when it does
 */
public record Shipping(
    Boolean sameAsBillingAddress, Map<String, Object> address, Optional<Fee> fee) {
  public Shipping {
    address = Collections.unmodifiableMap(new LinkedHashMap<>(address));
  }
}
