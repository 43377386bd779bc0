package dev.emporium.kit.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount of one currency. Arithmetic is exact; {@link #rounded()} brings it to the currency's
 * own digits, HALF_UP, which is how it rests in a ledger.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

  /** {@code Money.of("4.99", "USD")}. Throws on an unknown currency or a malformed amount. */
  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }

  public static Money of(BigDecimal amount, String currency) {
    return new Money(amount, Currency.getInstance(currency));
  }

  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()), currency);
  }

  /** From the smallest unit: 499 cents is 4.99 USD, 499 is 499 JPY. */
  public static Money ofMinor(long minor, Currency currency) {
    return new Money(BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()), currency);
  }

  public Money plus(Money other) {
    return new Money(amount.add(same(other).amount), currency);
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(same(other).amount), currency);
  }

  public Money times(BigDecimal factor) {
    return new Money(amount.multiply(factor), currency);
  }

  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** To the currency's digits, HALF_UP. */
  public Money rounded() {
    return new Money(
        amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
  }

  /** The smallest unit after rounding: 4.99 USD is 499. */
  public long minor() {
    return rounded().amount.unscaledValue().longValueExact();
  }

  /** The 10-decimal string AppDirect shows: {@code 4.9900000000}. */
  public String tenDecimals() {
    return amount.setScale(10, RoundingMode.HALF_UP).toPlainString();
  }

  public int signum() {
    return amount.signum();
  }

  /**
   * Splits by weights so that the parts add up to exactly this rounded amount; what rounding leaves
   * over goes to the largest remainders, the first of equals first.
   */
  public List<Money> split(List<BigDecimal> weights) {
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (weights.isEmpty() || total.signum() <= 0) {
      throw new IllegalArgumentException("weights must have a positive sum");
    }
    long whole = minor();
    var shares = new ArrayList<long[]>();
    var remainders = new ArrayList<BigDecimal>();
    long given = 0;
    for (int i = 0; i < weights.size(); i++) {
      BigDecimal exact =
          BigDecimal.valueOf(whole)
              .multiply(weights.get(i))
              .divide(total, 20, RoundingMode.HALF_UP);
      long floor = exact.setScale(0, RoundingMode.FLOOR).longValueExact();
      shares.add(new long[] {floor, i});
      remainders.add(exact.subtract(BigDecimal.valueOf(floor)));
      given += floor;
    }
    var order = new ArrayList<>(shares);
    order.sort((a, b) -> remainders.get((int) b[1]).compareTo(remainders.get((int) a[1])));
    for (int i = 0; given < whole; i++, given++) {
      order.get(i % order.size())[0]++;
    }
    return shares.stream().map(s -> ofMinor(s[0], currency)).toList();
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(same(other).amount);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not mix");
    }
    return other;
  }
}
