package dev.emporium.checkout.domain.quote;

import dev.emporium.checkout.domain.pricing.Calculation;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricedFee;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.checkout.domain.pricing.RecurringTotal;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a quote shows of its prices; rows add up to the totals.
 *
 * @param due on the first invoice, before tax
 */
public record Offer(
    List<Item> items, List<Row> fees, Money due, Money tax, List<RecurringTotal> recurring) {
  public Offer {
    items = List.copyOf(items);
    fees = List.copyOf(fees);
    recurring = List.copyOf(recurring);
  }

  /** One product with its plan. */
  public record Item(
      String id,
      String productId,
      String product,
      String editionId,
      String planId,
      String plan,
      List<Row> rows) {}

  /**
   * One amount: a cost, each tier of a tiered one, a discount or a fee.
   *
   * @param costType the vendor's word
   * @param price of one
   */
  public record Row(
      String costType, String description, BigDecimal quantity, Money price, Money total) {}

  /** What the quote offers, in dates from the day it was made. */
  public static Offer of(Quote quote) {
    PricedCart priced = quote.offered().priced(quote.day());
    return new Offer(
        priced.items().stream().map(Offer::item).toList(),
        priced.fees().stream().map(PricedFee::line).flatMap(line -> rows(line).stream()).toList(),
        priced.dueNow(),
        priced.taxNow(),
        priced.recurringTotals());
  }

  private static Item item(PricedItem item) {
    var terms = item.terms();
    return new Item(
        item.itemId(),
        terms.appId(),
        terms.appName(),
        terms.editionId(),
        terms.planId(),
        terms.planName(),
        item.lines().stream().flatMap(line -> rows(line).stream()).toList());
  }

  private static List<Row> rows(Line line) {
    return line.calculations().stream().map(part -> row(line, part)).toList();
  }

  private static Row row(Line line, Calculation part) {
    return new Row(
        line.costType(), line.description(), part.quantity(), part.unitPrice(), part.total());
  }
}
