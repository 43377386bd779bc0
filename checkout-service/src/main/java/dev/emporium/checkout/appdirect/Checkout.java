package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.FactsReader;
import dev.emporium.checkout.event.Members;
import dev.emporium.checkout.event.PurchaseSaga;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.checkout.store.PriceList;
import dev.emporium.checkout.store.ValidationStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;

/** AppDirect's checkout section put together: one table of all its operations. */
public final class Checkout {
  private final CartOperations cartOperations;
  private final SaleOperations saleOperations;
  private final ItemOperations itemOperations;
  private final PartOperations partOperations;
  private final PricingOperations pricingOperations;
  private final ItemDetailOperations itemDetailOperations;
  private final ValidationOperations validationOperations;

  /** What the operations stand on. */
  public record Ground(
      Database database,
      CartStore carts,
      FactsReader facts,
      Members members,
      Directory directory,
      DiscountStore discounts,
      Arrivals arrivals,
      PurchaseSaga saga) {}

  public Checkout(Ground ground) {
    var desk = new CartDesk(ground);
    var drafts = new CartDrafts(ground, desk);
    cartOperations = new CartOperations(ground, desk, drafts);
    saleOperations = new SaleOperations(ground, desk, drafts);
    itemOperations = new ItemOperations(desk);
    partOperations = new PartOperations(desk, drafts, ground.discounts());
    pricingOperations = new PricingOperations(desk, drafts);
    itemDetailOperations =
        new ItemDetailOperations(ground.database(), new PriceList(), ground.members());
    validationOperations =
        new ValidationOperations(desk, drafts, new ValidationStore(), ground.arrivals());
  }

  /** Binds every operation of {@code contract/checkout/appdirect.yaml}. */
  public void bind(Operations operations) {
    cartOperations.bind(operations);
    saleOperations.bind(operations);
    itemOperations.bind(operations);
    partOperations.bind(operations);
    validationOperations.bind(operations);
  }

  /** Binds every operation of {@code contract/checkout/appdirect-pricing.yaml}. */
  public void bindPricing(Operations operations) {
    pricingOperations.bind(operations);
    itemDetailOperations.bind(operations);
  }
}
