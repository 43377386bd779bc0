package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions: what every payment of an app is to OpenChannel. */
@EmporiumTest
class TransactionTest {
  private static TestService billing;
  private Fixture shop;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
    shop.card("4242424242424242");
  }

  private JsonObject page(String query) {
    return Fixture.OPENCHANNEL
        .check("listTransactions", shop.portal.get("/v2/transactions" + query))
        .json();
  }

  private static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8);
  }

  private List<Long> amounts(String query) {
    return page(query).getJsonArray("list").stream()
        .map(t -> ((JsonObject) t).getLong("amount"))
        .toList();
  }

  @Test
  void everyAppOfAPurchaseHasItsTransaction() {
    shop.buy(
        shop.item("single", 0, "3.00"),
        shop.item("recurring", 0, "4.99"),
        shop.item("free", 0, "0.00"));
    JsonArray list = page("").getJsonArray("list");
    assertThat(list).hasSize(2);
    assertThat(amounts("?sort=" + encoded("{'amount':-1}"))).containsExactly(499L, 300L);
    JsonObject first = list.getJsonObject(0);
    assertThat(first.getString("appId")).isEqualTo(shop.openchannelApp);
    assertThat(first.getString("userId")).isEqualTo(shop.openchannelUser);
    assertThat(first.getString("developerId")).isEqualTo("123");
    assertThat(first.containsKey("ownershipId")).isFalse();
    assertThat(first.getLong("marketplaceAmount") + first.getLong("developerAmount"))
        .isEqualTo(first.getLong("amount"));
    Emporium.eventually(
        () ->
            assertThat(shop.events("payment.succeeded").get(0).data().getJsonArray("transactions"))
                .hasSize(2));
    shop.assertBalanced();
  }

  @Test
  void anOwnershipThatFollowsNamesItAndRenewalsHaveItAtOnce() {
    shop.buy(shop.item("recurring", 0, "4.99"));
    String ownership = shop.ownership(shop.subscription());
    String query = "?query=" + encoded("{'ownershipId':'" + ownership + "'}");
    assertThat(amounts(query)).containsExactly(499L);
    shop.clock(Duration.ofDays(32).toMillis());
    Emporium.eventually(() -> assertThat(amounts(query)).containsExactly(499L, 499L));
    shop.assertBalanced();
  }

  @Test
  void queriesSortsAndPages() {
    shop.payments("Custom");
    String ownership = shop.ownership(null);
    for (int i = 1; i <= 5; i++) {
      JsonObject body =
          new JsonObject()
              .put("amount", i * 100)
              .put("date", 1432695338702L + (i % 2))
              .put("customData", new JsonObject().put("tags", new JsonArray().add("t" + i % 2)));
      assertThat(shop.portal.post("/v2/custom-gateway/payment/" + ownership, body).status())
          .isEqualTo(200);
    }
    shop.portal.post("/v2/custom-gateway/refund/" + ownership, new JsonObject().put("amount", 7));
    assertThat(amounts("?query=" + encoded("{'type':'refund'}"))).containsExactly(7L);
    assertThat(
            amounts(
                "?query="
                    + encoded("{type:'payment',amount:{$gte:200,$lt:500}}")
                    + "&sort="
                    + encoded("{'amount':1}")))
        .containsExactly(200L, 300L, 400L);
    assertThat(
            amounts(
                "?query="
                    + encoded("{'customData.tags':'t0'}")
                    + "&sort="
                    + encoded("{'amount':1}")))
        .containsExactly(200L, 400L);
    assertThat(amounts("?query=" + encoded("{$or:[{amount:100},{amount:500}],date:1432695338703}")))
        .containsExactlyInAnyOrder(100L, 500L);
    String sort = "&sort=" + encoded("{'date':-1,'amount':-1}");
    JsonObject second = page("?limit=2&pageNumber=2" + sort);
    assertThat(second.getLong("count")).isEqualTo(6);
    assertThat(second.getLong("pages")).isEqualTo(3);
    assertThat(amounts("?limit=2&pageNumber=1" + sort)).containsExactly(7L, 500L);
    assertThat(amounts("?limit=2&pageNumber=2" + sort)).containsExactly(300L, 100L);
    for (String wrong :
        List.of(
            "?query=" + encoded("{'a':"),
            "?query=" + encoded("{a:{$no:1}}"),
            "?query=" + encoded("{price:1}"),
            "?sort=" + encoded("{price:1}"),
            "?limit=101",
            "?pageNumber=0",
            "?sort=" + encoded("{'date':2}"))) {
      var refused =
          Fixture.OPENCHANNEL.check(
              "listTransactions", shop.portal.get("/v2/transactions" + wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(400);
    }
    shop.assertBalanced();
  }

  @Test
  void customDataChangesAndADeletedOneIsOnlyReadById() {
    shop.buy(shop.item("single", 0, "3.00"));
    String id = page("").getJsonArray("list").getJsonObject(0).getString("transactionId");
    String path = "/v2/transactions/" + id;
    JsonObject sample = Fixture.OPENCHANNEL.requestObject("updateTransaction").put("amount", 1);
    JsonObject updated =
        Fixture.OPENCHANNEL.check("updateTransaction", shop.portal.post(path, sample)).json();
    assertThat(updated.getJsonObject("customData").getString("department")).isEqualTo("billing");
    assertThat(updated.getLong("amount")).isEqualTo(300);
    var form = shop.portal.form(path, Map.of("customData", "{\"a\":{\"b\":1}}"));
    assertThat(form.status()).as(form.text()).isEqualTo(200);
    assertThat(amounts("?query=" + encoded("{'customData.a.b':1}"))).containsExactly(300L);
    assertThat(shop.portal.post(path, new JsonObject()).status()).isEqualTo(400);
    assertThat(
            shop.portal
                .post(path, new JsonObject().put("customData", new JsonObject().put("$a", 1)))
                .status())
        .isEqualTo(400);
    for (int i = 0; i < 2; i++) {
      var deleted = Fixture.OPENCHANNEL.check("deleteTransaction", shop.portal.delete(path));
      assertThat(deleted.json().isEmpty()).isTrue();
    }
    assertThat(page("").getLong("count")).isZero();
    JsonObject read = Fixture.OPENCHANNEL.check("getTransaction", shop.portal.get(path)).json();
    assertThat(read.getBoolean("isDeleted")).isTrue();
    Emporium.eventually(
        () -> {
          assertThat(shop.events("transaction.updated")).hasSize(2);
          assertThat(shop.events("transaction.deleted")).hasSize(1);
        });
    shop.assertBalanced();
  }

  @Test
  void anotherMarketplaceHasNone(Emporium emporium) {
    shop.buy(shop.item("single", 0, "3.00"));
    String id = page("").getJsonArray("list").getJsonObject(0).getString("transactionId");
    var other = new Fixture(emporium, billing);
    assertThat(other.portal.get("/v2/transactions").json().getLong("count")).isZero();
    for (String missing : List.of(id, Ids.hex24(), "x")) {
      String path = "/v2/transactions/" + missing;
      assertThat(Fixture.OPENCHANNEL.check("getTransaction", other.portal.get(path)).status())
          .isEqualTo(404);
      assertThat(
              Fixture.OPENCHANNEL
                  .check(
                      "updateTransaction",
                      other.portal.post(path, new JsonObject().put("customData", new JsonObject())))
                  .status())
          .isEqualTo(404);
      assertThat(Fixture.OPENCHANNEL.check("deleteTransaction", other.portal.delete(path)).status())
          .isEqualTo(404);
    }
  }
}
