package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;

/** The story's people and what they do, told once for the tests that vary it. */
public final class Story {
  public static final String PARTNER = "AD-ShoppingCart-Partner";
  public static final String APPROVED = "4242424242424242";
  public static final String DECLINED = "4000000000000002";

  public final GatewayClient openchannel;
  public final GatewayClient appdirect;
  public final GatewayClient anonymous;
  public final String partner;
  private final String inviter;

  public Story(GatewayClient anonymous, Map<String, String> demo) {
    this.anonymous = anonymous;
    this.partner = demo.get("APPDIRECT_PARTNER");
    this.inviter = demo.get("DEMO_USER_ID");
    openchannel =
        anonymous.basic(demo.get("OPENCHANNEL_MARKETPLACE_ID"), demo.get("OPENCHANNEL_SECRET"));
    appdirect = anonymous.bearer(demo.get("APPDIRECT_ACCESS_TOKEN")).with(PARTNER, partner);
  }

  /** A published app; returns OpenChannel's appId. */
  public String publish(String name, JsonObject model) {
    JsonObject app =
        openchannel
            .post(
                "/v2/apps",
                new JsonObject()
                    .put("developerId", "story-developer")
                    .put("name", name)
                    .put("model", new JsonArray().add(model)))
            .ok()
            .json();
    openchannel
        .post(
            "/v2/apps/" + app.getString("appId") + "/publish",
            new JsonObject()
                .put("developerId", "story-developer")
                .put("version", app.getInteger("version"))
                .put("autoApprove", true))
        .ok();
    return app.getString("appId");
  }

  /** A company with one user and one card. */
  public Customer customer(String name, String card) {
    JsonObject company =
        appdirect
            .post(
                "/api/account/v2/companies",
                new JsonObject().put("name", name).put("externalId", UUID.randomUUID().toString()))
            .ok()
            .json();
    String companyId = company.getString("uuid");
    JsonObject membership =
        appdirect
            .post(
                "/api/account/v2/companies/" + companyId + "/memberships?inviterUuid=" + inviter,
                new JsonObject()
                    .put(
                        "user",
                        new JsonObject()
                            .put("email", UUID.randomUUID() + "@example.com")
                            .put("firstName", "Ada")
                            .put("lastName", "Story"))
                    .put("roles", new JsonArray().add("ROLE_SYS_ADMIN")))
            .ok()
            .json();
    String userId = membership.getJsonObject("user").getString("uuid");
    var customer = new Customer(companyId, userId);
    if (card != null) {
      card(customer, card);
    }
    return customer;
  }

  public void card(Customer customer, String number) {
    JsonObject card =
        new JsonObject()
            .put("number", number)
            .put("securityCode", "123")
            .put("name", "Ada Story")
            .put("expirationMonth", 12)
            .put("expirationYear", 2035)
            .put("type", "VISA");
    String path =
        "/api/billing/v1/companies/"
            + customer.companyId()
            + "/users/"
            + customer.userId()
            + "/paymentInstruments";
    var instrument =
        new JsonObject()
            .put("paymentMethod", "CREDIT_CARD")
            .put("isDefault", true)
            .put("creditCard", card);
    Patience.until(
        "billing knows the user",
        () -> {
          GatewayClient.Answer answer = appdirect.post(path, instrument);
          return answer.status() == 404 ? null : answer.ok();
        });
  }

  /** The plan's UUID that a cart wants, once the listing shows the app. */
  public JsonObject product(String name) {
    return Patience.until(
        "the listing shows " + name,
        () ->
            appdirect.get("/api/marketplace/v1/listing").ok().array().stream()
                .map(JsonObject.class::cast)
                .filter(p -> name.equals(p.getString("name")))
                .findFirst()
                .map(
                    p ->
                        appdirect
                            .get("/api/marketplace/v1/products/" + p.getValue("id"))
                            .ok()
                            .json())
                .orElse(null));
  }

  /** The first payment plan of a product's first edition. */
  public JsonObject plan(String name) {
    return product(name)
        .getJsonObject("pricing")
        .getJsonArray("editions")
        .getJsonObject(0)
        .getJsonArray("plans")
        .getJsonObject(0);
  }

  /** A cart with one item a plan. */
  public String cart(Customer customer, String... planIds) {
    var items = new JsonArray();
    for (String plan : planIds) {
      items.add(new JsonObject().put("pricingPlanId", plan));
    }
    return appdirect
        .post("/api/v3/checkout/shoppingCarts", customer.owner().put("items", items))
        .ok()
        .json()
        .getString("id");
  }

  /** What HighLevel calls this company. */
  public String highlevelId(String companyId) {
    return appdirect.get("/admin/v1/companies/" + companyId).ok().json().getString("highlevelId");
  }

  public record Customer(String companyId, String userId) {
    public JsonObject owner() {
      return new JsonObject()
          .put("ownerUserId", userId)
          .put("ownerCompanyId", companyId)
          .put("buyerUserId", userId)
          .put("buyerCompanyId", companyId)
          .put("currency", "USD");
    }
  }
}
