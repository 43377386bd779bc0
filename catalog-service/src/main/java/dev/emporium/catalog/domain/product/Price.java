package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A strategy with its numbers.
 *
 * @param amount by currency, of FLAT and UNIT
 * @param wholesale what a reseller pays instead, by currency; empty for the amount
 * @param ranges of TIERED, VOLUME and STAIRSTEP: without gaps, from 0 to no end
 */
public record Price(
    Strategy strategy,
    Map<String, BigDecimal> amount,
    Map<String, BigDecimal> wholesale,
    List<PriceRange> ranges) {
  private static final int MAX_RANGES = 100;

  /** Nothing to pay. */
  public static final Price FREE = new Price(Strategy.FREE, Map.of(), Map.of(), List.of());

  /**
   * Checks that the numbers are those the strategy needs.
   *
   * @throws Failure INVALID naming {@code amounts}, {@code wholesale} or {@code ranges}
   */
  public static Price of(
      Strategy strategy,
      Map<String, BigDecimal> amount,
      Map<String, BigDecimal> wholesale,
      List<PriceRange> ranges) {
    if (strategy.ranged()) {
      if (!amount.isEmpty()) {
        throw Failure.invalid("amounts", strategy + " has its prices in ranges");
      }
      return new Price(strategy, Map.of(), Map.of(), ranges(ranges));
    }
    if (!ranges.isEmpty()) {
      throw Failure.invalid("ranges", strategy + " has no ranges");
    }
    if (!strategy.priced()) {
      if (amount.values().stream().anyMatch(price -> price.signum() != 0)) {
        throw Failure.invalid("amounts", strategy + " costs nothing");
      }
      return new Price(strategy, Map.of(), Map.of(), List.of());
    }
    if (amount.isEmpty()) {
      throw Failure.invalid("amounts", strategy + " needs a price such as USD:4.99");
    }
    Map<String, BigDecimal> prices = Amounts.of("amounts", amount);
    Map<String, BigDecimal> whole = Amounts.of("wholesale", wholesale);
    covers("wholesale", whole, prices.keySet());
    return new Price(strategy, prices, whole, List.of());
  }

  private static List<PriceRange> ranges(List<PriceRange> given) {
    if (given.isEmpty() || given.size() > MAX_RANGES) {
      throw invalid("This strategy has 1 to " + MAX_RANGES + " ranges");
    }
    BigDecimal from = BigDecimal.ZERO;
    for (int i = 0; i < given.size(); i++) {
      PriceRange range = given.get(i);
      boolean last = i == given.size() - 1;
      if (range.min().compareTo(from) != 0) {
        throw invalid("Range " + (i + 1) + " must begin at " + from.toPlainString());
      }
      if (last != (range.max() == null)) {
        throw invalid("The last range has no end, and no other");
      }
      if (!last && range.max().compareTo(range.min()) <= 0) {
        throw invalid("Range " + (i + 1) + " must end after it begins");
      }
      if (range.price().isEmpty()) {
        throw invalid("Range " + (i + 1) + " has no price");
      }
      if (!range.price().keySet().equals(given.get(0).price().keySet())) {
        throw invalid("Every range needs prices in the same currencies");
      }
      covers("ranges", range.flat(), range.price().keySet());
      covers("ranges", range.wholesale(), range.price().keySet());
      from = range.max();
    }
    return given.stream().map(Price::checked).toList();
  }

  private static PriceRange checked(PriceRange range) {
    return new PriceRange(
        Amounts.decimal("ranges", range.min()),
        range.max() == null ? null : Amounts.decimal("ranges", range.max()),
        Amounts.of("ranges", range.price()),
        Amounts.of("ranges", range.flat()),
        Amounts.of("ranges", range.wholesale()));
  }

  private static void covers(String field, Map<String, BigDecimal> some, Set<String> currencies) {
    if (!some.isEmpty() && !some.keySet().equals(currencies)) {
      throw Failure.invalid(
          field, "It must have the currencies of the price: " + new TreeSet<>(currencies));
    }
  }

  private static Failure invalid(String message) {
    return Failure.invalid("ranges", message);
  }

  /** The currencies it has a price in; empty when it is free in all. */
  public List<String> currencies() {
    return List.copyOf((strategy.ranged() ? ranges.get(0).price() : amount).keySet());
  }

  /** Whether it costs nothing, whatever is bought. */
  public boolean isFree() {
    return amount.values().stream().allMatch(price -> price.signum() == 0)
        && ranges.stream()
            .allMatch(
                range ->
                    range.price().values().stream().allMatch(price -> price.signum() == 0)
                        && range.flat().values().stream().allMatch(flat -> flat.signum() == 0));
  }

  /** With other wholesale prices. */
  public Price wholesale(Map<String, BigDecimal> prices) {
    return of(strategy, amount, prices, ranges);
  }
}
