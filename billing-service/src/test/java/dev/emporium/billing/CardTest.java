package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenChannel's Stripe gateway over the built-in test gateway. */
@EmporiumTest
class CardTest {
  private static TestService billing;
  private Fixture shop;
  private String cards;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
    cards = "/v2/stripe-gateway/user/" + shop.openchannelUser + "/cards";
  }

  private TestClient.Response add(String token) {
    return Fixture.OPENCHANNEL.check(
        "addCard", shop.portal.post(cards, new JsonObject().put("token", token)));
  }

  private static JsonArray cards(TestClient.Response answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("cards");
  }

  @Test
  void everyOperationIsRefusedUnlessStripeIsSelected() {
    var settings =
        Fixture.OPENCHANNEL.check(
            "getStripeSettings", shop.portal.get("/v2/stripe-gateway/settings"));
    assertThat(settings.status()).isEqualTo(404);
    for (String gateway : new String[] {null, "Custom"}) {
      if (gateway != null) {
        shop.payments(gateway);
      }
      String accounts = "/v2/stripe-gateway/developer/123/accounts";
      var body = new JsonObject();
      assertThat(add("tok_visa").status()).isEqualTo(412);
      assertThat(Fixture.OPENCHANNEL.check("listCards", shop.portal.get(cards)).status())
          .isEqualTo(412);
      assertThat(shop.portal.post(cards + "/x", body).status()).isEqualTo(412);
      assertThat(shop.portal.delete(cards + "/x").status()).isEqualTo(412);
      assertThat(
              shop.portal
                  .post(accounts, Fixture.OPENCHANNEL.requestObject("connectAccount"))
                  .status())
          .isEqualTo(412);
      assertThat(shop.portal.get(accounts).status()).isEqualTo(412);
      assertThat(shop.portal.delete(accounts + "/acct_1").status()).isEqualTo(412);
    }
    JsonObject shown =
        Fixture.OPENCHANNEL
            .check("getStripeSettings", shop.portal.get("/v2/stripe-gateway/settings"))
            .json();
    assertThat(shown.getString("clientId")).isEqualTo("ca_JFSl5d75f444gFDddlRanjuyGG4455d");
  }

  @Test
  void cardsAreTheSameAsAppDirectsInstruments() {
    shop.payments("Stripe");
    assertThat(cards(shop.portal.get(cards))).isEmpty();
    JsonObject sample = Fixture.OPENCHANNEL.requestObject("addCard");
    JsonArray first = cards(Fixture.OPENCHANNEL.check("addCard", shop.portal.post(cards, sample)));
    assertThat(first).hasSize(1);
    JsonObject card = first.getJsonObject(0);
    assertThat(card.getString("last4")).isEqualTo("4242");
    assertThat(card.getString("brand")).isEqualTo("visa");
    assertThat(card.getBoolean("isDefault")).isTrue();
    var form = shop.portal.form(cards, Map.of("token", "tok_amex", "isDefault", "true"));
    JsonArray both = cards(form);
    assertThat(both.getJsonObject(0).getBoolean("isDefault")).isFalse();
    assertThat(both.getJsonObject(1).getBoolean("isDefault")).isTrue();
    assertThat(both.getJsonObject(1).getString("brand")).isEqualTo("amex");
    JsonArray instruments =
        shop.manager.get(shop.path("/users/" + shop.user + "/paymentInstruments")).array();
    assertThat(instruments).hasSize(2);
    assertThat(instruments.getJsonObject(1).getJsonObject("creditCard").getString("type"))
        .isEqualTo("AMERICAN_EXPRESS");
    shop.card("5555555555554444");
    assertThat(cards(shop.portal.get(cards))).hasSize(3);
  }

  @Test
  void unknownTokensUsersAndCardsAreRefused() {
    shop.payments("Stripe");
    var refused = add("55DfDR65tre322ae4b0a70bgf13DFa4563b");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("token");
    assertThat(shop.portal.post(cards, new JsonObject()).status()).isEqualTo(400);
    String nobody = "/v2/stripe-gateway/user/nobody/cards";
    assertThat(cards(shop.portal.get(nobody))).isEmpty();
    assertThat(shop.portal.delete(nobody + "/none").status()).isEqualTo(404);
    assertThat(
            Fixture.OPENCHANNEL
                .check("updateCard", shop.portal.post(cards + "/none", new JsonObject()))
                .status())
        .isEqualTo(404);
    assertThat(
            Fixture.OPENCHANNEL.check("deleteCard", shop.portal.delete(cards + "/none")).status())
        .isEqualTo(404);
  }

  @Test
  void aCardMakesItsUserOnFirstUse(Emporium emporium) throws Exception {
    shop.payments("Stripe");
    String name = "new " + shop.user;
    String path = "/v2/stripe-gateway/user/" + name.replace(" ", "%20") + "/cards";
    var adding =
        CompletableFuture.supplyAsync(
            () -> shop.portal.post(path, Fixture.OPENCHANNEL.requestObject("addCard")));
    var wanted =
        emporium.awaitEvent(
            "billing",
            e -> e.type().equals("user.wanted") && e.marketplace().equals(shop.marketplace));
    assertThat(wanted.data()).isEqualTo(new JsonObject().put("userId", name));
    assertThat(adding).as("waits for installation").isNotDone();
    tell(emporium, name);
    var added = Fixture.OPENCHANNEL.check("addCard", adding.get(10, TimeUnit.SECONDS));
    assertThat(cards(added)).hasSize(1);
    assertThat(added.json().getString("userId")).isEqualTo(name);
    assertThat(cards(shop.portal.get(path))).hasSize(1);
    cards(shop.portal.post(path, Fixture.OPENCHANNEL.requestObject("addCard")));
    assertThat(
            emporium.events("billing").stream()
                .filter(
                    e ->
                        e.type().equals("user.wanted") && e.marketplace().equals(shop.marketplace)))
        .as("asked for once")
        .hasSize(1);
  }

  @Test
  void aUserThatIsNotMadeInTimeIsTriedAgain() {
    shop.payments("Stripe");
    var answer =
        shop.portal.post(
            "/v2/stripe-gateway/user/slow/cards", Fixture.OPENCHANNEL.requestObject("addCard"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).isPresent();
  }

  private void tell(Emporium emporium, String name) {
    String user = Ids.uuid7().toString();
    emporium.publish(
        "installation",
        shop.marketplace,
        "user.created",
        "user/" + user,
        new JsonObject()
            .put("userId", user)
            .put("companyId", Ids.uuid7().toString())
            .put("openchannelUserId", name)
            .put("firstName", name)
            .put("lastName", "")
            .put("email", null));
  }

  @Test
  void tokensBehaveAsDocumentedWhenCharged() {
    shop.payments("Stripe");
    add("tok_chargeDeclined");
    assertThat(shop.buy(shop.item("single", 0, "1.00")).data().getString("reason"))
        .isEqualTo("PAYMENT_FAILED");
    shop.portal.post(
        cards, new JsonObject().put("token", "tok_threeDSecure2Required").put("isDefault", true));
    assertThat(shop.buy(shop.item("single", 0, "1.00")).data().getString("reason"))
        .isEqualTo("PAYMENT_ACTION_REQUIRED");
    shop.portal.post(cards, new JsonObject().put("token", "tok_visa").put("isDefault", true));
    assertThat(shop.buy(shop.item("single", 0, "1.00")).type()).isEqualTo("purchase.completed");
    shop.assertBalanced();
  }

  @Test
  void aCardIsUpdatedAndRemoved() {
    shop.payments("Stripe");
    String first = cards(add("tok_visa")).getJsonObject(0).getString("cardId");
    add("tok_mastercard");
    String last = cards(add("tok_jcb")).getJsonObject(2).getString("cardId");
    JsonObject sample = Fixture.OPENCHANNEL.requestObject("updateCard");
    JsonArray updated =
        cards(
            Fixture.OPENCHANNEL.check("updateCard", shop.portal.post(cards + "/" + last, sample)));
    assertThat(updated.getJsonObject(2).getString("address_zip")).isEqualTo("90210");
    assertThat(updated.getJsonObject(2).getBoolean("isDefault")).isTrue();
    assertThat(updated.getJsonObject(0).getBoolean("isDefault")).isFalse();
    JsonObject more = new JsonObject().put("address_city", "LA").put("isDefault", false);
    JsonArray again = cards(shop.portal.post(cards + "/" + last, more));
    assertThat(again.getJsonObject(2).getString("address_zip")).isEqualTo("90210");
    assertThat(again.getJsonObject(2).getString("address_city")).isEqualTo("LA");
    assertThat(again.getJsonObject(2).getBoolean("isDefault")).isTrue();
    JsonArray left =
        cards(Fixture.OPENCHANNEL.check("deleteCard", shop.portal.delete(cards + "/" + last)));
    assertThat(left).hasSize(2);
    assertThat(left.getJsonObject(1).getBoolean("isDefault")).as("the newest left").isTrue();
    assertThat(shop.portal.delete(cards + "/" + last).status()).isEqualTo(404);
    assertThat(cards(shop.portal.delete(cards + "/" + first))).hasSize(1);
    Emporium.eventually(() -> assertThat(shop.events("payment-instrument.removed")).hasSize(2));
  }

  @Test
  void anotherMarketplaceSeesNoCard(Emporium emporium) {
    shop.payments("Stripe");
    String id = cards(add("tok_visa")).getJsonObject(0).getString("cardId");
    var other = new Fixture(emporium, billing);
    other.payments("Stripe");
    assertThat(other.portal.get(cards).json().getJsonArray("cards")).isEmpty();
    assertThat(other.portal.delete(cards + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void aDeveloperConnectsAndDisconnectsAnAccount() {
    shop.payments("Stripe");
    String accounts = "/v2/stripe-gateway/developer/123/accounts";
    JsonObject body = Fixture.OPENCHANNEL.requestObject("connectAccount");
    JsonObject link =
        Fixture.OPENCHANNEL.check("connectAccount", shop.portal.post(accounts, body)).json();
    assertThat(link.getLong("expires") - System.currentTimeMillis())
        .isBetween(47 * 3_600_000L, 48 * 3_600_000L);
    String url = link.getString("targetUrl");
    assertThat(url)
        .startsWith(
            "https://connect.stripe.com/oauth/authorize?response_type=code&client_id=ca_JFSl5d75f444gFDddlRanjuyGG4455d");
    String back =
        "/admin/v1/payments/stripe/connected?code=ac_1&state="
            + url.substring(url.indexOf("&state=") + 7);
    var anybody = billing.as(Principals.openchannel(shop.marketplace));
    var returned = Fixture.ADMIN.check("stripeConnected", anybody.get(back));
    assertThat(returned.status()).isEqualTo(302);
    assertThat(returned.header("Location")).contains("https://my-market.com/land-here");
    assertThat(anybody.get(back).status()).as("once").isEqualTo(400);
    assertThat(anybody.get("/admin/v1/payments/stripe/connected?code=ac_1&state=x").status())
        .isEqualTo(400);
    JsonObject listed = Fixture.OPENCHANNEL.check("listAccounts", shop.portal.get(accounts)).json();
    JsonObject account = listed.getJsonArray("accounts").getJsonObject(0);
    assertThat(account.getString("stripeId")).isEqualTo("acct_1");
    assertThat(account.getString("defaultCurrency")).isEqualTo("usd");
    JsonObject left =
        Fixture.OPENCHANNEL
            .check("disconnectAccount", shop.portal.delete(accounts + "/acct_1"))
            .json();
    assertThat(left.getJsonArray("accounts")).isEmpty();
    assertThat(shop.portal.delete(accounts + "/acct_1").status()).isEqualTo(404);
    assertThat(
            shop.portal
                .post(accounts, new JsonObject().put("redirectUrl", "javascript:x"))
                .status())
        .isEqualTo(400);
    Emporium.eventually(
        () -> {
          assertThat(shop.events("developer-account.connected")).hasSize(1);
          assertThat(shop.events("developer-account.disconnected")).hasSize(1);
        });
  }
}
