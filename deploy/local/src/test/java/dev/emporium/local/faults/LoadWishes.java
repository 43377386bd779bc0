package dev.emporium.local.faults;

import dev.emporium.local.GatewayClient;
import dev.emporium.local.Patience;
import dev.emporium.local.Story;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What the load wishes for, through three dialects; each is safe to be wished for again. */
final class LoadWishes {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Story story;
  private final GatewayClient highlevel;
  private final Map<String, String> demo;
  private final List<Story.Customer> customers = new ArrayList<>();
  private final String plan;
  private final String freeApp;
  private final String freeModel;

  LoadWishes(Cluster cluster) {
    story = cluster.story();
    demo = cluster.demo();
    highlevel = cluster.gateway().bearer(demo.get("HIGHLEVEL_LOCATION_TOKEN"));
    for (int i = 0; i < 3; i++) {
      customers.add(story.customer("Load " + i, Story.APPROVED));
    }
    String app =
        story.publish(
            "Load " + UUID.randomUUID(),
            new JsonObject().put("type", "single").put("price", 1999).put("currency", "USD"));
    plan =
        story
            .plan(story.openchannel.get("/v2/apps/" + app).ok().json().getString("name"))
            .getString("uuid");
    freeApp = demo.get("DEMO_FREE_APP_ID");
    freeModel =
        story
            .openchannel
            .get("/v2/apps/" + freeApp)
            .ok()
            .json()
            .getJsonArray("model")
            .getJsonObject(0)
            .getString("modelId");
    story
        .appdirect
        .post(
            "/admin/v1/wallets/" + demo.get("HIGHLEVEL_LOCATION_ID") + "/funds",
            new JsonObject()
                .put("amount", "10000.00")
                .put("currency", "USD")
                .put("reference", UUID.randomUUID().toString()))
        .ok();
    warm();
  }

  /** Everything has been projected when a purchase of each customer is done. */
  private void warm() {
    for (Story.Customer customer : customers) {
      String cart = cart(customer).ok().json().getString("id");
      Patience.until("the card is known", () -> finalized(cart).status() == 202 ? cart : null);
    }
  }

  /** A cart of one app, finalized; returns the purchase's id. */
  String purchase(Load.Client client) {
    Story.Customer customer = customers.get(NUMBERS.incrementAndGet() % customers.size());
    String cart = client.until(() -> cart(customer)).json().getString("id");
    return client.until(() -> finalized(cart)).json().getString("purchaseId");
  }

  private GatewayClient.Answer cart(Story.Customer customer) {
    return story.appdirect.post(
        "/api/v3/checkout/shoppingCarts",
        customer
            .owner()
            .put("items", new JsonArray().add(new JsonObject().put("pricingPlanId", plan))));
  }

  private GatewayClient.Answer finalized(String cart) {
    return story.appdirect.post("/api/v3/checkout/shoppingCarts/" + cart + "/finalize");
  }

  /** One unit from the wallet; returns the charge's id. */
  String charge(Load.Client client) {
    var charge =
        new JsonObject()
            .put("appId", demo.get("HIGHLEVEL_APP_ID"))
            .put("meterId", demo.get("HIGHLEVEL_METER_ID"))
            .put("eventId", UUID.randomUUID().toString())
            .put("locationId", demo.get("HIGHLEVEL_LOCATION_ID"))
            .put("companyId", demo.get("HIGHLEVEL_COMPANY_ID"))
            .put("description", "a message under load")
            .put("units", 1);
    return client
        .until(() -> highlevel.post("/marketplace/billing/charges", charge))
        .json()
        .getString("chargeId");
  }

  /** A new user installs the free app; returns the user's id, who then has it once. */
  String install(Load.Client client) {
    String user = "load-" + UUID.randomUUID();
    var wish = new JsonObject().put("appId", freeApp).put("userId", user).put("modelId", freeModel);
    client.until(
        () -> {
          GatewayClient.Answer answer = story.openchannel.post("/v2/ownership/install", wish);
          // the answer to a wish that was granted may have been lost on its way
          return answer.status() == 409
              ? new GatewayClient.Answer(200, answer.headers(), answer.body())
              : answer;
        });
    return user;
  }
}
