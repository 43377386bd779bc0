package dev.emporium.checkout;

import static dev.emporium.checkout.SalesFloor.V1;
import static dev.emporium.checkout.SalesFloor.V2;
import static dev.emporium.checkout.SalesFloor.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class OpportunityStoryTest {
  private static TestService service;
  private static Emporium emporium;
  private final String seats = UUID.randomUUID().toString();
  private final String seatsPlan = UUID.randomUUID().toString();
  private final String support = UUID.randomUUID().toString();
  private final String supportPlan = UUID.randomUUID().toString();

  @BeforeAll
  static void start(Emporium running) {
    emporium = running;
    service = running.start("checkout", CheckoutService::wire);
  }

  private SalesFloor floor() {
    var floor = new SalesFloor(emporium, service);
    floor.app(SalesCatalog.seats(seats, seatsPlan), 1);
    floor.app(SalesCatalog.addOn(support, supportPlan, seats), 1);
    return floor;
  }

  @Test
  @DisplayName("tiered seats, an add-on, 10 % off and shipping: reviewed, finalized, won")
  void story() {
    SalesFloor floor = floor();
    floor.card();
    floor.discount("10%OFF", "10", null);
    JsonObject made = floor.create(item(seatsPlan, 8));
    String id = made.getString("id");
    assertThat(made.getString("status")).isEqualTo("OPEN");
    assertThat(made.getJsonObject("customerUser").getString("firstName")).isEqualTo("Jane");
    assertThat(made.getJsonArray("availableActions"))
        .containsExactly("ADD_PRODUCT", "EDIT", "REQUEST_REVIEW");
    assertThat(made.getJsonObject("actionRestrictions").fieldNames())
        .contains("FINALIZE", "SET_CUSTOM_PRICE");

    JsonArray addOn = new JsonArray().add(item(supportPlan).put("parentItemId", seats));
    assertThat(floor.call(floor.agentCaller, "POST", V1 + "/" + id + "/items", addOn).status())
        .isEqualTo(200);
    JsonObject discounted =
        floor
            .call(
                floor.agentCaller,
                "POST",
                V2 + "/" + id + "/applyDiscount",
                new JsonObject().put("discountCode", "10%off"))
            .ok();
    // 5 x 20 + 3 x 15 = 145 a month and 100 once, 5 a month; a tenth less of everything
    assertThat(total(discounted)).isEqualTo("135.0000000000");
    assertThat(discounted.getString("amountDueBeforeTax")).isEqualTo("225.0000000000");
    JsonObject fee = new JsonObject().put("key", "SHIPPING_FEE_100").put("amount", "9.81");
    floor
        .call(
            floor.agentCaller,
            "POST",
            V1 + "/" + id + "/shipping",
            new JsonObject()
                .put("deliveryAddress", new JsonObject().put("city", "Greenbow"))
                .put("shippingFee", fee))
        .ok();
    JsonObject summary = floor.get(floor.agentCaller, id, "/summary");
    assertThat(summary.getString("amountDueAfterTax")).isEqualTo("234.8100000000");

    JsonObject review =
        floor.call(floor.agentCaller, "POST", V1 + "/" + id + "/requestReview", null).ok();
    assertThat(review.getString("status")).isEqualTo("PENDING_REVIEW");
    assertThat(review.getJsonArray("availableActions")).isEmpty();
    assertThat(floor.call(floor.agentCaller, "PATCH", V1 + "/" + id, new JsonObject()).code())
        .isEqualTo("409 OPPORTUNITY_IN_REVIEW");
    assertThat(floor.call(floor.agentCaller, "POST", V2 + "/" + id + "/finalize", null).code())
        .isEqualTo("403 PERMISSION_REQUIRED");
    JsonObject sold =
        floor.call(floor.managerCaller, "POST", V2 + "/" + id + "/finalize", null).ok();
    assertThat(sold.getString("status")).isEqualTo("PROCESSING");
    assertThat(sold.getString("purchaseNumber")).isEqualTo("000001");
    assertThat(sold.getJsonArray("availableActions")).isEmpty();

    floor.ended("purchase.completed", id, sold.getString("purchaseId"), new JsonObject());
    List<Received> events = floor.events(id, 7);
    assertThat(events)
        .extracting(Received::type)
        .containsExactly(
            "opportunity.created",
            "opportunity.updated",
            "opportunity.updated",
            "opportunity.updated",
            "opportunity.review-requested",
            "purchase.placed",
            "opportunity.closed");
    assertThat(events).extracting(Received::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    JsonObject placed = events.get(5).data();
    assertThat(placed.getString("origin")).isEqualTo("opportunity");
    assertThat(placed.getString("buyerUserId")).isEqualTo(floor.customer.toString());
    assertThat(new BigDecimal(placed.getString("dueNow"))).isEqualByComparingTo("234.81");
    JsonObject closed = floor.get(floor.agentCaller, id, "");
    assertThat(closed.getString("status")).isEqualTo("CLOSED");
    assertThat(closed.getString("outcome")).isEqualTo("WON");
  }

  @Test
  @DisplayName("a rejected purchase opens it again with the reason, and its redemption is free")
  void rejected() {
    SalesFloor floor = floor();
    floor.card();
    floor.discount("ONCE", "10", 1);
    String id = floor.create(item(seatsPlan, 1)).getString("id");
    JsonObject code = new JsonObject().put("discountCode", "ONCE");
    floor.call(floor.agentCaller, "POST", V2 + "/" + id + "/applyDiscount", code).ok();
    String purchase = finalized(floor, id);
    floor.ended(
        "purchase.rejected",
        id,
        purchase,
        new JsonObject().put("reason", "PAYMENT_FAILED").put("message", "The card was declined."));
    Emporium.eventually(
        () -> {
          JsonObject open = floor.get(floor.agentCaller, id, "");
          assertThat(open.getString("status")).isEqualTo("OPEN");
          assertThat(open.getJsonObject("rejection").getString("reason"))
              .isEqualTo("PAYMENT_FAILED");
        });
    assertThat(finalized(floor, id)).isNotEqualTo(purchase);
  }

  @Test
  @DisplayName("finalizing at the same moment sells once")
  void once() {
    SalesFloor floor = floor();
    floor.card();
    String id = floor.create(item(seatsPlan, 2)).getString("id");
    List<Answer> answers =
        atOnce(6, () -> floor.call(floor.managerCaller, "POST", V2 + "/" + id + "/finalize", null));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(answer -> answer.object().getString("purchaseId"))
        .containsOnly(answers.get(0).object().getString("purchaseId"));
    assertThat(floor.events(id, 2))
        .extracting(Received::type)
        .containsExactly("opportunity.created", "purchase.placed");
  }

  @Test
  @DisplayName("a discount for three items is redeemed by three of five sales at once")
  void redemptions() {
    SalesFloor floor = floor();
    floor.card();
    floor.discount("THREE", "50", 3);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = floor.create(item(seatsPlan, 2)).getString("id");
      JsonObject code = new JsonObject().put("discountCode", "THREE");
      floor.call(floor.agentCaller, "POST", V2 + "/" + id + "/applyDiscount", code).ok();
      ids.add(id);
    }
    var next = new AtomicInteger();
    List<Answer> answers =
        atOnce(
            5,
            () ->
                floor.call(
                    floor.managerCaller,
                    "POST",
                    V2 + "/" + ids.get(next.getAndIncrement()) + "/finalize",
                    null));
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(3);
    assertThat(answers.stream().filter(answer -> answer.status() != 200))
        .hasSize(2)
        .allSatisfy(
            answer ->
                assertThat(answer.object().getString("code"))
                    .isIn("DISCOUNT_LIMIT_REACHED", "DISCOUNT_NOT_AVAILABLE"));
  }

  @Test
  @DisplayName("an item keeps its price list; the catalog's new one counts for new items")
  void frozen() {
    SalesFloor floor = floor();
    String app = UUID.randomUUID().toString();
    String plan = UUID.randomUUID().toString();
    floor.app(SalesCatalog.flat(app, plan, "10"), 1);
    String id = floor.create(item(plan)).getString("id");
    floor.app(SalesCatalog.flat(app, plan, "12"), 2);
    String costs = V1 + "/" + id + "/pricingPlanCosts?currency=USD&pricingPlanId=" + plan;
    Emporium.eventually(
        () ->
            assertThat(
                    floor
                        .call(floor.agentCaller, "GET", costs, null)
                        .ok()
                        .getJsonArray("pricing")
                        .getJsonObject(0)
                        .getString("salePrice"))
                .isEqualTo("12.0000000000"));
    assertThat(total(floor.get(floor.agentCaller, id, "/summary"))).isEqualTo("10.0000000000");
    assertThat(
            total(
                floor.get(floor.agentCaller, floor.create(item(plan)).getString("id"), "/summary")))
        .isEqualTo("12.0000000000");
  }

  @Test
  @DisplayName("what was made a moment ago is waited for")
  void waits() {
    SalesFloor floor = floor();
    String app = UUID.randomUUID().toString();
    String plan = UUID.randomUUID().toString();
    CompletableFuture<JsonObject> creating =
        CompletableFuture.supplyAsync(() -> floor.create(item(plan)));
    floor.app(SalesCatalog.flat(app, plan, "10"), 1);
    assertThat(creating.join().getJsonArray("items")).hasSize(1);
  }

  private static String finalized(SalesFloor floor, String id) {
    return floor
        .call(floor.managerCaller, "POST", V2 + "/" + id + "/finalize", null)
        .ok()
        .getString("purchaseId");
  }

  private static String total(JsonObject summary) {
    return summary.getJsonArray("recurringTotals").getJsonObject(0).getString("totalSalePrice");
  }

  private static <T> List<T> atOnce(int times, Supplier<T> act) {
    var futures = new ArrayList<CompletableFuture<T>>();
    for (int i = 0; i < times; i++) {
      futures.add(CompletableFuture.supplyAsync(act, task -> new Thread(task).start()));
    }
    return futures.stream().map(future -> future.orTimeout(40, TimeUnit.SECONDS).join()).toList();
  }
}
