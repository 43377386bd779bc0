package dev.emporium.checkout;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.http.Operation;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A marketplace in which a reseller sells to a customer: tells checkout what the other services
 * would, and checks every answer against the contract.
 */
final class SalesFloor {
  static final String V1 = "/api/assistedSales/v1/opportunities";
  static final String V2 = "/api/assistedSales/v2/opportunities";
  static final ContractReplay CONTRACT =
      ContractReplay.of("contract/checkout/appdirect-opportunities.yaml");

  /** An answer; {@code json} is null without a body. */
  record Answer(int status, Object json) {
    JsonObject object() {
      return (JsonObject) json;
    }

    JsonArray array() {
      return (JsonArray) json;
    }

    /** Status and the vendor's code, such as {@code 404 OPPORTUNITY_NOT_FOUND}. */
    String code() {
      return status + " " + object().getString("code");
    }

    JsonObject ok() {
      if (status != 200) {
        throw new AssertionError(status + ": " + json);
      }
      return object();
    }
  }

  final UUID marketplace = UUID.randomUUID();
  final UUID reseller = UUID.randomUUID();
  final UUID agent = UUID.randomUUID();
  final UUID manager = UUID.randomUUID();
  final UUID company = UUID.randomUUID();
  final UUID customer = UUID.randomUUID();
  final Principal agentCaller = caller(agent, reseller, "ROLE_RESELLER");
  final Principal managerCaller = caller(manager, reseller, "ROLE_RESELLER_MANAGER");
  final Principal channelAdmin = caller(null, null, "ROLE_CHANNEL_ADMIN");
  private final Emporium emporium;
  private final TestService service;

  SalesFloor(Emporium emporium, TestService service) {
    this.emporium = emporium;
    this.service = service;
    publish(
        "installation",
        "marketplace.created",
        "marketplace/" + marketplace,
        1,
        new JsonObject()
            .put("marketplaceId", marketplace.toString())
            .put("partner", "P-" + marketplace.toString().substring(0, 8))
            .put("currency", "USD")
            .put("clockOffsetMillis", 0));
    company(reseller, null, "Acme Resale", true);
    company(company, reseller, "Customer Company", false);
    member(agent, reseller, "John", "ROLE_RESELLER");
    member(manager, reseller, "Mary", "ROLE_RESELLER_MANAGER");
    member(customer, company, "Jane", "ROLE_SYS_ADMIN");
  }

  Principal caller(UUID user, UUID of, String... roles) {
    return Principals.appdirect(marketplace, user, of, roles);
  }

  void company(UUID id, UUID parent, String name, boolean resells) {
    publish(
        "installation",
        "company.created",
        "company/" + id,
        1,
        new JsonObject()
            .put("companyId", id.toString())
            .put("parentId", parent == null ? null : parent.toString())
            .put("name", name)
            .put("reseller", resells)
            .put("enabled", true));
  }

  void member(UUID user, UUID of, String name, String... roles) {
    publish(
        "installation",
        "user.created",
        "user/" + user,
        1,
        new JsonObject()
            .put("userId", user.toString())
            .put("companyId", of.toString())
            .put("email", name.toLowerCase(Locale.ROOT) + "@acme.com")
            .put("firstName", name)
            .put("lastName", "Doe")
            .put("enabled", true)
            .put("customData", new JsonObject()));
    publish(
        "installation",
        "membership.created",
        "membership/" + of + "/" + user,
        1,
        new JsonObject()
            .put("userId", user.toString())
            .put("companyId", of.toString())
            .put("roles", new JsonArray(List.of(roles)))
            .put("enabled", true));
  }

  /** The customer's card. */
  void card() {
    String id = UUID.randomUUID().toString();
    publish(
        "billing",
        "payment-instrument.added",
        "payment-instrument/" + id,
        1,
        new JsonObject()
            .put("paymentInstrumentId", id)
            .put("companyId", company.toString())
            .put("userId", customer.toString())
            .put("method", "CREDIT_CARD")
            .put("isDefault", true)
            .put("usable", true));
  }

  /** What the catalog says of an app; see {@link SalesCatalog}. */
  void app(JsonObject app, long sequence) {
    publish(
        "catalog",
        sequence == 1 ? "app.approved" : "app.updated",
        "app/" + app.getString("appId"),
        sequence,
        new JsonObject().put("app", app));
  }

  /** A percentage off, with this code. */
  void discount(String code, String percentage, Integer maxRedemptions) {
    String id = UUID.randomUUID().toString();
    publish(
        "billing",
        "discount.created",
        "discount/" + id,
        1,
        new JsonObject()
            .put(
                "discount",
                new JsonObject()
                    .put("discountId", id)
                    .put("discountNumber", 17)
                    .put("code", code)
                    .put("description", percentage + "% off")
                    .put("percentage", percentage)
                    .put("autoApply", false)
                    .put("maxRedemptions", maxRedemptions)));
  }

  /** What billing says of a purchase of an opportunity. */
  void ended(String type, String opportunity, String purchase, JsonObject data) {
    publish(
        "billing",
        type,
        "purchase/" + purchase,
        1,
        data.put("purchaseId", purchase)
            .put("origin", "opportunity")
            .put("opportunityId", opportunity));
  }

  private void publish(String topic, String type, String subject, long sequence, JsonObject data) {
    emporium.publish(
        topic,
        new Received(
            UUID.randomUUID().toString(),
            "/" + topic,
            type,
            marketplace,
            subject,
            sequence,
            Instant.ofEpochMilli(1_800_000_000_000L),
            data));
  }

  /** Every event of one opportunity, in order, once there are at least so many. */
  List<Received> events(String opportunity, int atLeast) {
    var found = new AtomicReference<List<Received>>();
    Emporium.eventually(
        () -> {
          found.set(
              emporium.events("checkout").stream()
                  .filter(event -> event.subject().equals("opportunity/" + opportunity))
                  .toList());
          if (found.get().size() < atLeast) {
            throw new AssertionError(found.get().stream().map(Received::type).toList());
          }
        });
    return found.get();
  }

  /** A request, checked against the contract; {@code path} is complete. */
  Answer call(Principal caller, String method, String path, Object body) {
    TestClient.Response response =
        service
            .as(caller)
            .with("Accept-Language", "en-US")
            .send(
                method,
                path,
                body == null ? null : "application/json",
                body == null ? null : body.toString());
    CONTRACT.check(operation(method, path.split("\\?", 2)[0]), response);
    return answer(response);
  }

  /** A request to the platform's own operations. */
  Answer admin(String method, String path, JsonObject body) {
    return answer(
        service
            .as(channelAdmin)
            .send(
                method,
                path,
                body == null ? null : "application/json",
                body == null ? null : body.encode()));
  }

  private static Answer answer(TestClient.Response response) {
    return new Answer(
        response.status(),
        response.body().length() == 0 ? null : ExactJson.read(response.body().getBytes()));
  }

  /** The body of an opportunity that the agent makes for the customer. */
  JsonObject opportunity(JsonObject... items) {
    return new JsonObject()
        .put("ownerId", agent.toString())
        .put("ownerCompanyId", reseller.toString())
        .put("customerId", customer.toString())
        .put("customerCompanyId", company.toString())
        .put("items", new JsonArray(List.of(items)));
  }

  /** Makes it as its agent. */
  JsonObject create(JsonObject... items) {
    return call(agentCaller, "POST", V1, opportunity(items)).ok();
  }

  JsonObject get(Principal caller, String id, String part) {
    return call(caller, "GET", V1 + "/" + id + part, null).ok();
  }

  static JsonObject item(String plan) {
    return new JsonObject().put("pricingPlanId", plan);
  }

  static JsonObject item(String plan, int users) {
    return item(plan)
        .put(
            "units",
            new JsonArray().add(new JsonObject().put("unit", "USER").put("quantity", users)));
  }

  /** A literal path wins over a template, as in the router. */
  private static String operation(String method, String path) {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> path.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparing(operation -> operation.path().split("\\{").length))
        .map(Operation::id)
        .orElseThrow(() -> new AssertionError(method + " " + path));
  }
}
