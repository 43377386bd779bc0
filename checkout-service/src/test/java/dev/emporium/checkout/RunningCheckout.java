package dev.emporium.checkout;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The service and a client for it that checks every answer against the contract. */
final class RunningCheckout {
  static final String CARTS = "/api/v3/checkout/shoppingCarts";
  static final ContractReplay CONTRACT = ContractReplay.of("contract/checkout/appdirect.yaml");
  static final ContractReplay PRICING =
      ContractReplay.of("contract/checkout/appdirect-pricing.yaml");

  private final Emporium emporium;
  private final TestService service;

  RunningCheckout(Emporium emporium) {
    this.emporium = emporium;
    this.service = emporium.start("checkout", CheckoutService::wire);
  }

  TestService service() {
    return service;
  }

  Emporium emporium() {
    return emporium;
  }

  /** Every event of one cart, in the topic's order, once there are at least so many. */
  List<Received> events(String cartId, int atLeast) {
    return Neighbours.events(emporium, "cart/" + cartId, atLeast);
  }

  /** A request of a marketplace manager. */
  Answer call(Shop shop, String method, String path, JsonObject body) {
    Principal manager = Principals.appdirect(shop.marketplace, null, null, "ROLE_CHANNEL_ADMIN");
    return call(manager, shop.partner, method, path, body);
  }

  /**
   * Any caller's request.
   *
   * @param path what follows the address of all carts, or all of it from {@code /api}
   */
  Answer call(Principal caller, String partner, String method, String path, JsonObject body) {
    String address = path.startsWith("/api/") ? path : CARTS + path;
    TestClient.Response response =
        service
            .as(caller)
            .with("AD-ShoppingCart-Partner", partner)
            .with("AD-Timezone", "America/Montreal")
            .send(
                method,
                address,
                body == null ? null : "application/json",
                body == null ? null : body.encode());
    return Answer.checked(List.of(PRICING, CONTRACT), method, address, response);
  }
}
