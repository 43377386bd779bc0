package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.checkout.event.AbandonedCarts;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may do what with which cart, and how carts end. */
@EmporiumTest
class CartPeopleTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @Test
  @DisplayName("each role sees and changes the carts it should, and no other")
  void roles() {
    Shop shop = new Shop(checkout);
    UUID reseller = company(shop, null);
    UUID customer = company(shop, reseller);
    UUID seller = user(shop, reseller);
    UUID manager = user(shop, reseller);
    UUID end = user(shop, customer);
    String others = create(shop, shop.cart());
    String ofCustomer =
        create(
            shop,
            new JsonObject()
                .put("ownerUserId", end.toString())
                .put("ownerCompanyId", customer.toString()));
    String sold =
        as(
                shop,
                seller,
                reseller,
                "ROLE_RESELLER",
                "POST",
                "",
                sale(end, customer, seller, reseller))
            .is(200)
            .getString("id");

    sees(shop, seller, reseller, "ROLE_RESELLER", List.of(sold), List.of(others, ofCustomer));
    sees(
        shop,
        manager,
        reseller,
        "ROLE_RESELLER_MANAGER",
        List.of(ofCustomer, sold),
        List.of(others));
    sees(shop, end, customer, "ROLE_USER", List.of(ofCustomer, sold), List.of(others));
    sees(
        shop,
        UUID.randomUUID(),
        shop.company,
        "ROLE_SYS_ADMIN",
        List.of(others),
        List.of(ofCustomer, sold));
    for (String role :
        List.of(
            "ROLE_SALES_SUPPORT", "ROLE_CHANNEL_ADMIN", "ROLE_CORPORATE_ADMIN", "ROLE_PARTNER")) {
      sees(
          shop,
          UUID.randomUUID(),
          shop.company,
          role,
          List.of(others, ofCustomer, sold),
          List.of());
    }
    UUID reader = UUID.randomUUID();
    assertThat(ids(as(shop, reader, shop.company, "ROLE_PARTNER_READ", "GET", "", null)))
        .containsExactlyInAnyOrder(others, ofCustomer, sold);
    assertThat(
            as(shop, reader, shop.company, "ROLE_PARTNER_READ", "PATCH", "/" + sold, locale())
                .code())
        .isEqualTo("403 FORBIDDEN");
  }

  private static void sees(
      Shop shop, UUID user, UUID company, String role, List<String> within, List<String> without) {
    assertThat(ids(as(shop, user, company, role, "GET", "", null)))
        .containsExactlyInAnyOrderElementsOf(within);
    for (String id : within) {
      assertThat(as(shop, user, company, role, "GET", "/" + id, null).status()).isEqualTo(200);
      assertThat(as(shop, user, company, role, "PATCH", "/" + id, locale()).status())
          .isEqualTo(200);
    }
    for (String id : without) {
      assertThat(as(shop, user, company, role, "GET", "/" + id, null).status()).isEqualTo(404);
      assertThat(as(shop, user, company, role, "PATCH", "/" + id, locale()).status())
          .isEqualTo(404);
    }
  }

  @Test
  @DisplayName("a reseller makes carts for its customers, and sells to them only")
  void resellers() {
    Shop shop = new Shop(checkout);
    UUID reseller = company(shop, null);
    UUID customer = company(shop, reseller);
    UUID seller = user(shop, reseller);
    UUID end = user(shop, customer);
    assertThat(
            as(
                    shop,
                    seller,
                    reseller,
                    "ROLE_RESELLER",
                    "POST",
                    "",
                    sale(shop.owner, shop.company, seller, reseller))
                .code())
        .isEqualTo("403 FORBIDDEN");
    String id =
        as(
                shop,
                seller,
                reseller,
                "ROLE_RESELLER",
                "POST",
                "",
                sale(end, customer, seller, reseller))
            .is(200)
            .getString("id");
    assertThat(
            as(
                    shop,
                    seller,
                    reseller,
                    "ROLE_RESELLER",
                    "PATCH",
                    "/" + id,
                    new JsonObject().put("ownerCompanyId", shop.company.toString()))
                .code())
        .isEqualTo("403 FORBIDDEN");
    JsonObject stranger = sale(shop.owner, shop.company, seller, reseller);
    JsonObject found =
        checkout.call(shop, "POST", "/validation?level=PREVENT_FINALIZE", stranger).is(200);
    assertThat(codes(found)).contains("OWNER_NOT_A_CUSTOMER").doesNotContain("OWNER_NOT_A_MEMBER");
    assertThat(
            codes(
                checkout
                    .call(shop, "POST", "/" + id + "/validation?level=PREVENT_FINALIZE", null)
                    .is(200)))
        .containsExactly("SHOPPING_CART_EMPTY");
  }

  @Test
  @DisplayName("prices, contracts and fees are set by who sells; a buyer keeps them as they are")
  void permissions() {
    Shop shop = new Shop(checkout);
    String plan = shop.single("25.00");
    String cost = costOf(shop, plan);
    JsonObject special =
        Shop.item(plan)
            .put("referenceId", "a")
            .put(
                "customPrices",
                new JsonArray().add(new JsonObject().put("costId", cost).put("price", 20)))
            .put("customContractConfiguration", new JsonObject().put("minimumServiceLength", 1));
    JsonObject body = shop.cart().put("items", new JsonArray().add(special));
    assertThat(asOwner(shop, "POST", "", body).code()).isEqualTo("403 FORBIDDEN");
    String path = "/" + create(shop, body);
    JsonObject shown = asOwner(shop, "GET", path + "/items/ref:a", null).is(200);
    assertThat(shown.getJsonArray("customPrices").getJsonObject(0).getValue("price").toString())
        .isEqualTo("20");
    assertThat(
            shown.getJsonObject("customContractConfiguration").getInteger("minimumServiceLength"))
        .isEqualTo(1);
    assertThat(due(shop, path)).isEqualTo("20.0000000000");
    assertThat(asOwner(shop, "PUT", path + "/items/ref:a", shown.copy()).status()).isEqualTo(200);
    assertThat(asOwner(shop, "PUT", path + "/items/ref:a", Shop.item(plan)).code())
        .isEqualTo("403 FORBIDDEN");
    assertThat(asOwner(shop, "PATCH", path, asOwner(shop, "GET", path, null).is(200)).status())
        .isEqualTo(200);
    JsonObject fee = new JsonObject().put("key", "SHIPPING").put("amount", "9.81");
    assertThat(asOwner(shop, "POST", path + "/fees", fee).code()).isEqualTo("403 FORBIDDEN");
    JsonObject made = checkout.call(shop, "POST", path + "/fees", fee).is(200);
    assertThat(made.getJsonObject("revenueShare").getString("channel")).isEqualTo("1.00");
    assertThat(due(shop, path)).isEqualTo("29.8100000000");
    assertThat(asOwner(shop, "DELETE", path + "/fees/" + made.getString("id"), null).code())
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            checkout
                .call(
                    shop,
                    "POST",
                    path + "/fees",
                    fee.copy().put("revenueShare", new JsonObject().put("vendor", "0.99")))
                .code())
        .isEqualTo("400 INVALID_REVENUE_SHARE");
    assertThat(checkout.call(shop, "DELETE", path + "/fees/" + made.getString("id"), null).status())
        .isEqualTo(204);
    assertThat(asOwner(shop, "DELETE", path + "/items/ref:a", null).status()).isEqualTo(204);
  }

  @Test
  @DisplayName(
      "a locked cart waits: it is told of, refuses changes, and is sold when it was approved")
  void locks() {
    Shop shop = new Shop(checkout);
    shop.card();
    JsonObject body = shop.cart(shop.single("25.00")).put("isBlocked", true);
    String id = asOwner(shop, "POST", "", body).is(200).getString("id");
    String path = "/" + id;
    assertThat(asOwner(shop, "POST", path + "/finalize", null).code())
        .isEqualTo("400 SHOPPING_CART_LOCKED");
    assertThat(asOwner(shop, "PATCH", path, locale()).code()).isEqualTo("409 SHOPPING_CART_LOCKED");
    assertThat(asOwner(shop, "PATCH", path, unlock()).code()).isEqualTo("403 FORBIDDEN");
    JsonObject found =
        checkout.call(shop, "POST", path + "/validation?level=PRE_FINALIZE", null).is(200);
    assertThat(found.getJsonArray("pendingValidations")).containsExactly("APPROVAL");
    Answer notified = checkout.call(shop, "POST", "/notifyLockedCarts", null);
    assertThat(notified.json()).isEqualTo("Approval requests sent: 1");
    assertThat(checkout.events(id, 2).get(1).type()).isEqualTo("cart.locked-notice");
    assertThat(checkout.events(id, 2).get(1).data().getString("buyerUserId"))
        .isEqualTo(shop.owner.toString());
    JsonObject approved = checkout.call(shop, "PATCH", path, unlock()).is(200);
    assertThat(approved.getBoolean("isBlocked")).isFalse();
    assertThat(asOwner(shop, "POST", path + "/finalize", null).status()).isEqualTo(202);
    assertThat(checkout.call(shop, "POST", "/notifyLockedCarts", null).json())
        .isEqualTo("Approval requests sent: 0");
  }

  @Test
  @DisplayName("agents are known people; they see the cart until they are removed")
  void agents() {
    Shop shop = new Shop(checkout);
    UUID agency = company(shop, null);
    UUID agent = user(shop, agency);
    String path = "/" + create(shop, shop.cart()) + "/accreditedAgents";
    JsonObject one =
        new JsonObject().put("userId", agent.toString()).put("companyId", agency.toString());
    JsonObject body = new JsonObject().put("accreditedAgents", new JsonArray().add(one));
    JsonObject set = checkout.call(shop, "PUT", path, body).is(200);
    assertThat(set.getString("userId")).isEqualTo(agent.toString());
    assertThat(ids(as(shop, agent, agency, "ROLE_RESELLER", "GET", "", null))).hasSize(1);
    JsonObject nobody = one.copy().put("userId", UUID.randomUUID().toString());
    Answer unknown =
        checkout.call(
            shop,
            "PUT",
            path,
            new JsonObject().put("accreditedAgents", new JsonArray().add(nobody)));
    assertThat(unknown.code()).isEqualTo("400 ACCREDITED_AGENT_NOT_FOUND");
    assertThat(checkout.call(shop, "DELETE", path, null).status()).isEqualTo(204);
    assertThat(ids(as(shop, agent, agency, "ROLE_RESELLER", "GET", "", null))).isEmpty();
  }

  @Test
  @DisplayName("open carts end when nobody touches them for long or their user is removed")
  void ends() {
    Shop shop = new Shop(checkout);
    shop.card();
    String plan = shop.single("25.00");
    String idle = create(shop, shop.cart(plan));
    String sold = create(shop, shop.cart(plan));
    String fresh = create(shop, shop.cart(plan));
    checkout.call(shop, "POST", "/" + sold + "/finalize", null).is(202);
    checkout
        .service()
        .rows(
            "update cart set updated_on = updated_on - interval '91 days' where cart_id in (?, ?) returning 1",
            idle,
            sold);
    var job =
        new AbandonedCarts(checkout.service().database(), new CartStore(), Duration.ofDays(90));
    Emporium.await(job.run().mapEmpty());
    assertThat(checkout.events(idle, 2))
        .extracting(Received::type)
        .containsExactly("cart.created", "cart.deleted");
    assertThat(checkout.call(shop, "GET", "/" + idle, null).status()).isEqualTo(404);
    assertThat(checkout.call(shop, "GET", "/" + fresh, null).status()).isEqualTo(200);
    shop.tell(
        "installation",
        "user.removed",
        "user/" + shop.owner,
        2,
        new JsonObject()
            .put("userId", shop.owner.toString())
            .put("companyId", shop.company.toString())
            .put("enabled", false)
            .put("customData", new JsonObject()));
    assertThat(checkout.events(fresh, 2).get(1).type()).isEqualTo("cart.deleted");
    assertThat(checkout.call(shop, "GET", "/" + sold, null).status()).isEqualTo(200);
  }

  private static UUID company(Shop shop, UUID parent) {
    UUID id = UUID.randomUUID();
    shop.company(id, parent);
    shop.known(id);
    return id;
  }

  private static UUID user(Shop shop, UUID company) {
    UUID id = UUID.randomUUID();
    shop.user(id, company);
    shop.known(id);
    return id;
  }

  private static String costOf(Shop shop, String plan) {
    String id = create(shop, shop.cart(plan));
    return checkout
        .call(shop, "GET", "/" + id + "/pricingSummary", null)
        .is(200)
        .getJsonArray("items")
        .getJsonObject(0)
        .getJsonObject("effectiveCost")
        .getJsonArray("costs")
        .getJsonObject(0)
        .getString("costId");
  }

  private static String due(Shop shop, String path) {
    return checkout
        .call(shop, "GET", path + "/preview", null)
        .is(200)
        .getString("amountDueAfterTax");
  }

  private static JsonObject sale(UUID end, UUID customer, UUID seller, UUID reseller) {
    return new JsonObject()
        .put("ownerUserId", end.toString())
        .put("ownerCompanyId", customer.toString())
        .put("buyerType", "PARTNER")
        .put("buyerUserId", seller.toString())
        .put("buyerCompanyId", reseller.toString());
  }

  private static JsonObject locale() {
    return new JsonObject().put("locale", "fr_CA");
  }

  private static JsonObject unlock() {
    return new JsonObject().put("isBlocked", false);
  }

  private static Answer asOwner(Shop shop, String method, String path, JsonObject body) {
    return as(shop, shop.owner, shop.company, "ROLE_USER", method, path, body);
  }

  private static Answer as(
      Shop shop,
      UUID user,
      UUID company,
      String role,
      String method,
      String path,
      JsonObject body) {
    return checkout.call(
        Principals.appdirect(shop.marketplace, user, company, role),
        shop.partner,
        method,
        path,
        body);
  }

  private static String create(Shop shop, JsonObject body) {
    return checkout.call(shop, "POST", "", body).is(200).getString("id");
  }

  private static List<String> ids(Answer page) {
    return page.is(200).getJsonArray("content").stream()
        .map(cart -> ((JsonObject) cart).getString("id"))
        .toList();
  }

  private static List<String> codes(JsonObject summary) {
    return summary.getJsonArray("blockingErrors").stream()
        .map(error -> ((JsonObject) error).getString("code"))
        .toList();
  }
}
