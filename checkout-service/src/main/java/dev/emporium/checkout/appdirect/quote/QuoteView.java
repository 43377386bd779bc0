package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.domain.KnownUser;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.quote.Offer;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * A quote with everything that is shown of it.
 *
 * @param users by id, as far as they are known
 * @param companies names by id, as far as they are known
 */
record QuoteView(Quote quote, Map<UUID, KnownUser> users, Map<UUID, String> companies) {

  /** What it offers, worked out anew each time. */
  Offer offer() {
    return Offer.of(quote);
  }

  /** The user's name, or the e-mail address, or nothing. */
  String userName(Party party) {
    KnownUser user = users.get(party.user());
    if (user == null) {
      return "";
    }
    String name = (text(user.firstName()) + " " + text(user.lastName())).strip();
    return name.isEmpty() ? text(user.email()) : name;
  }

  /** The company's name, or nothing. */
  String companyName(Party party) {
    return text(companies.get(party.company()));
  }

  /** {@code USD 55.00}. */
  static String money(Money money) {
    return money.currency() + " " + money.rounded().amount().toPlainString();
  }

  /** A price with all its decimals, at least the currency's. */
  static String price(Money money) {
    BigDecimal exact = money.amount().stripTrailingZeros();
    int digits = Math.max(exact.scale(), money.currency().getDefaultFractionDigits());
    return money.currency() + " " + exact.setScale(digits).toPlainString();
  }

  /** {@code 2.5}. */
  static String quantity(BigDecimal quantity) {
    return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
