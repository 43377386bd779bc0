package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Filters, sorts and pages of AppDirect's billing lists over one company's purchases. */
@EmporiumTest
class ListsTest {
  private static Fixture shop;

  @BeforeAll
  static void buy(Emporium emporium) {
    TestService billing = emporium.start("billing", BillingService::wire);
    shop = new Fixture(emporium, billing);
    shop.card("4242424242424242");
    for (String price : List.of("3.00", "1.00", "2.00")) {
      shop.buy(shop.item("single", 0, price));
    }
    shop.buy(shop.item("recurring", 7, "9.00"));
  }

  private static JsonArray list(String operation, String path) {
    return Fixture.APPDIRECT.check(operation, shop.manager.get(shop.path(path))).array();
  }

  private static List<Object> column(JsonArray rows, String field) {
    var values = new ArrayList<Object>();
    rows.forEach(row -> values.add(((JsonObject) row).getValue(field)));
    return values;
  }

  private static List<String> texts(JsonArray rows, String field) {
    return column(rows, field).stream().map(String::valueOf).toList();
  }

  @Test
  void invoicesComeNewestFirstAndPage() {
    var all = texts(list("listCompanyInvoices", "/invoices"), "invoiceId");
    assertThat(all).hasSize(4).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(texts(list("listCompanyInvoices", "/invoices?start=1&count=2"), "invoiceId"))
        .isEqualTo(all.subList(1, 3));
    assertThat(
            texts(
                list(
                    "listCompanyInvoices",
                    "/invoices?sortField=TOTAL&sortOrder=ASC&excludeFree=true"),
                "total"))
        .containsExactly("1.00", "2.00", "3.00");
    assertThat(list("listCompanyInvoices", "/invoices?status=VOIDED")).isEmpty();
    assertThat(list("listCompanyInvoices", "/invoices?fromDate=4000000000000")).isEmpty();
    assertThat(list("listCompanyInvoices", "/invoices?toDate=4000000000000")).hasSize(4);
  }

  @Test
  void paymentsComeNewestFirst() {
    var ids = texts(list("listCompanyPayments", "/payments"), "id");
    assertThat(ids).hasSize(3).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(
            texts(
                list("listCompanyPayments", "/payments?sortField=AMOUNT&sortOrder=ASC&count=2"),
                "amount"))
        .containsExactly("1.00", "2.00");
    assertThat(list("listCompanyPayments", "/payments?method=PAYPAL")).isEmpty();
    assertThat(list("listCompanyPayments", "/payments?result=FAILED")).isEmpty();
    assertThat(list("listCompanyPayments", "/payments?method=CREDIT_CARD&result=SUCCESSFUL"))
        .hasSize(3);
  }

  @Test
  void ordersComeOldestFirstWithTheirNumber() {
    assertThat(orders("").getLong("total")).isEqualTo(4);
    assertThat(texts(orders("?count=1&start=3").getJsonArray("orders"), "totalPrice"))
        .containsExactly("9.00");
    assertThat(orders("?count=1").getLong("total")).isEqualTo(4);
    assertThat(
            texts(
                orders("?sortField=TOTAL&sortOrder=DESC&status=ONE_TIME").getJsonArray("orders"),
                "totalPrice"))
        .containsExactly("3.00", "2.00", "1.00");
    assertThat(
            orders("?status=FREE_TRIAL&frequency=MONTHLY&type=NEW&currency=USD").getLong("total"))
        .isEqualTo(1);
    assertThat(orders("?applicationIds=5,6").getLong("total")).isEqualTo(4);
    assertThat(orders("?applicationIds=6").getLong("total")).isZero();
    assertThat(orders("?orderReferenceCode=none").getLong("total")).isZero();
    assertThat(orders("?startDateFrom=4000000000000").getLong("total")).isZero();
    assertThat(orders("?fromCreationDate=1&toCreationDate=4000000000000").getLong("total"))
        .isEqualTo(4);
  }

  private static JsonObject orders(String query) {
    return Fixture.APPDIRECT
        .check("listCompanyOrders", shop.manager.get(shop.path("/orders" + query)))
        .json();
  }

  @Test
  void subscriptionsHaveEveryFilter() {
    assertThat(subscriptions("")).hasSize(4);
    assertThat(subscriptions("?status=FREE_TRIAL")).hasSize(1);
    assertThat(subscriptions("?editionId=12&paymentPlanId=33&applicationIds=5")).hasSize(4);
    assertThat(subscriptions("?editionId=13")).isEmpty();
    assertThat(subscriptions("?discountId=1")).isEmpty();
    assertThat(subscriptions("?bundleApplicationId=1")).isEmpty();
    assertThat(subscriptions("?orderReferenceCode=x")).isEmpty();
    assertThat(subscriptions("?lastModified=4000000000000")).isEmpty();
    assertThat(subscriptions("?fromDate=2020/01/01%2000:00:00&toDate=2100/12/31%2023:59:59"))
        .hasSize(4);
    assertThat(subscriptions("?fromDate=2100/12/31%2023:59:59")).isEmpty();
    var oldestFirst = texts(subscriptions(""), "id");
    assertThat(texts(subscriptions("?sortOrder=DESC"), "id"))
        .isEqualTo(oldestFirst.stream().sorted(Collections.reverseOrder()).toList());
    for (String field :
        List.of("APPLICATION", "COMPANY", "OWNER", "STATUS", "SUBSCRIPTION_ID", "DATE")) {
      var paged = new ArrayList<String>();
      for (int start = 0; start < 4; start += 2) {
        paged.addAll(texts(subscriptions("?sortField=" + field + "&count=2&start=" + start), "id"));
      }
      assertThat(paged).containsExactlyInAnyOrderElementsOf(oldestFirst);
    }
  }

  private static JsonArray subscriptions(String query) {
    return list("listCompanySubscriptions", "/subscriptions" + query);
  }

  @Test
  void badInputIsAnswered400OrFourOhFour() {
    for (String query :
        List.of(
            "/subscriptions?fromDate=yesterday",
            "/subscriptions?fromDate=2026/02/30%2000:00:00",
            "/subscriptions?status=GONE",
            "/subscriptions?expand=everything",
            "/subscriptions?start=-1",
            "/subscriptions?start=99999999999",
            "/orders?applicationIds=x",
            "/orders?startDateFrom=1e300",
            "/invoices?sortField=NAME",
            "/invoices?count=0",
            "/payments?fromDate=-5")) {
      assertThat(shop.manager.get(shop.path(query)).status()).as(query).isEqualTo(400);
    }
    for (String path :
        List.of(
            "/invoices/99999999999999999999",
            "/invoices/1",
            "/payments/x",
            "/orders/1.5",
            "/subscriptions/not-a-uuid",
            "/subscriptions/" + Ids.uuid7(),
            "/companies/none/invoices")) {
      assertThat(shop.manager.get("/api/billing/v1" + path).status()).as(path).isEqualTo(404);
    }
  }
}
