package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A reseller's sale, end to end: 25 seats at tiered prices (10 at 5.00, 15 at 4.00) and an add-on
 * of 9.99 a month, 10 % off for three months, 12.50 for shipping; a quote, its approval, the
 * purchase.
 */
@EmporiumTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SaleStoryTest {
  private static final String OPPORTUNITIES = "/api/assistedSales/v1/opportunities";
  private static final String QUOTES = "/api/assistedSales/v1/quotes";
  private static final String UPLOADS = "/api/api/v1/product-uploader-api/";
  // 110.00 + 9.99, less 11.00 and 1.00
  private static final BigDecimal RECURRING = new BigDecimal("107.99");
  private static final BigDecimal DUE = new BigDecimal("120.49");
  private static final String CATALOG =
      """
      productCode,productName,developerId,addOnOf,editionCode,editionName,planCode,planName,frequency,costCode,costType,strategy,unit,amounts,ranges,minUnits
      seats,Sale Seats,sale-developer,,team,Team,seats-monthly,Seats monthly,MONTHLY,seat,RECURRING_PER_UNIT,TIERED,USER,,0..10 USD:5|10..50 USD:4|50.. USD:3,1
      archive,Sale Archive,sale-developer,seats,one,One,archive-monthly,Archive monthly,MONTHLY,flat,RECURRING_FLAT,FLAT,,USD:9.99,,
      """;

  private static OneMachine machine;
  private static GatewayClient admin;
  private static GatewayClient openchannel;
  private static GatewayClient agent;
  private static GatewayClient boss;
  private static Map<String, String> demo;
  private static String seatPlan;
  private static String archivePlan;
  private static String opportunity;
  private static String quote;
  private static String share;

  @BeforeAll
  static void start(Emporium emporium) {
    machine = OneMachine.start(emporium);
    demo = machine.demo();
    var story = new Story(machine.gateway(), demo);
    admin = story.appdirect;
    openchannel = story.openchannel;
    var anybody = machine.gateway().with("Accept-Language", "en-US");
    agent = anybody.bearer(demo.get("RESELLER_ACCESS_TOKEN"));
    boss = anybody.bearer(demo.get("RESELLER_MANAGER_ACCESS_TOKEN"));
  }

  @AfterAll
  static void stop() {
    machine.close();
  }

  @Test
  @Order(1)
  void aPriceListIsUploadedAndPublished() {
    upload("createCatalog", "CATALOG_CONSOLIDATED", CATALOG);
    upload("publishCatalog", "PRODUCT", "productCode\nseats\narchive\n");
    seatPlan = plan("Sale Seats");
    archivePlan = plan("Sale Archive");
  }

  @Test
  @Order(2)
  void theResellerBuildsAnOpportunity() {
    admin
        .post(
            "/api/channel/v1/discounts",
            new JsonObject()
                .put("code", "SALE10")
                .put("description", "10 % off")
                .put("type", "PERCENTAGE")
                .put("percentage", 10)
                .put("autoApply", false)
                .put("billingCycles", 3)
                .put("maxRedemptions", 2))
        .ok();
    opportunity =
        agent
            .post(
                OPPORTUNITIES,
                new JsonObject()
                    .put("customerCompanyId", demo.get("DEMO_RESELLER_CUSTOMER_COMPANY_ID"))
                    .put("customerId", demo.get("DEMO_RESELLER_CUSTOMER_USER_ID"))
                    .put("ownerCompanyId", demo.get("DEMO_RESELLER_COMPANY_ID"))
                    .put("ownerId", demo.get("DEMO_RESELLER_USER_ID"))
                    .put("items", new JsonArray().add(seats(25)))
                    .put("currency", "USD"))
            .ok()
            .json()
            .getString("id");
    String seatItem = agent.get(path("/items")).ok().array().getJsonObject(0).getString("id");
    agent
        .send(
            "POST",
            path("/items"),
            "application/json",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("pricingPlanId", archivePlan)
                        .put("parentItemId", seatItem)
                        .put("units", new JsonArray()))
                .encode())
        .ok();
    agent
        .post(
            "/api/assistedSales/v2/opportunities/" + opportunity + "/applyDiscount",
            new JsonObject().put("discountCode", "SALE10"))
        .ok();
    agent
        .post(
            path("/shipping"),
            new JsonObject()
                .put("sameAsBillingAddress", false)
                .put(
                    "deliveryAddress",
                    new JsonObject()
                        .put("name", "Lena Demo")
                        .put("addressLine1", "Main Street 1")
                        .put("city", "Greenbow")
                        .put("countryCode", "US")
                        .put("subdivisionCode", "AL")
                        .put("postalCode", "50505"))
                .put(
                    "shippingFee",
                    new JsonObject().put("description", "Shipping").put("amount", 12.50)))
        .ok();
    assertTotals(agent.get(path("/summary")).ok().json());
    JsonObject validation = agent.get(path("/validation?enforce=true")).ok().json();
    assertThat(validation.getJsonArray("blockingErrors")).isEmpty();
  }

  @Test
  @Order(3)
  void aQuoteIsSentAndTheCustomerApproves() {
    quote =
        agent
            .post(
                QUOTES,
                new JsonObject()
                    .put(
                        "source",
                        new JsonObject().put("id", opportunity).put("type", "OPPORTUNITY"))
                    .put("name", "25 seats")
                    .put(
                        "createdBy", new JsonObject().put("id", demo.get("DEMO_RESELLER_USER_ID"))))
            .ok()
            .json()
            .getString("id");
    assertThat(act("REQUEST_CUSTOMER_APPROVAL").getString("status")).isEqualTo("PENDING");
    share = act("SHARE_LINK").getJsonObject("shareLink").getString("url");
    share = share.substring(share.indexOf("/quotes/"));
    JsonObject seen = customer().get(share).ok().json();
    assertTotals(seen.getJsonObject("pricingTotals"));
    assertThat(machine.gateway().get(share + "/pdf").ok().body()).startsWith("%PDF");
    JsonObject approved =
        customer()
            .post(
                share + "/decision",
                new JsonObject().put("decision", "APPROVED").put("name", "Lena"))
            .ok()
            .json();
    assertThat(approved.getString("status")).isEqualTo("APPROVED");
    assertThat(agent.get(QUOTES + "/" + quote).ok().json().getString("status"))
        .isEqualTo("APPROVED");
  }

  @Test
  @Order(4)
  void whatTheQuoteFrozeIsSold() {
    // a dearer price list and another quantity come too late
    upload(
        "updateCatalog",
        "MARKETPLACE_PRICE",
        "productCode,planCode,costCode,amounts,ranges\nseats,seats-monthly,seat,,0..10 USD:50|10..50 USD:40|50.. USD:30\n");
    upload("publishCatalog", "PRODUCT", "productCode\nseats\n");
    boss.post("/api/assistedSales/v2/opportunities/" + opportunity + "/finalize").ok();
    boss.post("/api/assistedSales/v2/opportunities/" + opportunity + "/finalize").ok();
    Patience.until(
        "the opportunity is closed",
        () ->
            "CLOSED".equals(boss.get(path("")).ok().json().getString("status"))
                ? opportunity
                : null);
    assertThat(boss.get(QUOTES + "/" + quote).ok().json().getString("status"))
        .isEqualTo("PURCHASED");
  }

  @Test
  @Order(5)
  void subscriptionOrderAndInvoiceCarryTheQuotesAmounts() {
    JsonArray invoices = billing("invoices?excludeFree=true");
    assertThat(invoices).hasSize(1);
    JsonObject invoice = invoices.getJsonObject(0);
    assertThat(amount(invoice.getValue("total"))).isEqualByComparingTo(DUE);
    assertThat(invoice.getString("status")).isEqualTo("PAID");
    JsonArray payments = billing("payments");
    assertThat(amount(payments.getJsonObject(0).getValue("amount"))).isEqualByComparingTo(DUE);
    assertThat(billing("subscriptions")).hasSize(2);
    JsonObject orders =
        admin
            .get(
                "/api/billing/v1/companies/"
                    + demo.get("DEMO_RESELLER_CUSTOMER_COMPANY_ID")
                    + "/orders")
            .ok()
            .json();
    assertThat(orders.getInteger("total")).isEqualTo(2);
    BigDecimal ordered =
        orders.getJsonArray("orders").stream()
            .map(o -> amount(((JsonObject) o).getValue("totalPrice")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(ordered).isEqualByComparingTo(RECURRING);
  }

  @Test
  @Order(6)
  void openchannelShowsTheCustomersOwnerships() {
    String query = "{\"userId\":\"" + demo.get("DEMO_RESELLER_CUSTOMER_USER_ID") + "\"}";
    JsonArray owned =
        Patience.until(
            "both ownerships are there",
            () -> {
              JsonArray list =
                  openchannel
                      .get("/v2/ownership?" + GatewayClient.encode(Map.of("query", query)))
                      .ok()
                      .json()
                      .getJsonArray("list");
              return list.size() == 2 ? list : null;
            });
    assertThat(owned.stream().map(o -> ((JsonObject) o).getString("ownershipStatus")))
        .containsOnly("active");
    assertThat(machine.deadLetters()).isEmpty();
  }

  private static GatewayClient customer() {
    return machine.gateway().with("Accept", "application/json");
  }

  private static JsonObject seats(int quantity) {
    return new JsonObject()
        .put("pricingPlanId", seatPlan)
        .put(
            "units",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("quantity", String.valueOf(quantity))
                        .put("unit", "USER")));
  }

  private static JsonObject act(String action) {
    return agent
        .post(QUOTES + "/" + quote + "/executeAction", new JsonObject().put("action", action))
        .ok()
        .json();
  }

  private static void assertTotals(JsonObject totals) {
    assertThat(amount(totals.getValue("amountDueBeforeTax"))).isEqualByComparingTo(DUE);
    assertThat(
            amount(
                totals.getJsonArray("recurringTotals").getJsonObject(0).getValue("totalSalePrice")))
        .isEqualByComparingTo(RECURRING);
  }

  private static String path(String rest) {
    return OPPORTUNITIES + "/" + opportunity + rest;
  }

  private static BigDecimal amount(Object value) {
    return new BigDecimal(value.toString());
  }

  private static JsonArray billing(String what) {
    return admin
        .get(
            "/api/billing/v1/companies/"
                + demo.get("DEMO_RESELLER_CUSTOMER_COMPANY_ID")
                + "/"
                + what)
        .ok()
        .array();
  }

  /** The only plan of a product that the reseller may sell. */
  private static String plan(String name) {
    return Patience.until(
        name + " may be sold",
        () -> {
          JsonArray content =
              agent
                  .get(
                      "/api/appReseller/v1/catalog/sellableProducts?"
                          + GatewayClient.encode(Map.of("searchText", name)))
                  .ok()
                  .json()
                  .getJsonArray("content");
          return content.isEmpty()
              ? null
              : agent
                  .get(
                      "/api/appReseller/v1/catalog/sellableProducts/"
                          + content.getJsonObject(0).getString("id")
                          + "/editions")
                  .ok()
                  .array()
                  .getJsonObject(0)
                  .getJsonArray("paymentPlans")
                  .getJsonObject(0)
                  .getString("id");
        });
  }

  private static void upload(String operation, String entityType, String csv) {
    String body =
        """
        --XX\r
        Content-Disposition: form-data; name="entityType"\r
        \r
        %s\r
        --XX\r
        Content-Disposition: form-data; name="file"; filename="prices.csv"\r
        Content-Type: text/csv\r
        \r
        %s\r
        --XX--\r
        """
            .formatted(entityType, csv);
    String process =
        admin
            .send("POST", UPLOADS + operation, "multipart/form-data; boundary=XX", body)
            .ok()
            .json()
            .getJsonObject("data")
            .getString("processId");
    JsonObject done =
        Patience.until(
            operation + " is done",
            () -> {
              JsonObject now = admin.get(UPLOADS + "processes/" + process).ok().json();
              return List.of("SUCCEEDED", "FAILED").contains(now.getString("status")) ? now : null;
            });
    assertThat(done.getString("status")).as(done.encode()).isEqualTo("SUCCEEDED");
  }
}
