package dev.emporium.checkout;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A marketplace in which a reseller sells to a customer; every answer is checked against the
 * contract.
 */
final class SalesFloor extends Neighbours {
  static final String V1 = "/api/assistedSales/v1/opportunities";
  static final String V2 = "/api/assistedSales/v2/opportunities";
  static final ContractReplay CONTRACT =
      ContractReplay.of("contract/checkout/appdirect-opportunities.yaml");

  final UUID reseller = UUID.randomUUID();
  final UUID agent = UUID.randomUUID();
  final UUID manager = UUID.randomUUID();
  final UUID company = UUID.randomUUID();
  final UUID customer = UUID.randomUUID();
  final Principal agentCaller = caller(agent, reseller, "ROLE_RESELLER");
  final Principal managerCaller = caller(manager, reseller, "ROLE_RESELLER_MANAGER");
  final Principal channelAdmin = caller(null, null, "ROLE_CHANNEL_ADMIN");
  private final TestService service;

  SalesFloor(Emporium emporium, TestService service) {
    super(emporium);
    this.service = service;
    company(reseller, null, "Acme Resale", true);
    company(company, reseller, "Customer Company", false);
    member(agent, reseller, "John", "ROLE_RESELLER");
    member(manager, reseller, "Mary", "ROLE_RESELLER_MANAGER");
    member(customer, company, "Jane", "ROLE_SYS_ADMIN");
  }

  Principal caller(UUID user, UUID of, String... roles) {
    return Principals.appdirect(marketplace, user, of, roles);
  }

  void member(UUID user, UUID of, String name, String... roles) {
    user(user, of, name.toLowerCase(Locale.ROOT) + "@acme.com", name, "Doe");
    joined(user, of, roles);
  }

  /** The customer's card. */
  void card() {
    card(customer, company);
  }

  /** A percentage off, with this code. */
  void discount(String code, String percentage, Integer maxRedemptions) {
    discount(
        new JsonObject()
            .put("discountNumber", 17)
            .put("code", code)
            .put("description", percentage + "% off")
            .put("percentage", percentage)
            .put("autoApply", false)
            .put("maxRedemptions", maxRedemptions));
  }

  /** What billing says of a purchase of an opportunity. */
  void ended(String type, String opportunity, String purchase, JsonObject data) {
    ended(type, "opportunity", opportunity, purchase, data);
  }

  /** Every event of one opportunity, in order, once there are at least so many. */
  List<Received> events(String opportunity, int atLeast) {
    return events(emporium, "opportunity/" + opportunity, atLeast);
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
    return Answer.checked(List.of(CONTRACT), method, path, response);
  }

  /** A request to the platform's own operations. */
  Answer admin(String method, String path, JsonObject body) {
    return Answer.of(
        service
            .as(channelAdmin)
            .send(
                method,
                path,
                body == null ? null : "application/json",
                body == null ? null : body.encode()));
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
}
