package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many at once on one cart, each from a thread of its own. */
@EmporiumTest
class CartRacesTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @RepeatedTest(3)
  @DisplayName("whatever happens at once, some order of it explains the result and every event")
  void someOrder() {
    Shop shop = new Shop(checkout);
    String plan = shop.single("1.00");
    JsonObject cart =
        checkout
            .call(
                shop,
                "POST",
                "",
                shop.cart()
                    .put("items", new JsonArray().add(ref("seat", plan)).add(ref("backup", plan)))
                    .put(
                        "associations",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("parentItemId", "ref:seat")
                                    .put("childItemIds", new JsonArray().add("ref:backup")))))
            .is(200);
    String path = "/" + cart.getString("id");
    Map<String, Supplier<Answer>> acts = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      String name = "new-" + i;
      acts.put(name, () -> checkout.call(shop, "POST", path + "/items", ref(name, plan)));
      JsonObject fee =
          new JsonObject()
              .put("key", "FEE")
              .put("amount", "1.00")
              .put("externalId", "fee-" + i % 3);
      acts.put("fee-" + i, () -> checkout.call(shop, "POST", path + "/fees", fee));
    }
    acts.put(
        "cascade",
        () ->
            checkout.call(
                shop,
                "POST",
                path + "/items/delete",
                new JsonObject()
                    .put("ids", new JsonArray().add("ref:seat"))
                    .put("cascade", new JsonArray().add("ADDON"))));
    acts.put(
        "put", () -> checkout.call(shop, "PUT", path + "/items/ref:backup", ref("backup", plan)));
    acts.put(
        "patch", () -> checkout.call(shop, "PATCH", path, new JsonObject().put("locale", "fr_CA")));
    acts.put("remove", () -> checkout.call(shop, "DELETE", path + "/items/ref:backup", null));

    Map<String, Answer> answers = atOnce(acts);

    JsonObject now = checkout.call(shop, "GET", path, null).is(200);
    List<String> references =
        now.getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getString("referenceId"))
            .toList();
    assertThat(references)
        .containsExactlyInAnyOrder("new-0", "new-1", "new-2", "new-3", "new-4", "new-5");
    assertThat(now.getString("locale")).isEqualTo("fr_CA");
    assertThat(now.containsKey("associations")).isFalse();
    assertThat(answers.get("cascade").status()).isEqualTo(200);
    assertThat(answers.get("patch").status()).isEqualTo(200);
    // The backup may have been replaced or removed before the cascade took it, never after.
    assertThat(answers.get("put").status()).isIn(200, 404);
    assertThat(answers.get("remove").status()).isIn(204, 404);
    assertThat(now.getJsonArray("fees")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(List.of(answers.get("fee-" + i).status(), answers.get("fee-" + (i + 3)).status()))
          .containsExactlyInAnyOrder(200, 409);
    }
    long changes = answers.values().stream().filter(answer -> answer.status() < 300).count();
    List<Received> events = checkout.events(cart.getString("id"), (int) changes + 1);
    assertThat(events)
        .extracting(Received::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, changes + 1).boxed().toList());
    assertThat(events.get((int) changes).data().getInteger("itemCount")).isEqualTo(6);
  }

  @Test
  @DisplayName("a discount that may be redeemed twice more is, by two of eight carts at once")
  void redemptions() {
    Shop shop = new Shop(checkout);
    shop.card();
    String plan = shop.single("10.00");
    shop.discount("SUMMER", "10", 2);
    Map<String, Supplier<Answer>> acts = new LinkedHashMap<>();
    JsonObject body =
        shop.cart()
            .put("items", new JsonArray().add(Shop.item(plan).put("discountCode", "summer")));
    String probe = checkout.call(shop, "POST", "", body).is(200).getString("id");
    Emporium.eventually(
        () ->
            assertThat(
                    checkout
                        .call(shop, "GET", "/" + probe + "/preview", null)
                        .is(200)
                        .getString("amountDueAfterTax"))
                .isEqualTo("9.0000000000"));
    for (int i = 0; i < 8; i++) {
      acts.put("sale-" + i, () -> checkout.call(shop, "POST", "/finalize", body));
    }
    List<Answer> answers = List.copyOf(atOnce(acts).values());
    assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(2);
    assertThat(answers.stream().filter(answer -> answer.status() != 202))
        .extracting(Answer::code)
        .containsOnly("400 DISCOUNT_NOT_AVAILABLE");
    String path = "/" + probe;
    assertThat(checkout.call(shop, "POST", path + "/finalize", null).code())
        .isEqualTo("400 DISCOUNT_NOT_AVAILABLE");
    assertThat(checkout.call(shop, "DELETE", path + "/discounts/SUMMER", null).status())
        .isEqualTo(204);
    assertThat(checkout.call(shop, "DELETE", path + "/discounts/SUMMER", null).code())
        .isEqualTo("404 SHOPPING_CART_DISCOUNT_NOT_FOUND");
    assertThat(checkout.call(shop, "POST", path + "/finalize", null).status()).isEqualTo(202);
  }

  private static Map<String, Answer> atOnce(Map<String, Supplier<Answer>> acts) {
    var start = new CountDownLatch(1);
    var running = new LinkedHashMap<String, CompletableFuture<Answer>>();
    acts.forEach(
        (name, act) -> {
          var answer = new CompletableFuture<Answer>();
          running.put(name, answer);
          new Thread(() -> answer.completeAsync(() -> after(start, act), Runnable::run)).start();
        });
    start.countDown();
    var answers = new LinkedHashMap<String, Answer>();
    running.forEach(
        (name, answer) -> answers.put(name, answer.orTimeout(40, TimeUnit.SECONDS).join()));
    return answers;
  }

  private static Answer after(CountDownLatch start, Supplier<Answer> act) {
    try {
      start.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return act.get();
  }

  private static JsonObject ref(String reference, String plan) {
    return Shop.item(plan).put("referenceId", reference);
  }
}
