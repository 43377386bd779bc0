package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every POST of the story sent twice at the same moment has the result of sending it once. */
@EmporiumTest
class TwiceTest {
  private static final String CARTS = "/api/v3/checkout/shoppingCarts/";
  private static OneMachine machine;
  private static Story story;

  @BeforeAll
  static void start(Emporium emporium) {
    machine = OneMachine.start(emporium);
    story = new Story(machine.gateway(), machine.demo());
  }

  @AfterAll
  static void stop() {
    new EventAudit().check(machine.events());
    assertThat(machine.deadLetters()).isEmpty();
    machine.close();
  }

  @Test
  void withAnIdempotencyKeyBothGetTheSameAnswer() {
    String name = "Keyed " + UUID.randomUUID();
    JsonObject app = keyed(story.openchannel, "/v2/apps", app(name, 1000));
    keyed(story.openchannel, "/v2/apps/" + app.getString("appId") + "/publish", publication(app));
    assertThat(story.plan(name)).isNotNull();
    assertThat(
            story.appdirect.get("/api/marketplace/v1/listing").ok().array().stream()
                .filter(product -> name.equals(((JsonObject) product).getString("name"))))
        .hasSize(1);
    String company =
        keyed(story.appdirect, "/api/account/v2/companies", company()).getString("uuid");
    JsonObject member = keyed(story.appdirect, memberships(company), member());
    var customer = new Story.Customer(company, member.getJsonObject("user").getString("uuid"));
    Patience.until("billing knows the user", () -> card(customer).status() == 404 ? null : company);
    keyed(story.appdirect, instruments(customer), cardBody());
    assertThat(story.appdirect.get(instruments(customer)).ok().array()).hasSize(2);
    var items =
        new JsonArray()
            .add(new JsonObject().put("pricingPlanId", story.plan(name).getString("uuid")));
    String cart =
        keyed(
                story.appdirect,
                "/api/v3/checkout/shoppingCarts",
                customer.owner().put("items", items))
            .getString("id");
    keyed(story.appdirect, CARTS + cart + "/validation?level=PREVENT_FINALIZE", null);
    assertThat(keyed(story.appdirect, CARTS + cart + "/finalize", null).getString("purchaseId"))
        .isNotBlank();
    assertSoldOnce(customer, cart);
    GatewayClient highlevel =
        machine.gateway().bearer(machine.demo().get("HIGHLEVEL_LOCATION_TOKEN"));
    String event = UUID.randomUUID().toString();
    keyed(highlevel, "/marketplace/billing/charges", charge(event));
    assertChargedOnce(highlevel, event);
    var wish = wish("keyed-" + UUID.randomUUID());
    String ownership =
        keyed(story.openchannel, "/v2/ownership/install", wish).getString("ownershipId");
    keyed(
        story.openchannel,
        "/v2/ownership/uninstall/" + ownership,
        new JsonObject().put("userId", wish.getString("userId")));
  }

  /**
   * What names itself (a cart, an event, an external id) needs no key; what does not is another
   * wish.
   */
  @Test
  void withoutOneWhatNamesItselfIsDoneOnce() {
    String name = "Plain " + UUID.randomUUID();
    JsonObject app = story.openchannel.post("/v2/apps", app(name, 1000)).ok().json();
    assertOneSucceeds(
        twice(
            story.openchannel,
            "/v2/apps/" + app.getString("appId") + "/publish",
            publication(app)));
    String company =
        assertOneSucceeds(twice(story.appdirect, "/api/account/v2/companies", company()))
            .getString("uuid");
    JsonObject member = assertOneSucceeds(twice(story.appdirect, memberships(company), member()));
    var customer = new Story.Customer(company, member.getJsonObject("user").getString("uuid"));
    Patience.until("billing knows the user", () -> card(customer).status() == 404 ? null : company);
    String cart = story.cart(customer, story.plan(name).getString("uuid"));
    Patience.until(
        "the card is known",
        () -> story.appdirect.post(CARTS + cart + "/finalize").status() == 202 ? cart : null);
    assertThat(ids(twice(story.appdirect, CARTS + cart + "/finalize", null), "purchaseId"))
        .hasSize(1);
    assertSoldOnce(customer, cart);
    GatewayClient highlevel =
        machine.gateway().bearer(machine.demo().get("HIGHLEVEL_LOCATION_TOKEN"));
    String event = UUID.randomUUID().toString();
    assertThat(ids(twice(highlevel, "/marketplace/billing/charges", charge(event)), "chargeId"))
        .hasSize(1);
    assertChargedOnce(highlevel, event);
    var wish = wish("plain-" + UUID.randomUUID());
    var ownerships = ids(twice(story.openchannel, "/v2/ownership/install", wish), "ownershipId");
    assertThat(ownerships).hasSize(1);
    assertOneSucceeds(
        twice(
            story.openchannel,
            "/v2/ownership/uninstall/" + ownerships.get(0),
            new JsonObject().put("userId", wish.getString("userId"))));
  }

  private static JsonObject keyed(GatewayClient client, String path, JsonObject body) {
    var answers = twice(client.with("Idempotency-Key", UUID.randomUUID().toString()), path, body);
    assertThat(answers).as(path).allMatch(answer -> answer.status() / 100 == 2);
    assertThat(answers.get(1).body()).as(path).isEqualTo(answers.get(0).body());
    assertThat(answers.stream().filter(a -> "true".equals(a.headers().get("Idempotent-Replayed"))))
        .as(path)
        .hasSize(1);
    return answers.get(0).json();
  }

  private static List<GatewayClient.Answer> twice(
      GatewayClient client, String path, JsonObject body) {
    return Stream.of(1, 2)
        .map(
            i ->
                CompletableFuture.supplyAsync(
                    () -> body == null ? client.post(path) : client.post(path, body)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  /**
   * Both succeed with the same, or the second is refused as done already; returns what was made.
   */
  private static JsonObject assertOneSucceeds(List<GatewayClient.Answer> answers) {
    assertThat(answers)
        .as("%s", answers)
        .allMatch(a -> a.status() / 100 == 2 || a.status() / 100 == 4);
    var made =
        answers.stream()
            .filter(a -> a.status() / 100 == 2)
            .map(GatewayClient.Answer::body)
            .distinct()
            .toList();
    assertThat(made).as("%s", answers).hasSize(1);
    return made.get(0).startsWith("{") ? new JsonObject(made.get(0)) : new JsonObject();
  }

  private static List<String> ids(List<GatewayClient.Answer> answers, String field) {
    return answers.stream().map(answer -> answer.ok().json().getString(field)).distinct().toList();
  }

  private static void assertSoldOnce(Story.Customer customer, String cart) {
    Patience.until(
        "the cart is closed",
        () ->
            "FINISHED".equals(story.appdirect.get(CARTS + cart).ok().json().getString("status"))
                ? cart
                : null);
    assertThat(billing(customer, "subscriptions")).hasSize(1);
    assertThat(billing(customer, "invoices")).hasSize(1);
    assertThat(billing(customer, "payments")).hasSize(1);
  }

  private static void assertChargedOnce(GatewayClient highlevel, String event) {
    assertThat(
            highlevel
                .get("/marketplace/billing/charges?eventId=" + event)
                .ok()
                .json()
                .getJsonObject("pagination")
                .getInteger("total"))
        .isEqualTo(1);
  }

  private static JsonArray billing(Story.Customer customer, String what) {
    return story
        .appdirect
        .get("/api/billing/v1/companies/" + customer.companyId() + "/" + what)
        .ok()
        .array();
  }

  private static String instruments(Story.Customer customer) {
    return "/api/billing/v1/companies/"
        + customer.companyId()
        + "/users/"
        + customer.userId()
        + "/paymentInstruments";
  }

  private static GatewayClient.Answer card(Story.Customer customer) {
    return story.appdirect.post(instruments(customer), cardBody());
  }

  private static String memberships(String company) {
    return "/api/account/v2/companies/"
        + company
        + "/memberships?inviterUuid="
        + machine.demo().get("DEMO_USER_ID");
  }

  private static JsonObject app(String name, int price) {
    var model = new JsonObject().put("type", "single").put("price", price).put("currency", "USD");
    return new JsonObject()
        .put("developerId", "story-developer")
        .put("name", name)
        .put("model", new JsonArray().add(model));
  }

  private static JsonObject publication(JsonObject app) {
    return new JsonObject()
        .put("developerId", "story-developer")
        .put("version", app.getInteger("version"))
        .put("autoApprove", true);
  }

  private static JsonObject company() {
    return new JsonObject().put("name", "Twice").put("externalId", UUID.randomUUID().toString());
  }

  private static JsonObject member() {
    var user =
        new JsonObject()
            .put("email", UUID.randomUUID() + "@example.com")
            .put("firstName", "Ada")
            .put("lastName", "Twice");
    return new JsonObject().put("user", user).put("roles", new JsonArray().add("ROLE_SYS_ADMIN"));
  }

  private static JsonObject cardBody() {
    var card =
        new JsonObject()
            .put("number", Story.APPROVED)
            .put("securityCode", "123")
            .put("name", "Ada Twice")
            .put("expirationMonth", 12)
            .put("expirationYear", 2035)
            .put("type", "VISA");
    return new JsonObject()
        .put("paymentMethod", "CREDIT_CARD")
        .put("isDefault", true)
        .put("creditCard", card);
  }

  private static JsonObject charge(String event) {
    return WalletStory.charge(machine.demo(), event, 3);
  }

  private static JsonObject wish(String user) {
    String app = machine.demo().get("DEMO_FREE_APP_ID");
    JsonObject model =
        story.openchannel.get("/v2/apps/" + app).ok().json().getJsonArray("model").getJsonObject(0);
    return new JsonObject()
        .put("appId", app)
        .put("userId", user)
        .put("modelId", model.getString("modelId"));
  }
}
