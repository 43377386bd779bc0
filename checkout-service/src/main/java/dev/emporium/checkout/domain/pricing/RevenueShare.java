package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * Who receives which part of a fee (appdirect.txt:9749-9753): three parts of 0 or more that are
 * 1.00 together.
 */
public record RevenueShare(BigDecimal appdirect, BigDecimal channel, BigDecimal vendor) {
  /** Everything for the marketplace, as when nothing is said. */
  public static final RevenueShare CHANNEL =
      new RevenueShare(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ZERO);

  /** The same parts of an amount. */
  public record Parts(Money appdirect, Money channel, Money vendor) {}

  /** Fails with INVALID naming the field unless the parts are 1 together. */
  public RevenueShare checked(String field) {
    BigDecimal sum = appdirect.add(channel).add(vendor);
    boolean negative = appdirect.signum() < 0 || channel.signum() < 0 || vendor.signum() < 0;
    if (negative || sum.compareTo(BigDecimal.ONE) != 0) {
      throw Failure.invalid(
              field, "appdirect, channel and vendor must be 0 or more and 1.00 together")
          .withCode("INVALID_REVENUE_SHARE");
    }
    return this;
  }

  /** Divides an amount; the parts add up to it, to the cent. */
  public Parts of(Money amount) {
    List<Money> parts = amount.split(List.of(appdirect, channel, vendor));
    return new Parts(parts.get(0), parts.get(1), parts.get(2));
  }
}
