package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One purchase, end to end, through four dialects; each step builds on the one before. */
@EmporiumTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryTest {
  private static OneMachine machine;
  private static Story story;
  private static Story.Customer customer;
  private static String recurringApp;
  private static String cart;
  private static String highlevelToken;
  private static String pleoKey;
  private static String pleoToken;
  private static JsonObject recurringOwnership;

  @BeforeAll
  static void start(Emporium emporium) {
    machine = OneMachine.start(emporium);
    story = new Story(machine.gateway(), machine.demo());
  }

  @AfterAll
  static void stop() {
    machine.close();
  }

  @Test
  @Order(1)
  void aDeveloperPublishesTwoApps() {
    recurringApp =
        story.publish(
            "Story Recurring",
            new JsonObject()
                .put("type", "recurring")
                .put("price", 499)
                .put("trial", 14)
                .put("billingPeriod", "monthly")
                .put("currency", "USD"));
    String oneOffApp =
        story.publish(
            "Story One-off",
            new JsonObject().put("type", "single").put("price", 2500).put("currency", "USD"));
    JsonObject app = story.openchannel.get("/v2/apps/" + recurringApp).ok().json();
    assertThat(app.getJsonObject("status").getString("value")).isEqualTo("approved");
    assertThat(app.getJsonArray("model").getJsonObject(0).getInteger("price")).isEqualTo(499);
    assertThat(story.openchannel.get("/v2/apps/" + oneOffApp).ok().json().getString("name"))
        .isEqualTo("Story One-off");
  }

  @Test
  @Order(2)
  void appdirectShowsBothWithEditionAndPlan() {
    assertThat(plan("Story Recurring").getString("uuid")).isNotBlank();
    assertThat(plan("Story One-off").getString("uuid")).isNotBlank();
  }

  @Test
  @Order(3)
  void aCartTakesBothAndAgreesToTheCent() {
    customer = story.customer("Story Company", Story.APPROVED);
    cart = story.cart(customer, planId("Story Recurring"), planId("Story One-off"));
    String path = "/api/v3/checkout/shoppingCarts/" + cart;
    JsonObject preview = story.appdirect.get(path + "/preview").ok().json();
    assertThat(preview.getString("amountDueBeforeTax")).isEqualTo("25.0000000000");
    JsonObject summary = story.appdirect.get(path + "/pricingSummary").ok().json();
    assertThat(recurring(summary))
        .isEqualByComparingTo("4.99")
        .isEqualByComparingTo(recurring(preview));
    JsonObject validation =
        Patience.until(
            "the card is known to checkout",
            () -> {
              JsonObject done =
                  story.appdirect.post(path + "/validation?level=PREVENT_FINALIZE").ok().json();
              return done.getJsonArray("blockingErrors").isEmpty() ? done : null;
            });
    assertThat(story.appdirect.get(path + "/validation").ok().json()).isEqualTo(validation);
  }

  @Test
  @Order(4)
  void finalizingTwiceAtOnceSellsOnce() {
    String path = "/api/v3/checkout/shoppingCarts/" + cart + "/finalize";
    var answers = Stream.of(1, 2, 3, 4).parallel().map(i -> story.appdirect.post(path)).toList();
    assertThat(answers).allMatch(a -> a.status() == 202);
    assertThat(answers.stream().map(a -> a.json().getString("purchaseId")).distinct()).hasSize(1);
    Patience.until(
        "the cart is closed",
        () ->
            "FINISHED"
                    .equals(
                        story
                            .appdirect
                            .get("/api/v3/checkout/shoppingCarts/" + cart)
                            .ok()
                            .json()
                            .getString("status"))
                ? cart
                : null);
  }

  @Test
  @Order(5)
  void billingShowsOrdersSubscriptionsInvoiceAndPayment() {
    JsonArray subscriptions = billing("subscriptions");
    assertThat(strings(subscriptions, "status")).containsExactlyInAnyOrder("FREE_TRIAL", "ACTIVE");
    JsonObject orders =
        story
            .appdirect
            .get("/api/billing/v1/companies/" + customer.companyId() + "/orders")
            .ok()
            .json();
    assertThat(orders.getInteger("total")).isEqualTo(2);
    assertThat(strings(orders.getJsonArray("orders"), "frequency")).contains("ONE_TIME", "MONTHLY");
    JsonArray invoices = billing("invoices?excludeFree=true");
    assertThat(invoices).hasSize(1);
    JsonObject invoice = invoices.getJsonObject(0);
    assertThat(invoice.getString("status")).isEqualTo("PAID");
    assertThat(new BigDecimal(invoice.getValue("total").toString())).isEqualByComparingTo("25.00");
    JsonArray payments = billing("payments");
    assertThat(payments).hasSize(1);
    assertThat(new BigDecimal(payments.getJsonObject(0).getValue("amount").toString()))
        .isEqualByComparingTo("25.00");
    assertThat(payments.getJsonObject(0).getString("result")).isEqualTo("SUCCESSFUL");
  }

  @Test
  @Order(6)
  void openchannelShowsBothOwnerships() {
    JsonArray owned =
        Patience.until(
            "both ownerships are there",
            () -> {
              JsonObject page =
                  story
                      .openchannel
                      .get(
                          "/v2/ownership?"
                              + GatewayClient.encode(
                                  Map.of("query", "{\"userId\":\"" + customer.userId() + "\"}")))
                      .ok()
                      .json();
              JsonArray list = page.getJsonArray("list", new JsonArray());
              return list.size() == 2
                      && strings(list, "ownershipStatus").stream().allMatch("active"::equals)
                  ? list
                  : null;
            });
    assertThat(strings(owned, "ownershipType")).containsExactlyInAnyOrder("trial", "full");
    recurringOwnership =
        owned.stream()
            .map(JsonObject.class::cast)
            .filter(o -> recurringApp.equals(o.getString("appId")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  @Order(7)
  void highlevelAndPleoClientsSeeTheSameInstallation() {
    var clients =
        new AppClients(story, story.shelf.product("Story Recurring").getString("uuid"), customer);
    highlevelToken = clients.highlevel();
    pleoKey = clients.pleoKey();
    pleoToken = clients.pleo();
    JsonObject installer =
        highlevel().get("/marketplace/app/" + recurringApp + "/installations").ok().json();
    assertThat(installer.getJsonObject("installationDetails").getString("companyName"))
        .isEqualTo("Story Company");
    JsonObject mine =
        Patience.until("the key is known", () -> seen(pleo().get("/v1/installations/me")));
    assertThat(mine.getString("resource")).isEqualTo("urn:pleo:company:" + customer.companyId());
    assertThat(
            pleo().get("/v1/introspect").ok().json().getJsonObject("data").getString("authMethod"))
        .isEqualTo("API_KEY");
  }

  @Test
  @Order(8)
  void anOwnershipOfOpenchannelIsASubscriptionOfAppdirect() {
    String app = story.publish("Story Free", new JsonObject().put("type", "free"));
    JsonObject model =
        story.openchannel.get("/v2/apps/" + app).ok().json().getJsonArray("model").getJsonObject(0);
    var body =
        new JsonObject()
            .put("appId", app)
            .put("userId", customer.userId())
            .put("modelId", model.getString("modelId"));
    JsonObject owned =
        Patience.until(
            "installation knows the app",
            () -> seen(story.openchannel.post("/v2/ownership/install", body)));
    assertThat(owned.getString("ownershipStatus")).isEqualTo("active");
    assertThat(owned.getString("ownershipType")).isEqualTo("full");
    assertThat(story.openchannel.post("/v2/ownership/install", body).status()).isEqualTo(409);
    assertThat(billing("subscriptions")).hasSize(3);
  }

  @Test
  @Order(9)
  void theWalletIsChargedAndRefunded() {
    new WalletStory(machine).chargesThreeUnitsAndRefunds();
  }

  @Test
  @Order(10)
  void uninstallingInOneDialectEndsItInAll() {
    assertThat(
            highlevel()
                .delete(
                    "/marketplace/app/" + recurringApp + "/installations",
                    new JsonObject()
                        .put("locationId", story.accounts.highlevelId(customer.companyId()))
                        .put("reason", "story"))
                .ok()
                .json()
                .getBoolean("success"))
        .isTrue();
    Patience.until(
        "HighLevel's token is dead",
        () ->
            highlevel().get("/marketplace/app/" + recurringApp + "/installations").status() == 401
                ? 1
                : null);
    Patience.until(
        "Pleo's token is dead",
        () ->
            machine.gateway().bearer(pleoToken).get("/v1/installations/me").status() == 401
                ? 1
                : null);
    assertThat(pleo().get("/v1/installations/me").body()).doesNotContain("ACTIVATED");
    assertThat(
            story
                .openchannel
                .get("/v2/ownership/" + recurringOwnership.getString("ownershipId"))
                .ok()
                .json()
                .getString("ownershipStatus"))
        .isEqualTo("uninstalled");
    Patience.until(
        "the subscription is cancelled",
        () -> strings(billing("subscriptions"), "status").contains("CANCELLED") ? 1 : null);
  }

  @Test
  @Order(11)
  void everyChangeIsOneValidEventInOrder() {
    var events = machine.events();
    assertThat(events.get("billing")).isNotEmpty();
    new EventAudit().check(events);
    assertThat(machine.deadLetters()).isEmpty();
  }

  @Test
  @Order(12)
  void rulesAndDashboardAskForMetricsThatExist() {
    new MonitoringAudit(machine).check();
  }

  private GatewayClient highlevel() {
    return machine.gateway().bearer(highlevelToken).with("Version", "2021-07-28");
  }

  private GatewayClient pleo() {
    return machine.gateway().basic(pleoKey, "");
  }

  private static JsonObject seen(GatewayClient.Answer answer) {
    return answer.status() / 100 == 2 ? answer.json() : null;
  }

  private static JsonArray billing(String what) {
    return story
        .appdirect
        .get("/api/billing/v1/companies/" + customer.companyId() + "/" + what)
        .ok()
        .array();
  }

  private static JsonObject plan(String name) {
    return story.plan(name);
  }

  private static String planId(String name) {
    return plan(name).getString("uuid");
  }

  private static BigDecimal recurring(JsonObject prices) {
    return new BigDecimal(
        prices.getJsonArray("recurringTotals").getJsonObject(0).getString("totalSalePrice"));
  }

  private static List<String> strings(JsonArray list, String field) {
    return list.stream().map(o -> ((JsonObject) o).getString(field)).toList();
  }
}
