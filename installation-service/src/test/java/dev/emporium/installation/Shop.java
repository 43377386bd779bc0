package dev.emporium.installation;

import static dev.emporium.testkit.Emporium.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A running installation service with a stand-in for billing, and what the tests need in it. */
final class Shop {
  final Emporium emporium;
  final TestService service;
  final TestService billing;
  final UUID marketplace;
  private final CompanyStore companies = new CompanyStore();
  private final MembershipStore memberships = new MembershipStore();
  private final UserStore users = new UserStore(companies, memberships);

  private Shop(Emporium emporium, TestService service, TestService billing, UUID marketplace) {
    this.emporium = emporium;
    this.service = service;
    this.billing = billing;
    this.marketplace = marketplace;
  }

  static Shop open(Emporium emporium) {
    return open(emporium, Map.of());
  }

  /** As {@link #open(Emporium)} with more variables. */
  static Shop open(Emporium emporium, Map<String, String> variables) {
    TestService service =
        emporium.start(
            "installation",
            wiring ->
                new InstallationsWiring(wiring, AccountStores.from(wiring), Duration.ofSeconds(8))
                    .wire(),
            variables);
    TestService billing = emporium.start("billing", new StandInBilling()::wire);
    return new Shop(emporium, service, billing, null).another();
  }

  /** The same service, another marketplace. */
  Shop another() {
    UUID id = service.marketplace();
    service.rows(
        """
        insert into marketplace_profile (marketplace_id, openchannel_id, partner, name, currency, created_at)
        values (?, ?, ?, 'Test', 'USD', now()) returning marketplace_id
        """,
        id,
        Ids.hex24(),
        Ids.alphanumeric(12).toUpperCase(Locale.ROOT));
    billing.rows(
        "insert into kit.marketplace (marketplace_id, currency) values (?, 'USD') returning currency",
        id);
    return new Shop(emporium, service, billing, id);
  }

  /** OpenChannel's caller. */
  TestClient openchannel() {
    return service.as(Principals.openchannel(marketplace));
  }

  Company company(String name, UUID parent) {
    return await(
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    companies.create(
                        tx,
                        parent == null
                            ? Company.named(name, tx.now())
                            : Company.named(name, tx.now()).under(parent, tx.now()))));
  }

  User user(UUID company) {
    return await(
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    users
                        .create(
                            tx,
                            User.withEmail(
                                company,
                                Ids.alphanumeric(10) + "@example.com",
                                "Ada",
                                "Lovelace",
                                true,
                                tx.now()))
                        .compose(
                            user ->
                                memberships
                                    .create(
                                        tx,
                                        Membership.create(
                                            company,
                                            user.userId(),
                                            Set.of("ROLE_SYS_ADMIN"),
                                            tx.now()))
                                    .map(user))));
  }

  /** An OpenChannel user of a group, as the other half makes it. */
  UserStore.Placed member(String userId, String group) {
    return await(
        service.database().inMarketplace(marketplace, tx -> users.openChannel(tx, userId, group)));
  }

  /** Gives a company something to pay with; the id decides what billing makes of it. */
  void card(UUID company, String id) {
    emporium.publish(
        "billing",
        marketplace,
        "payment-instrument.added",
        "payment-instrument/" + id,
        new JsonObject()
            .put("paymentInstrumentId", id)
            .put("companyId", company.toString())
            .put("method", "CREDIT_CARD")
            .put("isDefault", true)
            .put("usable", true));
  }

  /** An app on sale with these plans, as the catalog tells of it. */
  JsonObject app(JsonObject... plans) {
    var app =
        new JsonObject()
            .put("appId", Ids.uuid7().toString())
            .put("openchannelId", Ids.hex24())
            .put("applicationId", 17)
            .put("developerId", "dev-1")
            .put("name", "Hot Water Assist")
            .put("version", 1)
            .put("status", "approved")
            .put("onSale", true)
            .put("editionId", Ids.uuid7().toString())
            .put("access", new JsonArray())
            .put("allow", new JsonObject())
            .put("restrict", new JsonObject())
            .put("plans", new JsonArray(List.of(plans)))
            .put(
                "integration",
                new JsonObject().put("appVersionId", Ids.hex24()).putNull("externalAuth"));
    tell("app.approved", app);
    return app;
  }

  /** Publishes the catalog's news of an app and waits until it is known. */
  void tell(String type, JsonObject app) {
    String id = app.getString("appId");
    emporium.publish(
        "catalog", marketplace, type, "app/" + id, new JsonObject().put("app", app.copy()));
    Emporium.eventually(
        () ->
            assertThat(
                    service.rows(
                        "select data::text from offer where app_id = ?", UUID.fromString(id)))
                .anySatisfy(
                    row -> assertThat(new JsonObject((String) row.get("data"))).isEqualTo(app)));
  }

  static JsonObject plan(String type, String price, int trialDays, String license) {
    boolean recurring = type.equals("recurring");
    return new JsonObject()
        .put("planId", Ids.uuid7().toString())
        .put("paymentPlanNumber", 5)
        .put("modelId", type)
        .put("name", type)
        .put("type", type)
        .put("price", new JsonObject().put("amount", price).put("currency", "USD"))
        .put("trialDays", trialDays)
        .put("license", license)
        .put("billingPeriod", recurring ? "monthly" : null)
        .put("billingPeriodUnit", recurring ? 1 : null)
        .put("commission", 3050)
        .put("feePayer", "marketplace")
        .put(
            "cost",
            new JsonObject()
                .put("costId", "c-1")
                .put("category", recurring ? "RECURRING" : "ONE_TIME")
                .put("costType", recurring ? "RECURRING_FLAT" : "ONE_TIME_FLAT")
                .put("strategy", type.equals("free") ? "FREE" : "FLAT"));
  }

  static JsonObject free() {
    return plan("free", "0.00", 0, "single");
  }

  /** Completes a subscription's JSON with what follows from the rest. */
  static JsonObject subscription(JsonObject given, String price) {
    JsonObject money = new JsonObject().put("amount", price).put("currency", "USD");
    return given
        .copy()
        .put("applicationId", 17)
        .put("price", money)
        .put("orderId", 100)
        .put("startedAt", "2026-03-01T00:00:00Z")
        .putNull("cancelledAt")
        .put(
            "model",
            new JsonObject()
                .put("type", given.getString("type"))
                .put("price", money)
                .put("trialDays", 0)
                .put("license", given.getString("license"))
                .put(
                    "billingPeriod", given.getString("type").equals("recurring") ? "monthly" : null)
                .put("billingPeriodUnit", given.getString("type").equals("recurring") ? 1 : null)
                .put("commission", 3050));
  }

  /** A subscription of an app's plan that a cart sold to a company. */
  static JsonObject sold(JsonObject app, JsonObject plan, UUID company, UUID user, String status) {
    return subscription(
        new JsonObject()
            .put("subscriptionId", Ids.uuid7().toString())
            .put("purchaseId", Ids.uuid7().toString())
            .put("itemId", Ids.uuid7().toString())
            .putNull("installationId")
            .put("origin", "cart")
            .put("appId", app.getString("appId"))
            .put("planId", plan.getString("planId"))
            .put("modelId", plan.getString("modelId"))
            .put("companyId", company.toString())
            .put("userId", user == null ? null : user.toString())
            .put("type", plan.getString("type"))
            .put("license", plan.getString("license"))
            .put("status", status)
            .put("trialEndsAt", status.equals("FREE_TRIAL") ? "2026-03-15T00:00:00Z" : null)
            .put(
                "periodEndsAt",
                plan.getString("type").equals("recurring") ? "2026-04-01T00:00:00Z" : null),
        plan.getJsonObject("price").getString("amount"));
  }

  /** Publishes billing's news of a subscription. */
  void tellSubscription(String type, JsonObject subscription) {
    emporium.publish(
        "billing",
        marketplace,
        type,
        "subscription/" + subscription.getString("subscriptionId"),
        new JsonObject().put("subscription", subscription.copy()));
  }

  JsonObject install(JsonObject app, String user, String model) {
    var answer = installing(app, user, model);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  TestClient.Response installing(JsonObject app, String user, String model) {
    return openchannel()
        .post(
            "/v2/ownership/install",
            new JsonObject()
                .put("appId", app.getString("openchannelId"))
                .put("userId", user)
                .put("modelId", model));
  }
}
