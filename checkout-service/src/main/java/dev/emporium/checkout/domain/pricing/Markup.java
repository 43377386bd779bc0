package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a reseller adds to a cost when it sells it.
 *
 * @param type such as {@code CHANNEL_RESELLER_COMPANY} (appdirect.txt:7847)
 * @param companyId the reseller's
 * @param amounts by currency, added to the price of one unit or to a flat price
 */
public record Markup(String type, String companyId, Map<String, BigDecimal> amounts) {
  public Markup {
    amounts = Map.copyOf(amounts);
  }
}
