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
  public final Shelf shelf;
  public final Accounts accounts;
  private final String inviter;

  public Story(GatewayClient anonymous, Map<String, String> demo) {
    this.anonymous = anonymous;
    this.partner = demo.get("APPDIRECT_PARTNER");
    this.inviter = demo.get("DEMO_USER_ID");
    openchannel =
        anonymous.basic(demo.get("OPENCHANNEL_MARKETPLACE_ID"), demo.get("OPENCHANNEL_SECRET"));
    appdirect = anonymous.bearer(demo.get("APPDIRECT_ACCESS_TOKEN")).with(PARTNER, partner);
    shelf = new Shelf(openchannel, appdirect);
    accounts = new Accounts(appdirect);
  }

  /** A published app; returns OpenChannel's appId. */
  public String publish(String name, JsonObject model) {
    return shelf.publish("story-developer", new JsonObject().put("name", name), model);
  }

  /** A company with one user and one card. */
  public Customer customer(String name, String card) {
    String company =
        accounts.company(
            new JsonObject().put("name", name).put("externalId", UUID.randomUUID().toString()));
    String user =
        accounts.member(
            company,
            inviter,
            new JsonObject()
                .put("email", UUID.randomUUID() + "@example.com")
                .put("firstName", "Ada")
                .put("lastName", "Story"),
            "ROLE_SYS_ADMIN");
    var customer = new Customer(company, user);
    if (card != null) {
      card(customer, card);
    }
    return customer;
  }

  public void card(Customer customer, String number) {
    accounts.card(customer.companyId(), customer.userId(), "Ada Story", number);
  }

  /** The first payment plan of a product's first edition. */
  public JsonObject plan(String name) {
    return shelf.plan(name);
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
