package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.billing.store.Books;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class WalletTest {
  private static final ContractReplay HIGHLEVEL =
      ContractReplay.of("contract/billing/highlevel.yaml");
  private static final ContractReplay ADMIN = ContractReplay.of("contract/billing/admin.yaml");
  private static final String CHARGES = "/marketplace/billing/charges";
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(20);
  private static TestService billing;
  private final UUID app = Ids.uuid7();
  private final String appId = Ids.hex24();
  private final String fixedMeter = Ids.hex24();
  private final String dynamicMeter = Ids.hex24();
  private final UUID agency = Ids.uuid7();
  private final UUID location = Ids.uuid7();
  private final String agencyId = Ids.alphanumeric20();
  private final String locationId = Ids.alphanumeric20();
  private Fixture shop;
  private TestClient client;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @AfterAll
  static void stop() {
    THREADS.shutdown();
  }

  @BeforeEach
  void told(Emporium emporium) {
    shop = new Fixture(emporium, billing);
    shop.company(agency, null, agencyId);
    shop.company(location, agency, locationId);
    emporium.publish(
        "catalog",
        shop.marketplace,
        "app.integrated",
        "app/" + app,
        new JsonObject()
            .put(
                "app",
                new JsonObject()
                    .put("appId", app.toString())
                    .put("openchannelId", appId)
                    .put("name", "Charger")
                    .put(
                        "plans",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("planId", Ids.uuid7().toString())
                                    .put("name", "Pro")
                                    .put("type", "recurring")
                                    .put("billingPeriod", "monthly")
                                    .put(
                                        "price",
                                        new JsonObject()
                                            .put("amount", "4.99")
                                            .put("currency", "USD"))))
                    .put(
                        "integration",
                        new JsonObject()
                            .put(
                                "meters",
                                new JsonArray()
                                    .add(
                                        meter(fixedMeter, "fixed").put("fixedPricePerUnit", "0.50"))
                                    .add(
                                        meter(dynamicMeter, "dynamic")
                                            .put("minPricePerUnit", "0.10")
                                            .put("maxPricePerUnit", "2.00"))))));
    client = location(location, "charges.write", "charges.readonly", "oauth.readonly");
  }

  private static JsonObject meter(String id, String priceType) {
    return new JsonObject()
        .put("meterId", id)
        .put("productName", "Calls")
        .put("productType", "usage")
        .put("usageUnit", "call")
        .put("name", "Calls")
        .put("priceType", priceType);
  }

  private TestClient location(UUID of, String... scopes) {
    return billing.as(Principals.highlevel(shop.marketplace, app, agency, of, scopes));
  }

  private TestClient.Response fund(String amount, String reference) {
    return ADMIN.check(
        "fundWallet",
        shop.manager.post(
            "/admin/v1/wallets/" + locationId + "/funds",
            new JsonObject()
                .put("amount", amount)
                .put("currency", "USD")
                .put("reference", reference)));
  }

  private JsonObject charge(String eventId) {
    return new JsonObject()
        .put("appId", appId)
        .put("meterId", fixedMeter)
        .put("eventId", eventId)
        .put("userId", "u-1")
        .put("locationId", locationId)
        .put("companyId", agencyId)
        .put("description", "Three calls")
        .put("units", 3);
  }

  private TestClient.Response post(JsonObject body) {
    return HIGHLEVEL.check("createCharge", client.post(CHARGES, body));
  }

  private String balance() {
    return ADMIN
        .check("getWallet", shop.manager.get("/admin/v1/wallets/" + locationId))
        .json()
        .getString("balance");
  }

  private void assertBalanced() {
    assertThat(Emporium.await(billing.database().read(shop.marketplace, Books::differences)))
        .isEmpty();
  }

  @Test
  void aChargeIsTakenShownAndRefundedOnce() {
    fund("2.00", "first");
    assertThat(fund("2.00", "first").json().getString("balance")).isEqualTo("2.00");
    var created = post(charge("e1"));
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().getString("chargeId");
    assertThat(balance()).isEqualTo("0.50");
    JsonObject shown = HIGHLEVEL.check("getCharge", client.get(CHARGES + "/" + id)).json();
    assertThat(new BigDecimal(shown.getValue("amountCharged").toString()))
        .isEqualByComparingTo("1.50");
    assertThat(shown.getJsonObject("meta").getString("eventId")).isEqualTo("e1");
    assertThat(shown.getString("transactionType")).isEqualTo("charge");
    assertThat(shown.getString("entityId")).isEqualTo(locationId);
    assertThat(
            HIGHLEVEL
                .check("hasFunds", client.get(CHARGES + "/has-funds"))
                .json()
                .getBoolean("hasFunds"))
        .isTrue();
    for (int i = 0; i < 2; i++) {
      var deleted = HIGHLEVEL.check("deleteCharge", client.delete(CHARGES + "/" + id));
      assertThat(deleted.json().getBoolean("success")).isTrue();
      assertThat(balance()).isEqualTo("2.00");
    }
    assertThat(client.get(CHARGES + "/" + id).json().getBoolean("refunded")).isTrue();
    assertThat(post(charge("e1")).json().getString("chargeId")).isEqualTo(id);
    assertThat(balance()).isEqualTo("2.00");
    Emporium.eventually(() -> assertThat(shop.events("wallet.refunded")).hasSize(1));
    assertThat(shop.events("wallet.charged").get(0).data().getJsonObject("balance"))
        .isEqualTo(new JsonObject().put("amount", "0.50").put("currency", "USD"));
    assertBalanced();
  }

  @Test
  void withoutFundsNothingChanges() {
    assertThat(client.get(CHARGES + "/has-funds").json().getBoolean("hasFunds")).isFalse();
    assertThat(post(charge("e1")).status()).isEqualTo(422);
    fund("1.49", "a");
    assertThat(post(charge("e1")).status()).isEqualTo(422);
    assertThat(balance()).isEqualTo("1.49");
    assertThat(client.get(CHARGES).json().getJsonArray("charges")).isEmpty();
    assertThat(post(charge("e2").put("units", 2)).status()).isEqualTo(201);
    assertBalanced();
  }

  @Test
  void twentyChargesOnFundsForTen() {
    fund("15.00", "a");
    List<TestClient.Response> answers = atOnce(i -> client.post(CHARGES, charge("e" + i)));
    assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(10);
    assertThat(answers).filteredOn(a -> a.status() == 422).hasSize(10);
    assertThat(balance()).isEqualTo("0.00");
    assertThat(client.get(CHARGES + "/has-funds").json().getBoolean("hasFunds")).isFalse();
    assertBalanced();
  }

  @Test
  void theSameEventAtOnceIsChargedOnce() {
    fund("1.50", "a");
    var ids = new HashSet<String>();
    for (var answer : atOnce(i -> client.post(CHARGES, charge("same")))) {
      assertThat(answer.status()).isEqualTo(201);
      ids.add(answer.json().getString("chargeId"));
    }
    assertThat(ids).hasSize(1);
    assertThat(balance()).isEqualTo("0.00");
    assertBalanced();
  }

  private static List<TestClient.Response> atOnce(IntFunction<TestClient.Response> request) {
    var running = new ArrayList<CompletableFuture<TestClient.Response>>();
    for (int i = 0; i < 20; i++) {
      int n = i;
      running.add(CompletableFuture.supplyAsync(() -> request.apply(n), THREADS));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void theListHasEveryFilterAndPages() {
    fund("100.00", "a");
    for (int i = 0; i < 5; i++) {
      post(charge("e" + i));
    }
    post(charge("d").put("meterId", dynamicMeter).put("price", 1.25).put("userId", "u-2"));
    JsonObject page =
        HIGHLEVEL.check("listCharges", client.get(CHARGES + "?skip=1&limit=2")).json();
    assertThat(page.getJsonObject("pagination"))
        .isEqualTo(new JsonObject().put("total", 6L).put("skip", 1L).put("limit", 2L));
    assertThat(
            page.getJsonArray("charges")
                .getJsonObject(0)
                .getJsonObject("meta")
                .getString("eventId"))
        .isEqualTo("e4");
    assertThat(count("?meterId=" + dynamicMeter)).isEqualTo(1);
    assertThat(count("?eventId=e2")).isEqualTo(1);
    assertThat(count("?userId=u-1")).isEqualTo(5);
    assertThat(count("?startDate=2100-01-01")).isZero();
    assertThat(count("?startDate=2020-01-01T00:00:00Z&endDate=2100-01-01")).isEqualTo(6);
    assertThat(HIGHLEVEL.check("listCharges", client.get(CHARGES + "?startDate=soon")).status())
        .isEqualTo(422);
    assertThat(HIGHLEVEL.check("listCharges", client.get(CHARGES + "?limit=0")).status())
        .isEqualTo(422);
  }

  private long count(String query) {
    return client.get(CHARGES + query).json().getLong("count");
  }

  @Test
  void pricesAndNamesAreChecked() {
    fund("100.00", "a");
    assertThat(post(charge("e").put("price", 0.51)).status()).isEqualTo(422);
    assertThat(post(charge("e").put("price", 0.5)).status()).isEqualTo(201);
    JsonObject dynamic = charge("f").put("meterId", dynamicMeter);
    assertThat(post(dynamic.copy()).status()).isEqualTo(422);
    assertThat(post(dynamic.copy().put("price", 2.01)).status()).isEqualTo(422);
    assertThat(post(charge("g").put("units", 0)).status()).isEqualTo(422);
    assertThat(post(charge("g").put("meterId", Ids.hex24())).status()).isEqualTo(422);
    assertThat(post(charge("g").put("eventTime", "yesterday")).status()).isEqualTo(422);
    assertThat(post(charge("g").put("locationId", agencyId)).status()).isEqualTo(403);
    assertThat(post(charge("g").put("companyId", locationId)).status()).isEqualTo(403);
    assertThat(post(charge("g").put("appId", Ids.hex24())).status()).isEqualTo(403);
    JsonObject incomplete = charge("g");
    incomplete.remove("description");
    assertThat(post(incomplete).status()).isEqualTo(400);
    assertThat(HIGHLEVEL.check("getCharge", client.get(CHARGES + "/" + Ids.hex24())).status())
        .isEqualTo(404);
    assertBalanced();
  }

  @Test
  void onlySubAccountTokensWithTheScopeAreLetIn() {
    assertThat(location(null, "charges.write").post(CHARGES, charge("e")).status()).isEqualTo(403);
    assertThat(location(null, "charges.readonly").get(CHARGES + "/has-funds").status())
        .isEqualTo(403);
    assertThat(location(location, "charges.readonly").post(CHARGES, charge("e")).status())
        .isEqualTo(403);
    fund("5.00", "a");
    String id = post(charge("e")).json().getString("chargeId");
    var other =
        billing.as(
            Principals.highlevel(billing.marketplace(), app, agency, location, "charges.readonly"));
    assertThat(other.get(CHARGES + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void rebillingShowsPlansAndMeters() {
    String path = "/marketplace/app/" + appId + "/rebilling-config/location/" + locationId;
    assertThat(HIGHLEVEL.check("getRebillingConfig", client.get(path)).status()).isEqualTo(400);
    assertThat(client.with("Version", "soon").get(path).status()).isEqualTo(400);
    for (String version : List.of("2021-07-28", "v3")) {
      JsonObject plans =
          HIGHLEVEL
              .check("getRebillingConfig", client.with("Version", version).get(path))
              .json()
              .getJsonObject("plans");
      assertThat(plans.getJsonArray("usage")).hasSize(2);
      assertThat(plans.getJsonArray("usage").getJsonObject(1).getString("maxPricePerUnit"))
          .isEqualTo("2.00");
      assertThat(plans.getJsonArray("subscription").getJsonObject(0).getString("paymentTime"))
          .isEqualTo("monthly");
    }
    assertThat(
            client
                .with("Version", "v3")
                .get("/marketplace/app/" + appId + "/rebilling-config/location/" + agencyId)
                .status())
        .isEqualTo(403);
  }

  @Test
  void fundingIsChecked() {
    fund("2.00", "a");
    assertThat(fund("3.00", "a").status()).isEqualTo(409);
    assertThat(fund("0.001", "b").status()).isEqualTo(400);
    assertThat(fund("-1", "b").status()).isEqualTo(400);
    var operator = billing.as(Principals.operator());
    String path = "/admin/v1/wallets/" + locationId;
    assertThat(operator.get(path + "?marketplaceId=" + shop.marketplace).status()).isEqualTo(200);
    assertThat(operator.get(path).status()).isEqualTo(400);
    assertThat(shop.manager.get("/admin/v1/wallets/" + agencyId).status()).isEqualTo(404);
    atOnce(i -> fund("1.00", "same"));
    assertThat(balance()).isEqualTo("3.00");
    assertBalanced();
  }
}
