package dev.emporium.local;

import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonObject;

/** The demo's agency and sub-account, their users, one card and one wallet. */
final class DemoCustomers {
  private final GatewayClient manager;
  private final Accounts accounts;

  DemoCustomers(GatewayClient manager) {
    this.manager = manager;
    this.accounts = new Accounts(manager);
  }

  void create(JsonObject demo) {
    String agency =
        accounts.company(
            Demo.company("Northwind Agency", "northwind", "Nora", "nora@northwind.example"));
    String location =
        accounts.company(Demo.company("Harbour Cafe", "harbour", "Hugo", "hugo@harbour.example"));
    String nora = accounts.user("nora@northwind.example");
    String hugo = accounts.user("hugo@harbour.example");
    accounts.under(agency, location);
    accounts.member(
        location, nora, new JsonObject().put("email", "nora@northwind.example"), "ROLE_SYS_ADMIN");
    String password = Ids.alphanumeric(20);
    manager
        .put("/admin/v1/users/" + nora + "/password", new JsonObject().put("password", password))
        .ok();
    demo.put("DEMO_AGENCY_COMPANY_ID", agency);
    demo.put("DEMO_COMPANY_ID", location);
    demo.put("DEMO_USER_ID", nora);
    demo.put("DEMO_USER_EMAIL", "nora@northwind.example");
    demo.put("DEMO_USER_PASSWORD", password);
    demo.put("DEMO_CUSTOMER_USER_ID", hugo);
    demo.put("HIGHLEVEL_COMPANY_ID", accounts.highlevelId(agency));
    demo.put("HIGHLEVEL_LOCATION_ID", accounts.highlevelId(location));
    accounts.card(location, hugo, "Demo", Demo.CARD);
    demo.put("DEMO_PAYMENT_INSTRUMENT_ID", accounts.card(location, nora, "Demo", Demo.CARD));
    accounts.fund(demo.getString("HIGHLEVEL_LOCATION_ID"), "100.00", "demo");
  }
}
