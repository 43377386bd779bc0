package dev.emporium.checkout;

import static dev.emporium.checkout.SalesFloor.V2;
import static dev.emporium.checkout.SalesFloor.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class QuoteLeadTest {
  private static TestService service;
  private static Emporium emporium;

  @BeforeAll
  static void start(Emporium running) {
    emporium = running;
    service = running.start("checkout", CheckoutService::wire);
  }

  @Test
  @DisplayName("a quote for the company a lead became is in its log, and sold it is won")
  void won() {
    var floor = new QuoteFloor(emporium, service);
    SalesFloor sales = floor.sales;
    sales.card();
    String opportunity = sales.create(item(floor.seatsPlan, 2)).getString("id");
    TestClient agent = service.as(sales.agentCaller);
    String standpoint = "context=RESELLER&companyId=" + sales.reseller;
    String lead = lead(agent, sales, standpoint);
    TestClient manager = service.as(sales.managerCaller);
    String step = "/api/lead/v2/%s?%s&leadId=" + lead;
    assertThat(agent.post(step.formatted("conversionRequest", standpoint)).status()).isEqualTo(200);
    String managing = "context=RESELLER_MANAGER&companyId=" + sales.reseller;
    assertThat(manager.post(step.formatted("conversionApproval", managing)).status())
        .isEqualTo(200);
    JsonObject converted =
        agent.post(step.formatted("conversion", standpoint)).json().getJsonObject("lead");
    assertThat(converted.getJsonObject("convertedCompany").getString("id"))
        .as("the user with the contact's address, in any case")
        .isEqualTo(sales.company.toString());

    String quote = floor.version(opportunity);
    String log = "/api/lead/v2/leads/" + lead + "/activities?" + standpoint;
    JsonObject newest = agent.get(log).json().getJsonArray("content").getJsonObject(0);
    assertThat(newest.getString("verb")).isEqualTo("LEAD_QUOTE_LINKED");
    assertThat(newest.getJsonObject("contextQuote"))
        .isEqualTo(
            new JsonObject()
                .put("id", quote)
                .put("friendlyId", "Q1000001")
                .put("applicationName", "Seats"));
    assertThat(floor.decide(floor.shared(quote), "APPROVED").status()).isEqualTo(200);
    JsonObject sold =
        sales.call(sales.managerCaller, "POST", V2 + "/" + opportunity + "/finalize", null).ok();
    sales.ended(
        "purchase.completed",
        opportunity,
        sold.getString("purchaseId"),
        new JsonObject().put("quoteId", quote));
    Emporium.eventually(
        () ->
            assertThat(
                    agent
                        .get("/api/lead/v2/leads/" + lead + "?" + standpoint)
                        .json()
                        .getString("result"))
                .isEqualTo("WON"));
  }

  private static String lead(TestClient agent, SalesFloor sales, String standpoint) {
    JsonObject customer =
        new JsonObject()
            .put("company", new JsonObject().put("name", "Customer Company"))
            .put("contact", new JsonObject().put("email", "Jane@Acme.com"));
    TestClient.Response made =
        agent.post(
            "/api/lead/v2/leads?" + standpoint,
            new JsonObject()
                .put("partner", "P-" + sales.marketplace.toString().substring(0, 8))
                .put("leadType", "MANUAL")
                .put("customer", customer));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made.json().getString("id");
  }
}
