package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks up the plans and products that a request names, waiting a moment for new ones. */
final class PlanShelf {
  private final Opportunities.Ground ground;

  PlanShelf(Opportunities.Ground ground) {
    this.ground = ground;
  }

  /**
   * What was found.
   *
   * @param products by the name the caller used
   */
  record Found(Map<String, KnownPlan> plans, Map<String, Product> products) {
    /** The items; fails with INVALID when one's plan or product is not known. */
    List<OpportunityItem> items(List<ItemWish> wishes, Currency currency) {
      for (ItemWish wish : wishes) {
        if (wish.planId() != null && !plans.containsKey(wish.planId())) {
          throw Failure.invalid(
                  wish.path() + "pricingPlanId",
                  "Pricing plan with ID " + wish.planId() + " not found.")
              .withCode("PRICING_PLAN_NOT_FOUND");
        }
        if (wish.productId() != null && !products.containsKey(wish.productId())) {
          throw Failure.invalid(
                  wish.path() + "productId", "Product with ID " + wish.productId() + " not found.")
              .withCode("PRODUCT_NOT_FOUND");
        }
      }
      return wishes.stream().map(wish -> wish.item(plans, products, currency)).toList();
    }
  }

  /** Everything these wishes name. */
  Future<Found> find(Call call, List<ItemWish> wishes) {
    List<String> plans =
        wishes.stream().map(ItemWish::planId).filter(Objects::nonNull).distinct().toList();
    List<String> products =
        wishes.stream().map(ItemWish::productId).filter(Objects::nonNull).distinct().toList();
    return ground
        .arrivals()
        .settle(
            () -> ground.database().read(call.marketplace(), tx -> find(tx, plans, products)),
            found -> missing(found, plans, products));
  }

  /** One plan; null when it is not known. */
  Future<KnownPlan> plan(Call call, String id) {
    return ground
        .arrivals()
        .settle(
            () ->
                ground.database().read(call.marketplace(), tx -> find(tx, List.of(id), List.of())),
            found -> missing(found, List.of(id), List.of()))
        .map(found -> found.plans().get(id));
  }

  private Future<Found> find(Tx tx, List<String> plans, List<String> products) {
    return ground
        .facts()
        .plans(tx, plans)
        .compose(
            known -> ground.products().named(tx, products).map(found -> new Found(known, found)));
  }

  private static List<String> missing(Found found, List<String> plans, List<String> products) {
    var missing = new ArrayList<String>();
    plans.stream()
        .filter(id -> !found.plans().containsKey(id))
        .forEach(id -> missing.add("plan/" + id));
    products.stream()
        .filter(name -> !found.products().containsKey(name))
        .forEach(name -> missing.add(Product.arrival(name)));
    return missing;
  }
}
