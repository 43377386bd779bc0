package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The demo's assisted sales: a reseller with a manager and an agent, its customer with a card, and
 * clients that act as those two.
 */
final class DemoResellers {
  private final GatewayClient manager;
  private final Accounts accounts;

  DemoResellers(GatewayClient manager) {
    this.manager = manager;
    this.accounts = new Accounts(manager);
  }

  void create(JsonObject demo) {
    String reseller =
        accounts.company(
            Demo.company("Southwind Resale", "southwind", "Rita", "rita@southwind.example")
                .put("reseller", true));
    String customer =
        accounts.company(Demo.company("Lagoon Books", "lagoon", "Lena", "lena@lagoon.example"));
    String rita = accounts.user("rita@southwind.example");
    String lena = accounts.user("lena@lagoon.example");
    accounts.under(reseller, customer);
    String agent =
        accounts.member(
            reseller, rita, Demo.person("Ravi", "ravi@southwind.example"), "ROLE_RESELLER");
    String boss =
        accounts.member(
            reseller, rita, Demo.person("Ruth", "ruth@southwind.example"), "ROLE_RESELLER_MANAGER");
    demo.put("DEMO_RESELLER_COMPANY_ID", reseller);
    demo.put("DEMO_RESELLER_USER_ID", agent);
    demo.put("DEMO_RESELLER_MANAGER_ID", boss);
    demo.put("DEMO_RESELLER_CUSTOMER_COMPANY_ID", customer);
    demo.put("DEMO_RESELLER_CUSTOMER_USER_ID", lena);
    accounts.card(customer, lena, "Demo", Demo.CARD);
    client(demo, "RESELLER", reseller, agent, "ROLE_RESELLER");
    client(demo, "RESELLER_MANAGER", reseller, boss, "ROLE_RESELLER_MANAGER");
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
