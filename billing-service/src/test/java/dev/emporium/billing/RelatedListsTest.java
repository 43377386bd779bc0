package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** AppDirect's lists of one user, of the marketplace, and of what belongs to one record. */
@EmporiumTest
class RelatedListsTest {
  private static final String API = "/api/billing/v1/";
  private static TestService billing;
  private static Fixture shop;
  private static String order;
  private static String subscription;

  @BeforeAll
  static void buy(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
    shop = new Fixture(emporium, billing);
    shop.card("4242424242424242");
    shop.buy(shop.item("single", 0, "3.00"));
    shop.buy(shop.item("recurring", 0, "4.99"));
    subscription = shop.subscription().toString();
    order =
        shop.manager
            .get(API + "subscriptions/" + subscription)
            .json()
            .getJsonObject("order")
            .getValue("id")
            .toString();
    shop.clock(Duration.ofDays(32).toMillis());
    Emporium.eventually(() -> assertThat(shop.events("subscription.renewed")).hasSize(1));
  }

  private static JsonArray list(String operation, String path) {
    return Fixture.APPDIRECT.check(operation, shop.manager.get(API + path)).array();
  }

  private static List<String> column(JsonArray rows, String field) {
    return rows.stream().map(row -> String.valueOf(((JsonObject) row).getValue(field))).toList();
  }

  private String user(String end) {
    return "companies/" + shop.company + "/users/" + shop.user + end;
  }

  @Test
  void aUsersOwn() {
    assertThat(column(list("listUserInvoices", user("/invoices")), "total"))
        .containsExactly("3.00", "4.99", "4.99");
    assertThat(column(list("listUserInvoices", user("/invoices?start=2")), "total"))
        .containsExactly("4.99");
    assertThat(column(list("listUserPayments", user("/payments")), "amount"))
        .containsExactly("3.00", "4.99", "4.99");
    assertThat(column(list("listUserSubscriptions", user("/subscriptions?status=ACTIVE")), "id"))
        .hasSize(2);
    JsonObject orders =
        Fixture.APPDIRECT.check("listUserOrders", shop.manager.get(API + user("/orders"))).json();
    assertThat(orders.getLong("total")).isEqualTo(2);
    String nobody = "companies/" + shop.company + "/users/" + Ids.uuid7();
    for (var each :
        Map.of(
                "/invoices", "listUserInvoices",
                "/payments", "listUserPayments",
                "/orders", "listUserOrders",
                "/subscriptions", "listUserSubscriptions")
            .entrySet()) {
      var answer = shop.manager.get(API + nobody + each.getKey());
      assertThat(Fixture.APPDIRECT.check(each.getValue(), answer).status()).isEqualTo(404);
    }
  }

  @Test
  void theWholeMarketplacesAreForThoseWhoMayReadIt(Emporium emporium) {
    assertThat(list("listInvoices", "invoices")).hasSize(3);
    assertThat(list("listInvoices", "invoices?buyerRole=CUSTOMER")).hasSize(3);
    assertThat(list("listInvoices", "invoices?buyerRole=RESELLER")).isEmpty();
    assertThat(list("listPayments", "payments?count=1&start=1")).hasSize(1);
    assertThat(list("listSubscriptions", "subscriptions?expand=order")).hasSize(2);
    JsonObject orders =
        Fixture.APPDIRECT
            .check("listOrders", shop.manager.get(API + "orders?size=1&page=1"))
            .json();
    assertThat(orders.getLong("total")).isEqualTo(2);
    assertThat(column(orders.getJsonArray("orders"), "totalPrice")).containsExactly("4.99");
    assertThat(shop.manager.get(API + "orders?referenceCode=x").json().getLong("total")).isZero();
    var customer =
        billing.as(
            Principals.appdirect(shop.marketplace, shop.user, shop.company, "ROLE_BILLING_ADMIN"));
    var other = new Fixture(emporium, billing);
    for (String path : List.of("invoices", "payments", "subscriptions", "orders")) {
      assertThat(customer.get(API + path).status()).as(path).isEqualTo(403);
      var answer = other.manager.get(API + path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).as(path).doesNotContain(shop.company.toString());
    }
  }

  @Test
  void whatBelongsToARecord(Emporium emporium) {
    JsonArray invoices =
        list("listSubscriptionInvoices", "subscriptions/" + subscription + "/invoices");
    assertThat(invoices).hasSize(2);
    assertThat(list("listOrderInvoices", "orders/" + order + "/invoices")).isEqualTo(invoices);
    JsonArray payments =
        list("listSubscriptionPayments", "subscriptions/" + subscription + "/payments");
    assertThat(payments).hasSize(2);
    assertThat(list("listOrderPayments", "orders/" + order + "/payments")).isEqualTo(payments);
    String invoice = column(invoices, "invoiceId").get(0);
    JsonArray paid = list("listInvoicePayments", "invoices/" + invoice + "/payments");
    assertThat(paid).hasSize(1);
    assertThat(list("listInvoicePayments", "invoices/" + invoice + "/payments?result=FAILED"))
        .isEmpty();
    String payment = column(paid, "id").get(0);
    assertThat(
            column(list("listPaymentInvoices", "payments/" + payment + "/invoices"), "invoiceId"))
        .containsExactly(invoice);
    var other = new Fixture(emporium, billing);
    for (String path :
        List.of(
            "subscriptions/" + subscription + "/invoices",
            "subscriptions/" + subscription + "/payments",
            "orders/" + order + "/invoices",
            "orders/" + order + "/payments",
            "invoices/" + invoice + "/payments",
            "payments/" + payment + "/invoices")) {
      assertThat(other.manager.get(API + path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void anUnpaidInvoiceIsVoidedOnce(Emporium emporium) {
    var debtor = new Fixture(emporium, billing);
    JsonObject instrument =
        new JsonObject().put("paymentMethod", "EXTERNAL_INVOICE").put("accountDisplay", "Books");
    debtor.manager.post(debtor.path("/users/" + debtor.user + "/paymentInstruments"), instrument);
    debtor.buy(debtor.item("single", 0, "3.00"));
    String number =
        column(debtor.manager.get(debtor.path("/invoices")).array(), "invoiceId").get(0);
    String path = API + "invoices/" + number;
    JsonObject sample = Fixture.APPDIRECT.requestObject("updateInvoice");
    var customer =
        billing.as(
            Principals.appdirect(
                debtor.marketplace, debtor.user, debtor.company, "ROLE_BILLING_ADMIN"));
    assertThat(Fixture.APPDIRECT.check("updateInvoice", customer.patch(path, sample)).status())
        .isEqualTo(403);
    assertThat(debtor.manager.patch(path, new JsonObject().put("status", "PAID")).status())
        .isEqualTo(400);
    assertThat(shop.manager.patch(path, sample).status()).isEqualTo(404);
    JsonObject voided =
        Fixture.APPDIRECT.check("updateInvoice", debtor.manager.patch(path, sample)).json();
    assertThat(voided.getString("status")).isEqualTo("VOIDED");
    assertThat(
            Fixture.APPDIRECT.check("updateInvoice", debtor.manager.patch(path, sample)).status())
        .isEqualTo(409);
    assertThat(
            debtor
                .manager
                .post(path + "/payments", new JsonObject().put("method", "MANUAL"))
                .status())
        .isEqualTo(409);
    Emporium.eventually(() -> assertThat(debtor.events("invoice.voided")).hasSize(1));
    debtor.assertBalanced();
  }

  @Test
  void aCancellationIsPreviewedAndChangesNothing(Emporium emporium) {
    String path = API + "subscriptions/" + subscription;
    JsonObject preview =
        Fixture.APPDIRECT.check("previewCancel", shop.manager.get(path + "/previewCancel")).json();
    assertThat(preview.getString("status")).isEqualTo("CANCELLED");
    assertThat(preview.getJsonObject("order").getString("status")).isEqualTo("CANCELLED");
    assertThat(preview.getLong("endDate")).isNotNull();
    assertThat(shop.manager.get(path).json().getString("status")).isEqualTo("ACTIVE");
    var other = new Fixture(emporium, billing);
    assertThat(
            Fixture.APPDIRECT
                .check("previewCancel", other.manager.get(path + "/previewCancel"))
                .status())
        .isEqualTo(404);
  }
}
