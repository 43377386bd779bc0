package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.CheckoutService;
import dev.emporium.checkout.Neighbours;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A marketplace with a reseller, a rival, its own staff, and clients whose answers are checked. */
final class LeadShop extends Neighbours {
  static final ContractReplay CONTRACT =
      ContractReplay.of("contract/checkout/appdirect-leads.yaml");

  final UUID channel;
  final UUID reseller;
  final UUID rival;
  final UUID manager;
  final UUID seller;
  final UUID rivalSeller;
  final TestService service;

  LeadShop(Emporium emporium, TestService service) {
    super(emporium);
    this.service = service;
    channel = company("Channel", null);
    reseller = company("Reseller Company", null);
    rival = company("Rival", null);
    manager = user(channel, "ROLE_RESELLER_MANAGER");
    seller = user(reseller, "ROLE_RESELLER");
    rivalSeller = user(rival, "ROLE_RESELLER");
    String known =
        """
        select 1 from customer_company c join customer_membership m using (company_id)
        join customer_user u using (user_id) where c.marketplace_id = ?
        """;
    Emporium.eventually(
        () -> {
          if (service.rows(known, marketplace).size() < 3) {
            throw new AssertionError("people");
          }
        });
  }

  static TestService start(Emporium emporium) {
    return emporium.start("checkout", CheckoutService::wire);
  }

  UUID company(String name, UUID parent) {
    UUID id = UUID.randomUUID();
    company(id, parent, name, false);
    return id;
  }

  UUID user(UUID company, String... roles) {
    UUID id = UUID.randomUUID();
    user(id, company, id + "@example.com", "First", "Last");
    joined(id, company, roles);
    return id;
  }

  /** An app of this developer's; answers its id. */
  String product(String developer) {
    String id = UUID.randomUUID().toString();
    app(
        new JsonObject()
            .put("appId", id)
            .put("applicationId", 4711)
            .put("developerId", developer)
            .put("name", "Board")
            .put("onSale", true)
            .put("plans", new JsonArray()),
        1);
    return id;
  }

  /** A caller of the second API: every request names its context and company. */
  final class Caller {
    private final TestClient client;
    private final String standpoint;

    Caller(UUID user, UUID company, String role) {
      client = service.as(Principals.appdirect(marketplace, user, company, "ROLE_" + role));
      standpoint = "context=" + role + "&companyId=" + company;
    }

    TestClient client() {
      return client;
    }

    TestClient.Response list(String more) {
      return CONTRACT.check("listLeads", client.get("/api/lead/v2/leads?" + standpoint + more));
    }

    TestClient.Response create(JsonObject body) {
      return CONTRACT.check("createLead", client.post("/api/lead/v2/leads?" + standpoint, body));
    }

    TestClient.Response get(String id) {
      return CONTRACT.check("getLead", client.get("/api/lead/v2/leads/" + id + "?" + standpoint));
    }

    TestClient.Response patch(String id, JsonObject body) {
      return CONTRACT.check(
          "updateLead", client.patch("/api/lead/v2/leads/" + id + "?" + standpoint, body));
    }

    TestClient.Response discard(String id) {
      return CONTRACT.check(
          "discardLead", client.delete("/api/lead/v2/leads/" + id + "?" + standpoint));
    }

    TestClient.Response activities(String id, String more) {
      return CONTRACT.check(
          "listLeadActivities",
          client.get("/api/lead/v2/leads/" + id + "/activities?" + standpoint + more));
    }

    TestClient.Response assign(String id, UUID to) {
      var recipient =
          new JsonObject().put("participantType", "COMPANY").put("companyId", to.toString());
      return CONTRACT.check(
          "assignLead",
          client.post(
              "/api/lead/v2/assignment?" + standpoint,
              new JsonObject().put("leadId", id).put("recipient", recipient)));
    }

    TestClient.Response associate(String id, UUID user, UUID company) {
      var person = new JsonObject().put("id", user.toString()).put("companyId", company.toString());
      return CONTRACT.check(
          "associateLead",
          client.post(
              "/api/lead/v2/companyAssociation?" + standpoint,
              new JsonObject().put("leadId", id).put("user", person)));
    }

    TestClient.Response request(String id) {
      return step("requestLeadConversion", "conversionRequest", id);
    }

    TestClient.Response approve(String id) {
      return step("approveLeadConversion", "conversionApproval", id);
    }

    TestClient.Response convert(String id) {
      return step("convertLead", "conversion", id);
    }

    private TestClient.Response step(String operation, String path, String id) {
      return CONTRACT.check(
          operation, client.post("/api/lead/v2/" + path + "?" + standpoint + "&leadId=" + id));
    }
  }

  Caller manager() {
    return new Caller(manager, channel, "RESELLER_MANAGER");
  }

  Caller seller() {
    return new Caller(seller, reseller, "RESELLER");
  }

  Caller rival() {
    return new Caller(rivalSeller, rival, "RESELLER");
  }

  JsonObject manual(String name, String email) {
    return body("MANUAL", name, email);
  }

  JsonObject body(String type, String name, String email) {
    return new JsonObject()
        .put("partner", partner)
        .put("leadType", type)
        .put(
            "customer",
            new JsonObject()
                .put("company", new JsonObject().put("name", name).put("country", "US"))
                .put(
                    "contact",
                    new JsonObject()
                        .put("firstName", "John")
                        .put("lastName", "Doe")
                        .put("email", email)));
  }

  static String id(TestClient.Response made) {
    if (made.status() != 200) {
      throw new AssertionError(made.text());
    }
    return made.json().getString("id");
  }

  static List<String> names(TestClient.Response page) {
    return page.json().getJsonArray("content").stream()
        .map(
            lead ->
                ((JsonObject) lead)
                    .getJsonObject("customer")
                    .getJsonObject("company")
                    .getString("name"))
        .toList();
  }
}
