package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans, discounts and requests to test the engine with; amounts are USD. */
public final class Plans {
  private Plans() {}

  /** A recurring plan of these costs. */
  public static PlanTerms monthly(String id, Cost... costs) {
    return plan(id, 0, "monthly", List.of(), costs);
  }

  /** A plan with a trial, a period and rules of its units. */
  public static PlanTerms plan(
      String id, int trialDays, String period, List<UnitRule> rules, Cost... costs) {
    return new PlanTerms(
        id,
        3,
        "Team",
        "8130e107-644e-4013-8673-1f3b04d2a39d",
        7,
        "Board",
        "c134a1b5-b667-45a3-b572-8f3453a277a7",
        3L,
        "Standard",
        70,
        "model-" + id,
        "recurring",
        "single",
        trialDays,
        period,
        1,
        3050,
        List.of(costs),
        rules,
        ContractTerms.NONE,
        false,
        0);
  }

  public static Cost cost(
      String id, Category category, Strategy strategy, String unit, Price price) {
    String type = category + (strategy.isPerUnit() ? "_PER_UNIT" : "_FLAT");
    return new Cost(
        id,
        category,
        type,
        strategy,
        unit,
        null,
        BigDecimal.ZERO,
        null,
        Map.of("USD", price),
        List.of());
  }

  public static Cost recurring(String id, Strategy strategy, Price price) {
    return cost(id, Category.RECURRING, strategy, strategy.isPerUnit() ? "USER" : null, price);
  }

  public static Cost once(String id, String price) {
    return cost(id, Category.ONE_TIME, Strategy.FLAT, null, Price.of(decimal(price)));
  }

  /** {@code "5:10", "10:8", ":6"} is up to 5 at 10, up to 10 at 8, then 6. */
  public static Price ranges(String... ranges) {
    var all = new ArrayList<PriceRange>();
    BigDecimal from = BigDecimal.ZERO;
    for (String range : ranges) {
      String[] parts = range.split(":", -1);
      BigDecimal max = parts[0].isEmpty() ? null : decimal(parts[0]);
      all.add(
          new PriceRange(
              from,
              max,
              decimal(parts[1]),
              parts.length > 2 ? decimal(parts[2]) : BigDecimal.ZERO));
      from = max;
    }
    return Price.of(all);
  }

  public static Discount percent(String id, String percent, Integer cycles) {
    return percent(id, 1, id, percent + " % off", percent, cycles, null);
  }

  /** A percentage off in so many cycles, null for all, of one plan, null for any. */
  public static Discount percent(
      String id,
      long number,
      String code,
      String text,
      String percent,
      Integer cycles,
      String plan) {
    return new Discount(
        id,
        number,
        code,
        text,
        decimal(percent),
        null,
        null,
        cycles,
        null,
        null,
        null,
        null,
        null,
        plan);
  }

  public static Discount amount(String id, String amount, Integer cycles) {
    return new Discount(
        id,
        2L,
        id,
        amount + " off",
        null,
        decimal(amount),
        "USD",
        cycles,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static Fee fee(String id, String amount, String appdirect, String channel, String vendor) {
    return new Fee(
        id,
        null,
        "SHIPPING_FEE_100",
        "Shipping",
        Money.of(amount, "USD"),
        new RevenueShare(decimal(appdirect), decimal(channel), decimal(vendor)),
        List.of());
  }

  public static List<Unit> users(String quantity) {
    return List.of(new Unit(decimal(quantity), "USERS"));
  }

  public static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
