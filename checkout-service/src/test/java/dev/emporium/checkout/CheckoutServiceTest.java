package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class CheckoutServiceTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @Test
  @DisplayName("a trial and a one-off are priced alike everywhere, sold once and finished")
  void story() {
    Shop shop = new Shop(checkout);
    String trial = shop.recurring("4.99", 14);
    String once = shop.single("25.00");
    shop.card();
    JsonObject cart = create(shop, shop.cart(trial));
    assertThat(cart.getString("id")).matches("[0-9a-f]{24}");
    assertThat(cart.getString("buyerUserId")).isEqualTo(shop.owner.toString());
    Answer added = checkout.call(shop, "POST", "/" + id(cart) + "/items", Shop.item(once));
    assertThat(added.status()).isEqualTo(200);

    JsonObject preview = get(shop, id(cart), "preview");
    assertThat(preview.getString("amountDueBeforeTax")).isEqualTo("25.0000000000");
    JsonObject summary = get(shop, id(cart), "pricingSummary");
    assertThat(summary.getJsonArray("recurringTotals"))
        .isEqualTo(preview.getJsonArray("recurringTotals"));
    assertThat(summary.getJsonArray("recurringTotals").getJsonObject(0).getString("totalSalePrice"))
        .isEqualTo("4.9900000000");
    assertThat(blocking(validate(shop, id(cart)))).isEmpty();

    String purchase = finalized(shop, id(cart));
    JsonObject blocked = get(shop, id(cart), "");
    assertThat(blocked.getString("status")).isEqualTo("ACTIVE");
    assertThat(blocked.getBoolean("isBlocked")).isTrue();
    assertThat(checkout.call(shop, "POST", "/" + id(cart) + "/items", Shop.item(once)).code())
        .isEqualTo("409 SHOPPING_CART_BLOCKED");

    shop.complete(id(cart), purchase);
    List<Received> events = checkout.events(id(cart), 4);
    assertThat(events)
        .extracting(Received::type)
        .containsExactly("cart.created", "cart.updated", "purchase.placed", "cart.finished");
    assertThat(events).extracting(Received::sequence).containsExactly(1L, 2L, 3L, 4L);
    JsonObject placed = events.get(2).data();
    assertThat(placed.getString("purchaseId")).isEqualTo(purchase);
    assertThat(new BigDecimal(placed.getString("dueNow")))
        .isEqualByComparingTo(preview.getString("amountDueBeforeTax"));
    assertThat(get(shop, id(cart), "").getString("status")).isEqualTo("FINISHED");
    assertThat(finalized(shop, id(cart))).isEqualTo(purchase);
  }

  @Test
  @DisplayName("a declined card opens the cart again, and the next validation says why")
  void reopens() {
    Shop shop = new Shop(checkout);
    shop.card();
    String plan = shop.single("25.00");
    JsonObject cart = create(shop, shop.cart(plan));
    String purchase = finalized(shop, id(cart));
    shop.decline(id(cart), purchase);
    assertThat(checkout.events(id(cart), 3).get(2).type()).isEqualTo("cart.reopened");
    assertThat(get(shop, id(cart), "").getBoolean("isBlocked")).isFalse();
    JsonObject found = validate(shop, id(cart));
    assertThat(blocking(found)).isEmpty();
    JsonObject warning = found.getJsonArray("warnings").getJsonObject(0);
    assertThat(warning.getString("code")).isEqualTo("PURCHASE_REJECTED");
    assertThat(warning.getString("message")).contains("The card was declined.");
    assertThat(finalized(shop, id(cart))).isNotEqualTo(purchase);
  }

  @Test
  @DisplayName("ten items added at once are ten items")
  void parallelAdds() {
    Shop shop = new Shop(checkout);
    String plan = shop.single("1.00");
    JsonObject cart = create(shop, shop.cart(plan));
    List<Answer> answers =
        atOnce(10, () -> checkout.call(shop, "POST", "/" + id(cart) + "/items", Shop.item(plan)));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(get(shop, id(cart), "").getJsonArray("items")).hasSize(11);
    assertThat(get(shop, id(cart), "preview").getString("amountDueAfterTax"))
        .isEqualTo("11.0000000000");
    assertThat(checkout.events(id(cart), 11))
        .extracting(Received::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 11).mapToObj(Long::valueOf).toList());
  }

  @Test
  @DisplayName("finalizing at the same moment sells once and answers one purchase")
  void parallelFinalize() {
    Shop shop = new Shop(checkout);
    shop.card();
    JsonObject cart = create(shop, shop.cart(shop.single("25.00")));
    List<Answer> answers =
        atOnce(6, () -> checkout.call(shop, "POST", "/" + id(cart) + "/finalize", null));
    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers)
        .extracting(each -> each.object().getString("purchaseId"))
        .containsOnly(answers.get(0).object().getString("purchaseId"));
    shop.complete(id(cart), answers.get(0).object().getString("purchaseId"));
    assertThat(checkout.events(id(cart), 3))
        .extracting(Received::type)
        .containsExactly("cart.created", "purchase.placed", "cart.finished");
  }

  @Test
  @DisplayName("what cannot be bought is refused with the documented codes")
  void refusals() {
    Shop shop = new Shop(checkout);
    String empty = id(create(shop, shop.cart()));
    assertThat(checkout.call(shop, "GET", "/" + empty + "/validation", null).code())
        .isEqualTo("404 VALIDATION_NOT_FOUND");
    JsonObject found = validate(shop, empty);
    assertThat(blocking(found)).containsExactly("SHOPPING_CART_EMPTY");
    assertThat(get(shop, empty, "validation")).isEqualTo(found);
    assertThat(checkout.call(shop, "POST", "/" + empty + "/finalize", null).code())
        .isEqualTo("400 SHOPPING_CART_EMPTY");

    String unpaid = id(create(shop, shop.cart(shop.single("25.00"))));
    assertThat(checkout.call(shop, "POST", "/" + unpaid + "/finalize", null).code())
        .isEqualTo("400 PAYMENT_METHOD_REQUIRED");

    String plan = "e209b620-1fc3-4fe9-bd38-e811e605df8";
    JsonObject lost = shop.cart(plan).put("ownerUserId", UUID.randomUUID().toString());
    String unknown = id(create(shop, lost));
    assertThat(blocking(validate(shop, unknown)))
        .containsExactly("PRICING_PLAN_NOT_FOUND", "OWNER_USER_NOT_FOUND");
    assertThat(checkout.call(shop, "GET", "/" + unknown + "/pricingSummary", null).code())
        .isEqualTo("409 PRICING_PLAN_NOT_FOUND");
    JsonArray errors = get(shop, unknown, "preview").getJsonArray("errors");
    assertThat(errors).hasSize(2);

    UUID app = UUID.randomUUID();
    String off = shop.app(app, UUID.randomUUID(), "single", "0.00", 0, 1, false);
    assertThat(blocking(validate(shop, id(create(shop, shop.cart(off))))))
        .containsExactly("PRICING_PLAN_NOT_ON_SALE");
  }

  @Test
  @DisplayName("an item keeps the price it was added at, and says when the catalog's differs")
  void frozenPrices() {
    Shop shop = new Shop(checkout);
    UUID app = UUID.randomUUID();
    UUID plan = UUID.randomUUID();
    shop.app(app, plan, "single", "25.00", 0, 1, true);
    shop.card();
    String cart = id(create(shop, shop.cart(plan.toString())));
    shop.app(app, plan, "single", "30.00", 0, 3, true);
    shop.app(app, plan, "single", "20.00", 0, 2, true);
    Emporium.eventually(
        () ->
            assertThat(
                    validate(shop, cart)
                        .getJsonArray("warnings")
                        .getJsonObject(0)
                        .getString("code"))
                .isEqualTo("PRICE_CHANGED"));
    assertThat(get(shop, cart, "preview").getString("amountDueBeforeTax"))
        .isEqualTo("25.0000000000");
    String fresh = id(create(shop, shop.cart(plan.toString())));
    assertThat(get(shop, fresh, "preview").getString("amountDueBeforeTax"))
        .isEqualTo("30.0000000000");
  }

  @Test
  @DisplayName("what another service made a moment ago is waited for, not refused")
  void waits() {
    Shop shop = new Shop(checkout);
    UUID app = UUID.randomUUID();
    UUID plan = UUID.randomUUID();
    String cart = id(create(shop, shop.cart()));
    CompletableFuture<Answer> adding =
        CompletableFuture.supplyAsync(
            () -> checkout.call(shop, "POST", "/" + cart + "/items", Shop.item(plan.toString())));
    shop.app(app, plan, "single", "25.00", 0, 1, true);
    assertThat(adding.join().status()).isEqualTo(200);
    CompletableFuture<Answer> finalizing =
        CompletableFuture.supplyAsync(
            () -> checkout.call(shop, "POST", "/" + cart + "/finalize", null));
    shop.card();
    assertThat(finalizing.join().status()).isEqualTo(202);
    assertThat(checkout.events(cart, 3).get(2).data().getString("dueNow")).isEqualTo("25.00");
  }

  @Test
  @DisplayName(
      "changes and a finalization at the same moment sell exactly what the cart then holds")
  void addsWhileFinalizing() {
    Shop shop = new Shop(checkout);
    shop.card();
    String plan = shop.single("1.00");
    String cart = id(create(shop, shop.cart(plan)));
    CompletableFuture<List<Answer>> adding =
        CompletableFuture.supplyAsync(
            () ->
                atOnce(
                    8, () -> checkout.call(shop, "POST", "/" + cart + "/items", Shop.item(plan))));
    finalized(shop, cart);
    long added = adding.join().stream().filter(answer -> answer.status() == 200).count();
    assertThat(adding.join()).extracting(Answer::status).containsAnyOf(200, 409);
    int held = get(shop, cart, "").getJsonArray("items").size();
    assertThat(held).isEqualTo((int) added + 1);
    List<Received> events = checkout.events(cart, (int) added + 2);
    JsonObject placed = events.get(events.size() - 1).data();
    assertThat(placed.getJsonArray("items")).hasSize(held);
    assertThat(placed.getString("dueNow")).isEqualTo(held + ".00");
  }

  static String id(JsonObject cart) {
    return cart.getString("id");
  }

  private static JsonObject create(Shop shop, JsonObject body) {
    Answer answer = checkout.call(shop, "POST", "", body);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    return answer.object();
  }

  private static JsonObject get(Shop shop, String cart, String part) {
    String path = "/" + cart + (part.isEmpty() ? "" : "/" + part);
    Answer answer = checkout.call(shop, "GET", path, null);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    return answer.object();
  }

  private static JsonObject validate(Shop shop, String cart) {
    Answer answer =
        checkout.call(shop, "POST", "/" + cart + "/validation?level=PREVENT_FINALIZE", null);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    return answer.object();
  }

  private static String finalized(Shop shop, String cart) {
    Answer answer = checkout.call(shop, "POST", "/" + cart + "/finalize", null);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(202);
    return answer.object().getString("purchaseId");
  }

  private static List<String> blocking(JsonObject summary) {
    return summary.getJsonArray("blockingErrors").stream()
        .map(error -> ((JsonObject) error).getString("code"))
        .toList();
  }

  private static <T> List<T> atOnce(int times, Supplier<T> act) {
    var futures = new ArrayList<CompletableFuture<T>>();
    for (int i = 0; i < times; i++) {
      futures.add(CompletableFuture.supplyAsync(act, task -> new Thread(task).start()));
    }
    return futures.stream().map(future -> future.orTimeout(40, TimeUnit.SECONDS).join()).toList();
  }
}
