package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.event.Arrivals;
import dev.emporium.checkout.event.CustomerProjection;
import dev.emporium.checkout.event.FactsReader;
import dev.emporium.checkout.event.PurchaseSaga;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.checkout.store.ValidationStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Database;

/** AppDirect's checkout section put together: one table of all its operations. */
public final class Checkout {
  private final CartOperations cartOperations;
  private final ItemOperations itemOperations;
  private final PricingOperations pricingOperations;

  public Checkout(
      Database database,
      CartStore carts,
      FactsReader facts,
      CustomerProjection customers,
      Arrivals arrivals,
      PurchaseSaga saga) {
    var desk = new CartDesk(database, carts, facts, arrivals);
    cartOperations = new CartOperations(database, carts, customers, arrivals, saga, desk);
    itemOperations = new ItemOperations(desk);
    pricingOperations = new PricingOperations(desk, new ValidationStore(), arrivals);
  }

  /** Binds every operation of {@code contract/checkout/appdirect.yaml}. */
  public void bind(Operations operations) {
    cartOperations.bind(operations);
    itemOperations.bind(operations);
    pricingOperations.bind(operations);
  }
}
