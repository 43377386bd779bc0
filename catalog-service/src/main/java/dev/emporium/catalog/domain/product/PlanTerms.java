package dev.emporium.catalog.domain.product;

import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a plan costs and binds to.
 *
 * @param name shown to buyers
 * @param currencies every charged cost has a price in each; the first is the plan's own
 * @param contract null for none
 * @param trial null for none
 * @param visibleTo roles that see it; empty for everybody
 */
public record PlanTerms(
    String name,
    Frequency frequency,
    List<String> currencies,
    List<Cost> costs,
    Contract contract,
    FreeTrial trial,
    List<String> visibleTo) {
  private static final int MAX_COSTS = 50;
  private static final String CODE = "1";

  /** What an OpenChannel model says: one cost, the same for everybody. */
  public static PlanTerms of(PricingModel model, UUID costId, long number) {
    boolean once = model.type() == PricingModel.Type.SINGLE;
    BigDecimal amount =
        Money.ofMinor(model.price(), Currency.getInstance(model.currency())).amount();
    Price price =
        model.paid()
            ? new Price(
                Strategy.FLAT, Map.of(model.currency(), Amounts.plain(amount)), Map.of(), List.of())
            : Price.FREE;
    var cost =
        new Cost(
            costId,
            number,
            CODE,
            once ? Category.ONE_TIME : Category.RECURRING,
            once ? "ONE_TIME_FLAT" : "RECURRING_FLAT",
            null,
            price,
            UnitRule.NONE);
    Frequency frequency =
        once
            ? Frequency.ONE_TIME
            : model.billingPeriod() == null
                ? Frequency.MONTHLY
                : Frequency.of(model.billingPeriod(), model.billingPeriodUnit());
    return new PlanTerms(
        model.type().wire(),
        frequency,
        List.of(model.currency()),
        List.of(cost),
        null,
        model.trial() == 0 ? null : new FreeTrial(model.trial(), "DAY", null),
        List.of());
  }

  /**
   * The terms, checked as a whole, with the currencies that follow from the costs.
   *
   * @throws Failure INVALID naming the column
   */
  public PlanTerms checked() {
    if (costs.isEmpty() || costs.size() > MAX_COSTS) {
      throw Failure.invalid("costType", "A plan has 1 to " + MAX_COSTS + " costs");
    }
    var codes = new HashSet<String>();
    var found = new LinkedHashSet<String>();
    for (Cost cost : costs) {
      if (!codes.add(cost.code())) {
        throw Failure.invalid("costCode", "The plan has two costs " + cost.code());
      }
      if (frequency == Frequency.ONE_TIME && cost.category() == Category.RECURRING) {
        throw Failure.invalid("costType", "A ONE_TIME plan has no recurring costs");
      }
      List<String> own = cost.price().currencies();
      if (!own.isEmpty() && found.isEmpty()) {
        found.addAll(own);
      }
      if (!own.isEmpty() && !found.equals(new HashSet<>(own))) {
        throw Failure.invalid(
            "amounts", "Every cost of a plan has the same currencies: " + List.copyOf(found));
      }
    }
    if (frequency == Frequency.ONE_TIME && (trial != null || contract != null)) {
      throw Failure.invalid("frequency", "A ONE_TIME plan has neither trial nor contract");
    }
    Contract bound = contract == null ? null : contract.checked();
    if (bound != null
        && bound.fee() != null
        && !bound.fee().amount().isEmpty()
        && !bound.fee().amount().keySet().containsAll(found)) {
      throw Failure.invalid("terminationFee", "It needs the currencies of the costs: " + found);
    }
    List<String> sold = found.isEmpty() ? List.of("USD") : List.copyOf(found);
    return new PlanTerms(name, frequency, sold, List.copyOf(costs), bound, trial, visibleTo);
  }

  /**
   * What OpenChannel can say of it: the least a purchase costs in the plan's own currency, each
   * cycle or once.
   *
   * @param license single or group
   */
  public PricingModel model(String modelId, String license, int commission, String feePayer) {
    boolean paid = costs.stream().anyMatch(cost -> !cost.price().isFree());
    boolean recurring = paid && frequency != Frequency.ONE_TIME;
    var type =
        recurring
            ? PricingModel.Type.RECURRING
            : paid ? PricingModel.Type.SINGLE : PricingModel.Type.FREE;
    var currency = Currency.getInstance(currencies.get(0));
    long price = new Money(least(currencies.get(0)), currency).minor();
    return new PricingModel(
        modelId,
        type,
        type == PricingModel.Type.FREE ? 0 : price,
        type == PricingModel.Type.FREE || trial == null ? 0 : trial.days(),
        license,
        currencies.get(0),
        commission,
        feePayer,
        recurring ? frequency.period() : null,
        recurring ? (Integer) frequency.count() : null,
        null);
  }

  /** The least a purchase costs in this currency: each cycle when anything recurs, else once. */
  public BigDecimal least(String currency) {
    Category counted = frequency == Frequency.ONE_TIME ? Category.ONE_TIME : Category.RECURRING;
    return costs.stream()
        .filter(cost -> cost.category() == counted)
        .map(cost -> cost.least(currency))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Whether a model says all of its price: nothing, or one flat price that the currency's digits
   * can write, and no fee for ending it.
   */
  public boolean installable() {
    List<Cost> charged = costs.stream().filter(cost -> !cost.price().isFree()).toList();
    if (charged.isEmpty()) {
      return costs.stream().allMatch(cost -> cost.category() != Category.METERED);
    }
    Cost only = charged.get(0);
    int digits = Currency.getInstance(currencies.get(0)).getDefaultFractionDigits();
    return charged.size() == 1
        && costs.stream().allMatch(cost -> cost.category() != Category.METERED)
        && only.price().strategy() == Strategy.FLAT
        && (only.category() == Category.RECURRING) == (frequency != Frequency.ONE_TIME)
        && only.price().amount().get(currencies.get(0)).scale() <= digits
        && (contract == null || contract.fee() == null);
  }

  /** With other costs. */
  public PlanTerms withCosts(List<Cost> others) {
    return new PlanTerms(name, frequency, currencies, others, contract, trial, visibleTo);
  }
}
