package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The story's purchase with a card that is declined: nothing is sold, and the cart can be tried
 * again.
 */
@EmporiumTest
class DeclinedCardTest {
  @Test
  void theCartIsOpenAgainAndNothingIsLeftBehind(Emporium emporium) throws Exception {
    try (var machine = OneMachine.start(emporium)) {
      var story = new Story(machine.gateway(), machine.demo());
      story.publish(
          "Declined",
          new JsonObject().put("type", "single").put("price", 2500).put("currency", "USD"));
      var customer = story.customer("Declined Company", Story.DECLINED);
      String cart = story.cart(customer, story.plan("Declined").getString("uuid"));
      String path = "/api/v3/checkout/shoppingCarts/" + cart;
      String purchase = finalized(story, path);
      assertThat(reopened(story, path, purchase).getString("status")).isEqualTo("ACTIVE");
      assertThat(billing(story, customer, "subscriptions")).isEmpty();
      assertThat(billing(story, customer, "invoices")).isEmpty();
      JsonArray payments = billing(story, customer, "payments");
      assertThat(payments).hasSize(1);
      assertThat(payments.getJsonObject(0).getString("result")).isEqualTo("FAILED");
      String owned =
          GatewayClient.encode(Map.of("query", "{\"userId\":\"" + customer.userId() + "\"}"));
      assertThat(story.openchannel.get("/v2/ownership?" + owned).ok().json().getJsonArray("list"))
          .isEmpty();
      assertThat(approvedCharges(emporium)).isZero();

      story.card(customer, Story.APPROVED);
      Patience.until(
          "the better card is used",
          () -> {
            finalized(story, path);
            return "FINISHED".equals(story.appdirect.get(path).ok().json().getString("status"))
                ? path
                : null;
          });
      assertThat(billing(story, customer, "subscriptions")).hasSize(1);
      assertThat(approvedCharges(emporium)).isEqualTo(1);
      new EventAudit().check(machine.events());
      assertThat(machine.deadLetters()).isEmpty();
    }
  }

  private static String finalized(Story story, String path) {
    return Patience.until(
        "the card is known to checkout",
        () -> {
          var answer = story.appdirect.post(path + "/finalize");
          return answer.status() == 202 ? answer.json().getString("purchaseId") : null;
        });
  }

  /** The cart, once its purchase has been refused. */
  private static JsonObject reopened(Story story, String path, String purchase) {
    assertThat(purchase).isNotBlank();
    return Patience.until(
        "the cart is open again",
        () -> {
          JsonObject cart = story.appdirect.get(path).ok().json();
          return cart.getBoolean("isBlocked", false) ? null : cart;
        });
  }

  private static JsonArray billing(Story story, Story.Customer customer, String what) {
    return story
        .appdirect
        .get("/api/billing/v1/companies/" + customer.companyId() + "/" + what)
        .ok()
        .array();
  }

  private static long approvedCharges(Emporium emporium) throws Exception {
    String database = emporium.topics().prefix().replace('-', '_') + "_billing";
    try (var connection =
            DriverManager.getConnection(
                emporium.postgres().jdbcUrl(database),
                emporium.postgres().user(),
                emporium.postgres().password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from test_gateway_charge where outcome = 'APPROVED'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
