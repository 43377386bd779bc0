package dev.emporium.billing;

import dev.emporium.billing.store.Books;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A marketplace with a company, a user and an app, as other services would have told of them. */
final class Fixture {
  static final ContractReplay APPDIRECT = ContractReplay.of("contract/billing/appdirect.yaml");
  static final ContractReplay OPENCHANNEL = ContractReplay.of("contract/billing/openchannel.yaml");
  static final ContractReplay ADMIN = ContractReplay.of("contract/billing/admin.yaml");
  final Emporium emporium;
  final TestService billing;
  final UUID marketplace;
  final UUID company = Ids.uuid7();
  final UUID user = Ids.uuid7();
  final UUID app = Ids.uuid7();
  final UUID edition = Ids.uuid7();
  final String openchannelApp = Ids.hex24();
  final String openchannelUser = "user-" + user;
  final TestClient manager;
  final TestClient portal;

  Fixture(Emporium emporium, TestService billing) {
    this.emporium = emporium;
    this.billing = billing;
    this.marketplace = billing.marketplace();
    this.manager = billing.as(Principals.appdirect(marketplace, null, null, "ROLE_CHANNEL_ADMIN"));
    this.portal = billing.as(Principals.openchannel(marketplace));
    company(company, null, Ids.alphanumeric20());
    emporium.publish(
        "installation",
        marketplace,
        "user.created",
        "user/" + user,
        new JsonObject()
            .put("userId", user.toString())
            .put("companyId", company.toString())
            .put("openchannelUserId", openchannelUser)
            .put("firstName", "Ada")
            .put("lastName", "Lovelace")
            .put("email", "ada@example.com"));
    emporium.publish(
        "catalog",
        marketplace,
        "app.approved",
        "app/" + app,
        new JsonObject()
            .put(
                "app",
                new JsonObject()
                    .put("appId", app.toString())
                    .put("openchannelId", openchannelApp)
                    .put("developerId", "123")
                    .put("applicationId", 5)
                    .put("name", "Plans")
                    .put("editionId", edition.toString())
                    .put("editionNumber", 12)
                    .put("plans", new JsonArray())));
    Emporium.eventually(
        () -> {
          check("select 1 from known_user where user_id = ?", user);
          check("select 1 from known_app where app_id = ?", app);
        });
  }

  private void check(String sql, UUID id) {
    if (billing.rows(sql, id).isEmpty()) {
      throw new AssertionError(sql + " " + id);
    }
  }

  void company(UUID id, UUID parent, String highlevelId) {
    emporium.publish(
        "installation",
        marketplace,
        "company.created",
        "company/" + id,
        new JsonObject()
            .put("companyId", id.toString())
            .put("parentId", parent == null ? null : parent.toString())
            .put("highlevelId", highlevelId)
            .put("name", "Company " + highlevelId)
            .put("enabled", true));
  }

  String path(String end) {
    return "/api/billing/v1/companies/" + company + end;
  }

  /** Adds a card through the API. */
  UUID card(String number) {
    JsonObject body = APPDIRECT.requestObject("createPaymentInstrument");
    body.remove("accountDisplay");
    body.getJsonObject("creditCard").put("number", number);
    var answer =
        APPDIRECT.check(
            "createPaymentInstrument",
            manager.post(path("/users/" + user + "/paymentInstruments"), body));
    return UUID.fromString(answer.json().getString("id"));
  }

  JsonObject item(String type, int trialDays, String total) {
    boolean trial = trialDays > 0;
    return new JsonObject()
        .put("itemId", Ids.uuid7().toString())
        .put("appId", app.toString())
        .put("applicationId", 5)
        .put("appName", "Plans")
        .put("editionId", edition.toString())
        .put("planId", Ids.uuid7().toString())
        .put("paymentPlanNumber", 33)
        .put("modelId", "m1")
        .put("type", type)
        .put("license", "single")
        .put("trialDays", trialDays)
        .put("billingPeriod", type.equals("recurring") ? "monthly" : null)
        .put("billingPeriodUnit", type.equals("recurring") ? 1 : null)
        .put("commission", 3050)
        .put("quantity", "1")
        .put(
            "lines",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("costId", "c1")
                        .put("category", type.equals("recurring") ? "RECURRING" : "ONE_TIME")
                        .put("costType", "RECURRING_FLAT")
                        .put("strategy", "FLAT")
                        .put("unit", null)
                        .put("description", "Fee")
                        .put("quantity", "1.0000000000")
                        .put("unitPrice", total)
                        .put("total", total)))
        .put("dueNow", trial ? "0.00" : total)
        .put("recurring", type.equals("recurring") ? total : null);
  }

  JsonObject purchase(JsonObject... items) {
    BigDecimal due = BigDecimal.ZERO;
    for (JsonObject item : items) {
      due = due.add(new BigDecimal(item.getString("dueNow")));
    }
    return new JsonObject()
        .put("purchaseId", Ids.uuid7().toString())
        .put("origin", "cart")
        .put("cartId", Ids.hex24())
        .put("installationId", null)
        .put("buyerUserId", user.toString())
        .put("buyerCompanyId", company.toString())
        .put("ownerUserId", user.toString())
        .put("ownerCompanyId", company.toString())
        .put("currency", "USD")
        .put("paymentInstrumentId", null)
        .put("placedAt", Instant.now(java.time.Clock.systemUTC()).toString())
        .put("items", new JsonArray(List.of(items)))
        .put("dueNow", due.toPlainString());
  }

  Received place(JsonObject purchase) {
    return emporium.publish(
        "checkout",
        marketplace,
        "purchase.placed",
        "cart/" + purchase.getString("cartId"),
        purchase);
  }

  /** The event that ends a purchase. */
  Received ended(JsonObject purchase) {
    return emporium.awaitEvent(
        "billing", event -> event.subject().equals("purchase/" + purchase.getString("purchaseId")));
  }

  Received buy(JsonObject... items) {
    JsonObject purchase = purchase(items);
    place(purchase);
    return ended(purchase);
  }

  List<Received> events(String type) {
    return emporium.events("billing").stream()
        .filter(e -> e.marketplace().equals(marketplace) && e.type().equals(type))
        .toList();
  }

  /** Moves this marketplace's clock. */
  void clock(long offsetMillis) {
    emporium.publish(
        "installation",
        marketplace,
        "marketplace.updated",
        "marketplace/" + marketplace,
        new JsonObject()
            .put("marketplaceId", marketplace.toString())
            .put("name", "Test")
            .put("currency", "USD")
            .put("clockOffsetMillis", offsetMillis));
  }

  /** Sets payments up through the API. */
  void payments(String gateway) {
    JsonObject body = ADMIN.requestObject("putPaymentSettings").put("gateway", gateway);
    var answer =
        ADMIN.check("putPaymentSettings", manager.put("/admin/v1/payments/settings", body));
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
  }

  /** Installation tells of an ownership of a subscription, which may be null; gives its id. */
  String ownership(UUID subscription) {
    String ownershipId = Ids.hex24();
    UUID installation = Ids.uuid7();
    emporium.publish(
        "installation",
        marketplace,
        "installation.activated",
        "installation/" + installation,
        new JsonObject()
            .put(
                "installation",
                new JsonObject()
                    .put("installationId", installation.toString())
                    .put("ownershipId", ownershipId)
                    .put("appId", app.toString())
                    .put("companyId", company.toString())
                    .put("userId", user.toString())
                    .put("subscriptionId", subscription == null ? null : subscription.toString())
                    .put("licence", "active")));
    Emporium.eventually(
        () -> {
          if (billing
              .rows("select 1 from known_installation where ownership_id = ?", ownershipId)
              .isEmpty()) {
            throw new AssertionError(ownershipId);
          }
        });
    return ownershipId;
  }

  /** The subscription of the newest purchase. */
  UUID subscription() {
    return UUID.fromString(
        manager
            .get(path("/subscriptions?sortOrder=DESC"))
            .array()
            .getJsonObject(0)
            .getString("id"));
  }

  /** Fails when a figure does not add up. */
  void assertBalanced() {
    var wrong = Emporium.await(billing.database().read(marketplace, Books::differences));
    if (!wrong.isEmpty()) {
      throw new AssertionError(wrong);
    }
  }
}
