package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The demo's assisted sales: a reseller with a manager and an agent, its customer with a card, and
 * clients that act as those two.
 */
final class DemoResellers {
  private final GatewayClient manager;

  DemoResellers(GatewayClient manager) {
    this.manager = manager;
  }

  void create(JsonObject demo) {
    String reseller =
        company("Southwind Resale", "southwind", "Rita", "rita@southwind.example", true);
    String customer = company("Lagoon Books", "lagoon", "Lena", "lena@lagoon.example", false);
    String rita = user("rita@southwind.example");
    String lena = user("lena@lagoon.example");
    manager
        .post(
            "/admin/v1/companies/" + customer + "/parent",
            new JsonObject().put("parentId", reseller))
        .ok();
    String agent = member(reseller, rita, "ravi@southwind.example", "Ravi", "ROLE_RESELLER");
    String boss = member(reseller, rita, "ruth@southwind.example", "Ruth", "ROLE_RESELLER_MANAGER");
    demo.put("DEMO_RESELLER_COMPANY_ID", reseller);
    demo.put("DEMO_RESELLER_USER_ID", agent);
    demo.put("DEMO_RESELLER_MANAGER_ID", boss);
    demo.put("DEMO_RESELLER_CUSTOMER_COMPANY_ID", customer);
    demo.put("DEMO_RESELLER_CUSTOMER_USER_ID", lena);
    card(customer, lena);
    client(demo, "RESELLER", reseller, agent, "ROLE_RESELLER");
    client(demo, "RESELLER_MANAGER", reseller, boss, "ROLE_RESELLER_MANAGER");
  }

  private String company(
      String name, String externalId, String firstName, String email, boolean reseller) {
    return manager
        .post(
            "/api/account/v2/companies",
            new JsonObject()
                .put("name", name)
                .put("externalId", externalId)
                .put("countryCode", "US")
                .put("reseller", reseller)
                .put(
                    "firstUser",
                    new JsonObject()
                        .put("firstName", firstName)
                        .put("lastName", "Demo")
                        .put("email", email)))
        .ok()
        .json()
        .getString("uuid");
  }

  private String member(String company, String inviter, String email, String name, String role) {
    return manager
        .post(
            "/api/account/v2/companies/" + company + "/memberships?inviterUuid=" + inviter,
            new JsonObject()
                .put(
                    "user",
                    new JsonObject()
                        .put("email", email)
                        .put("firstName", name)
                        .put("lastName", "Demo"))
                .put("roles", new JsonArray().add(role)))
        .ok()
        .json()
        .getJsonObject("user")
        .getString("uuid");
  }

  private String user(String email) {
    return manager
        .get("/api/account/v2/users?" + GatewayClient.encode(Map.of("email", email)))
        .ok()
        .json()
        .getJsonArray("content")
        .getJsonObject(0)
        .getString("uuid");
  }

  private void card(String company, String user) {
    JsonObject card =
        new JsonObject()
            .put("number", "4242424242424242")
            .put("securityCode", "123")
            .put("name", "Demo")
            .put("expirationMonth", 12)
            .put("expirationYear", 2035)
            .put("type", "VISA");
    manager
        .post(
            "/api/billing/v1/companies/" + company + "/users/" + user + "/paymentInstruments",
            new JsonObject()
                .put("paymentMethod", "CREDIT_CARD")
                .put("isDefault", true)
                .put("creditCard", card))
        .ok();
  }

  private void client(JsonObject demo, String name, String company, String user, String role) {
    JsonObject made =
        manager
            .post(
                "/admin/v1/clients",
                new JsonObject()
                    .put("dialect", "appdirect")
                    .put("kind", "client_credentials")
                    .put("name", "Demo " + role)
                    .put("companyId", company)
                    .put("userId", user)
                    .put("roles", new JsonArray().add(role)))
            .ok()
            .json();
    demo.put(name + "_CLIENT_ID", made.getString("clientId"));
    demo.put(name + "_CLIENT_SECRET", made.getString("clientSecret"));
  }
}
