package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.texts;

import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** The catalog's products, from {@code app.*}: what is sold beside what, and by whom. */
public final class ProductProjection {
  private final ProductStore products;

  public ProductProjection(ProductStore products) {
    this.products = products;
  }

  /** Notes the product of the event. */
  public Future<?> apply(Tx tx, Received event) {
    JsonObject app = event.data().getJsonObject("app");
    Product product = product(app);
    Long number = app.getLong("applicationId");
    var told =
        new ProductStore.Told(
            product,
            number,
            app.getString("developerId", ""),
            event.type().equals("app.removed"),
            event.sequence());
    return products
        .note(tx, told)
        .compose(done -> tx.signal(Product.arrival(product.id())))
        .compose(done -> tx.signal(Product.arrival(String.valueOf(number))));
  }

  private static Product product(JsonObject app) {
    JsonObject addOn = app.getJsonObject("addOn");
    JsonObject provider = app.getJsonObject("provider");
    String vendor = provider == null ? null : provider.getString("uuid");
    return new Product(
        app.getString("appId"),
        app.getString("name", app.getString("appId")),
        app.getString("productType", "WEB_APP"),
        addOn != null,
        addOn == null ? Set.of() : Set.copyOf(texts(addOn.getJsonArray("parents"))),
        false,
        vendor == null ? app.getString("developerId", app.getString("appId")) : vendor,
        editions(app));
  }

  private static List<Product.Edition> editions(JsonObject app) {
    JsonArray listed = app.getJsonArray("editions");
    if (listed == null) {
      String only = app.getString("editionId");
      return only == null
          ? List.of()
          : List.of(new Product.Edition(only, app.getLong("editionNumber"), null));
    }
    return listed.stream()
        .map(JsonObject.class::cast)
        .map(
            each ->
                new Product.Edition(
                    each.getString("editionId"),
                    each.getLong("editionNumber"),
                    each.getString("code")))
        .toList();
  }
}
