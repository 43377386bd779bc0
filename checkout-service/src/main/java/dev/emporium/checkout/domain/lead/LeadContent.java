package dev.emporium.checkout.domain.lead;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a lead says.
 *
 * @param attributes the caller's own, JSON values
 * @param notes or null
 */
public record LeadContent(
    LeadCustomer customer, Map<String, Object> attributes, String notes, Sales sales) {
  public LeadContent {
    // not Map.copyOf: a JSON value may be null
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  LeadContent with(LeadCustomer other, String otherNotes) {
    return new LeadContent(other, attributes, otherNotes, sales);
  }
}
