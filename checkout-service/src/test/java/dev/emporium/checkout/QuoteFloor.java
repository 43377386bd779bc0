package dev.emporium.checkout;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A sales floor on which quotes are made; every answer is checked against its contract. */
final class QuoteFloor {
  static final String QUOTES = "/api/assistedSales/v1/quotes";
  static final ContractReplay CONTRACT =
      ContractReplay.of("contract/checkout/appdirect-quotes.yaml");
  static final ContractReplay OWN = ContractReplay.of("contract/checkout/quotes.yaml");

  final SalesFloor sales;
  final String seats = UUID.randomUUID().toString();
  final String seatsPlan = UUID.randomUUID().toString();
  private final Emporium emporium;
  private final TestService service;

  QuoteFloor(Emporium emporium, TestService service) {
    this.emporium = emporium;
    this.service = service;
    sales = new SalesFloor(emporium, service);
    sales.app(SalesCatalog.seats(seats, seatsPlan), 1);
  }

  TestClient as(Principal caller) {
    return service.as(caller).with("Accept-Language", "en-US");
  }

  TestClient.Response create(Principal caller, String opportunity, String name) {
    var body =
        new JsonObject()
            .put("source", new JsonObject().put("id", opportunity).put("type", "OPPORTUNITY"))
            .put("createdBy", new JsonObject().put("id", sales.agent.toString()));
    if (name != null) {
      body.put("name", name);
    }
    return CONTRACT.check("createQuoteVersion", as(caller).post(QUOTES, body));
  }

  /** Makes a version as the agent; answers its id. */
  String version(String opportunity) {
    TestClient.Response made = create(sales.agentCaller, opportunity, null);
    if (made.status() != 200) {
      throw new AssertionError(made.text());
    }
    return made.json().getString("id");
  }

  TestClient.Response act(String quote, String action) {
    return act(quote, new JsonObject().put("action", action));
  }

  TestClient.Response act(String quote, JsonObject body) {
    return CONTRACT.check(
        "executeQuoteAction",
        as(sales.agentCaller).post(QUOTES + "/" + quote + "/executeAction", body));
  }

  TestClient.Response get(Principal caller, String quote) {
    return CONTRACT.check("getQuoteVersion", as(caller).get(QUOTES + "/" + quote));
  }

  TestClient.Response list(Principal caller, String query) {
    return CONTRACT.check("listQuoteVersions", as(caller).get(QUOTES + "?" + query));
  }

  /** Asks the customer and makes a link; answers its path. */
  String shared(String quote) {
    TestClient.Response asked = act(quote, "REQUEST_CUSTOMER_APPROVAL");
    if (asked.status() != 200) {
      throw new AssertionError(asked.text());
    }
    return link(quote);
  }

  String link(String quote) {
    String url = act(quote, "SHARE_LINK").json().getJsonObject("shareLink").getString("url");
    return url.substring(url.indexOf("/quotes/"));
  }

  TestClient.Response view(String link) {
    return OWN.check(
        "viewSharedQuote", service.anonymous().with("Accept", "application/json").get(link));
  }

  TestClient.Response decide(String link, String decision) {
    return OWN.check(
        "decideSharedQuote",
        service
            .anonymous()
            .post(
                link + "/decision",
                new JsonObject().put("decision", decision).put("name", "Jane Doe")));
  }

  /** Every event of one quote, in order, once there are at least so many. */
  List<Received> events(String quote, int atLeast) {
    return Neighbours.events(emporium, "quote/" + quote, atLeast);
  }
}
