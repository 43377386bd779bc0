package dev.emporium.local;

import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The demo's agency and sub-account, their users, one card and one wallet. */
final class DemoCustomers {
  private final GatewayClient manager;

  DemoCustomers(GatewayClient manager) {
    this.manager = manager;
  }

  void create(JsonObject demo) {
    String agency = company("Northwind Agency", "northwind", "Nora", "nora@northwind.example");
    String location = company("Harbour Cafe", "harbour", "Hugo", "hugo@harbour.example");
    String nora = user("nora@northwind.example");
    manager
        .post(
            "/admin/v1/companies/" + location + "/parent", new JsonObject().put("parentId", agency))
        .ok();
    manager
        .post(
            "/api/account/v2/companies/" + location + "/memberships?inviterUuid=" + nora,
            new JsonObject()
                .put("user", new JsonObject().put("email", "nora@northwind.example"))
                .put("roles", new JsonArray().add("ROLE_SYS_ADMIN")))
        .ok();
    String password = Ids.alphanumeric(20);
    manager
        .put("/admin/v1/users/" + nora + "/password", new JsonObject().put("password", password))
        .ok();
    demo.put("DEMO_AGENCY_COMPANY_ID", agency);
    demo.put("DEMO_COMPANY_ID", location);
    demo.put("DEMO_USER_ID", nora);
    demo.put("DEMO_USER_EMAIL", "nora@northwind.example");
    demo.put("DEMO_USER_PASSWORD", password);
    demo.put("DEMO_CUSTOMER_USER_ID", user("hugo@harbour.example"));
    demo.put("HIGHLEVEL_COMPANY_ID", highlevelId(agency));
    demo.put("HIGHLEVEL_LOCATION_ID", highlevelId(location));
    card(demo, location, demo.getString("DEMO_CUSTOMER_USER_ID"));
    card(demo, location, nora);
    Patience.until(
        "billing knows the sub-account",
        () -> {
          var answer =
              manager.post(
                  "/admin/v1/wallets/" + demo.getString("HIGHLEVEL_LOCATION_ID") + "/funds",
                  new JsonObject()
                      .put("amount", "100.00")
                      .put("currency", "USD")
                      .put("reference", "demo"));
          return answer.status() == 404 ? null : answer.ok();
        });
  }

  private String company(String name, String externalId, String firstName, String email) {
    return manager
        .post(
            "/api/account/v2/companies",
            new JsonObject()
                .put("name", name)
                .put("externalId", externalId)
                .put("countryCode", "US")
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

  private String user(String email) {
    return manager
        .get("/api/account/v2/users?" + GatewayClient.encode(java.util.Map.of("email", email)))
        .ok()
        .json()
        .getJsonArray("content")
        .getJsonObject(0)
        .getString("uuid");
  }

  private String highlevelId(String company) {
    return manager.get("/admin/v1/companies/" + company).ok().json().getString("highlevelId");
  }

  private void card(JsonObject demo, String company, String user) {
    JsonObject card =
        new JsonObject()
            .put("number", "4242424242424242")
            .put("securityCode", "123")
            .put("name", "Demo")
            .put("expirationMonth", 12)
            .put("expirationYear", 2035)
            .put("type", "VISA");
    String path = "/api/billing/v1/companies/" + company + "/users/" + user + "/paymentInstruments";
    var answer =
        manager.post(
            path,
            new JsonObject()
                .put("paymentMethod", "CREDIT_CARD")
                .put("isDefault", true)
                .put("creditCard", card));
    demo.put("DEMO_PAYMENT_INSTRUMENT_ID", answer.ok().json().getString("id"));
  }
}
