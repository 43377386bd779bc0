package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.Plan;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a product costs at least, as lists and profiles show it (appdirect.txt:6486-6517, 6900). */
final class PriceTags {
  private PriceTags() {}

  /** A currency is compared with itself only: the first plan's currency decides. */
  static Optional<Plan> cheapest(List<Plan> plans) {
    if (plans.isEmpty()) {
      return Optional.empty();
    }
    String currency = plans.get(0).model().currency();
    return plans.stream()
        .filter(plan -> plan.model().currency().equals(currency))
        .min(Comparator.comparingLong(plan -> plan.model().price()));
  }

  static JsonObject startingPrice(Shown shown) {
    Optional<Plan> cheapest = cheapest(shown.plans());
    var amount = new JsonObject();
    cheapest.ifPresent(plan -> amount.put(plan.model().currency(), PlansJson.price(plan.model())));
    return new JsonObject()
        .put("unit", cheapest.map(plan -> CostsJson.unit(plan.terms().costs())).orElse(null))
        .put("billingFrequency", frequency(cheapest))
        .put("amount", amount)
        .putNull("discount");
  }

  static String frequency(Optional<Plan> plan) {
    return plan.map(each -> each.terms().frequency().name()).orElse(null);
  }

  static JsonObject channelStartingPrice(Shown shown) {
    Map<String, JsonObject> prices = new LinkedHashMap<>();
    Map<String, BigDecimal> least = new LinkedHashMap<>();
    for (Plan plan : shown.plans()) {
      for (String currency : plan.terms().currencies()) {
        BigDecimal price = Money.of(plan.terms().least(currency), currency).rounded().amount();
        if (!least.containsKey(currency) || least.get(currency).compareTo(price) > 0) {
          least.put(currency, price);
          prices.put(
              currency,
              new JsonObject()
                  .put("price", price)
                  .put("duration", plan.terms().frequency().name()));
        }
      }
    }
    var json = new JsonObject();
    prices.forEach(json::put);
    return new JsonObject()
        .put("prices", json)
        .put("free", free(shown))
        .put("freeTrial", PlansJson.trial(shown.plans()).isPresent());
  }

  /** {@code $60.00} (appdirect.txt:6487), {@code EUR 60.00} for other currencies. */
  static String written(Shown shown) {
    return cheapest(shown.plans())
        .map(
            plan -> {
              String currency = plan.model().currency();
              Money price = Money.ofMinor(plan.model().price(), Currency.getInstance(currency));
              return ("USD".equals(currency) ? "$" : currency + " ")
                  + price.amount().toPlainString();
            })
        .orElse("");
  }

  static boolean free(Shown shown) {
    return shown.plans().stream()
        .allMatch(plan -> plan.terms().costs().stream().allMatch(cost -> cost.price().isFree()));
  }

  static boolean trialOrFree(Shown shown) {
    List<Plan> plans = shown.plans();
    return PlansJson.trial(plans).isPresent()
        || plans.stream()
            .anyMatch(
                plan -> plan.terms().costs().stream().allMatch(cost -> cost.price().isFree()));
  }
}
