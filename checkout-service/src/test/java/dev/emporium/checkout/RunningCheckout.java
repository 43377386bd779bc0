package dev.emporium.checkout;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.http.Operation;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The service and a client for it that checks every answer against the contract. */
final class RunningCheckout {
  static final String CARTS = "/api/v3/checkout/shoppingCarts";
  static final ContractReplay CONTRACT = ContractReplay.of("contract/checkout/appdirect.yaml");
  static final ContractReplay PRICING =
      ContractReplay.of("contract/checkout/appdirect-pricing.yaml");

  /** An answer; {@code json} is null without a body. */
  record Answer(int status, Object json) {
    JsonObject object() {
      return (JsonObject) json;
    }

    /** The body of an answer that must be this. */
    JsonObject is(int expected) {
      if (status != expected) {
        throw new AssertionError(status + " instead of " + expected + ": " + json);
      }
      return json instanceof JsonObject object ? object : null;
    }

    /** Status and the vendor's code, such as {@code 404 SHOPPING_CART_NOT_FOUND}. */
    String code() {
      return status + " " + object().getString("code");
    }
  }

  private final Emporium emporium;
  private final TestService service;

  RunningCheckout(Emporium emporium) {
    this.emporium = emporium;
    this.service = emporium.start("checkout", CheckoutService::wire);
  }

  TestService service() {
    return service;
  }

  /** Puts an event of another service into its topic. */
  void publish(
      String topic, UUID marketplace, String type, String subject, long sequence, JsonObject data) {
    emporium.publish(
        topic,
        new Received(
            UUID.randomUUID().toString(),
            "/" + topic,
            type,
            marketplace,
            subject,
            sequence,
            Instant.ofEpochMilli(1_800_000_000_000L),
            data));
  }

  /** Every event of one cart, in the topic's order, once there are at least so many. */
  List<Received> events(String cartId, int atLeast) {
    var found = new AtomicReference<List<Received>>();
    Emporium.eventually(
        () -> {
          found.set(
              emporium.events("checkout").stream()
                  .filter(event -> event.subject().equals("cart/" + cartId))
                  .toList());
          if (found.get().size() < atLeast) {
            throw new AssertionError(found.get().stream().map(Received::type).toList());
          }
        });
    return found.get();
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
    check(method, address.split("\\?", 2)[0], response);
    return new Answer(
        response.status(),
        response.body().length() == 0 ? null : ExactJson.read(response.body().getBytes()));
  }

  private static void check(String method, String path, TestClient.Response response) {
    for (ContractReplay contract : List.of(PRICING, CONTRACT)) {
      Optional<String> operation = operation(contract, method, path);
      if (operation.isPresent()) {
        contract.check(operation.get(), response);
        return;
      }
    }
    throw new AssertionError(method + " " + path);
  }

  private static Optional<String> operation(ContractReplay contract, String method, String path) {
    return contract.operations().stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> path.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .findFirst()
        .map(Operation::id);
  }
}
