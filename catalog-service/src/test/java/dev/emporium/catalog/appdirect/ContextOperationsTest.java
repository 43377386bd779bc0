package dev.emporium.catalog.appdirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class ContextOperationsTest {
  private static final ContractReplay PRODUCT =
      ContractReplay.of("contract/catalog/appdirect-product.yaml");
  private static final String BASE = "/api/marketplace/v1/";
  private static final String CONTEXT = "/api/billing/v1/userProductContext/";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static JsonObject listed(CatalogCalls calls, String name) {
    return calls.manager.get(BASE + "listing").array().stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Somebody's company has the product by a group licence, as billing and installation tell it. */
  private static void own(
      Emporium emporium, CatalogCalls calls, String app, String plan, UUID company, UUID user) {
    UUID subscription = UUID.randomUUID();
    UUID installation = UUID.randomUUID();
    emporium.publish(
        "billing",
        calls.marketplace,
        "subscription.suspended",
        "subscription/" + subscription,
        new JsonObject()
            .put(
                "subscription",
                new JsonObject()
                    .put("subscriptionId", subscription.toString())
                    .put("modelId", "x")
                    .put("planId", plan)
                    .put("license", "group")
                    .put("status", "ACTIVE")
                    .put("model", new JsonObject())));
    emporium.publish(
        "installation",
        calls.marketplace,
        "installation.activated",
        "installation/" + installation,
        new JsonObject()
            .put(
                "installation",
                new JsonObject()
                    .put("installationId", installation.toString())
                    .put("ownershipId", installation.toString().replace("-", "").substring(0, 24))
                    .put("appId", app)
                    .put("companyId", company.toString())
                    .put("userId", user.toString())
                    .put("subscriptionId", subscription.toString())
                    .put("licence", "active")
                    .put("ownershipType", "subscription")));
    Emporium.eventually(
        () -> {
          assertThat(
                  service.rows("select 1 from ownership where installation_id = ?", installation))
              .hasSize(1);
          assertThat(
                  service.rows(
                      "select 1 from subscription_model where subscription_id = ?", subscription))
              .hasSize(1);
        });
  }

  @Test
  void whatACompanyHasAndWhatItMayBuy(Emporium emporium) {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    UUID company = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    SellersOperationsTest.company(emporium, calls.marketplace, company, null);
    SellersOperationsTest.member(emporium, calls.marketplace, company, user);
    Emporium.eventually(
        () ->
            assertThat(
                    service.rows(
                        "select 1 from membership m join person p using (user_id) where m.user_id = ?",
                        user))
                .hasSize(1));
    JsonObject helpdesk = listed(calls, "IT HelpDesk");
    JsonObject phone = listed(calls, "Phone line");
    JsonObject bundle = listed(calls, "Starter bundle");
    TestClient jane =
        service.as(Principals.appdirect(calls.marketplace, user, company, "ROLE_USER"));
    String status = BASE + "products/" + helpdesk.getInteger("id") + "/status";
    JsonObject before = PRODUCT.check("retrieveProductStatus", jane.get(status)).json();
    assertThat(before.getBoolean("assigned")).isFalse();
    assertThat(before.getBoolean("freeTrialAllowed")).isTrue();
    assertThat(before.getJsonArray("purchaseRestrictions")).isEmpty();
    String phoneStatus = BASE + "products/" + phone.getInteger("id") + "/status";
    assertThat(jane.get(phoneStatus).json().getJsonArray("purchaseRestrictions"))
        .containsExactly("ADD_ON_NEEDS_PRODUCT");

    JsonObject product = calls.manager.get(BASE + "products/" + helpdesk.getInteger("id")).json();
    JsonObject edition = product.getJsonObject("pricing").getJsonArray("editions").getJsonObject(1);
    JsonObject plan = edition.getJsonArray("plans").getJsonObject(0);
    own(emporium, calls, helpdesk.getString("uuid"), plan.getString("uuid"), company, user);
    JsonObject after = PRODUCT.check("retrieveProductStatus", jane.get(status)).json();
    assertThat(after.getBoolean("assigned")).isTrue();
    assertThat(after.getBoolean("companyWide")).isTrue();
    assertThat(after.getBoolean("freeTrialAllowed")).isFalse();
    assertThat(after.getString("ownerFullName")).isEqualTo("Jane Smith");
    assertThat(after.getBoolean("ownerAdmin")).isTrue();
    assertThat(after.getInteger("editionId")).isEqualTo(edition.getInteger("id"));
    assertThat(jane.get(phoneStatus).json().getJsonArray("purchaseRestrictions")).isEmpty();

    String path = CONTEXT + helpdesk.getInteger("id");
    JsonObject context = PRODUCT.check("retrieveUserProductContext", jane.get(path)).json();
    assertThat(context.getString("status")).isEqualTo("ACTIVE");
    assertThat(context.getJsonObject("owner").getString("email")).isEqualTo("jane@example.com");
    assertThat(context.getJsonObject("paymentPlan").getInteger("id"))
        .isEqualTo(plan.getInteger("id"));
    assertThat(context.getInteger("numAssignedUsers")).isEqualTo(1);
    String of = path + "/companies/" + company + "/users/" + user;
    assertThat(PRODUCT.check("retrieveProductContextOfUser", jane.get(of)).json())
        .isEqualTo(context);
    assertThat(PRODUCT.check("retrieveProductContextOfUser", calls.manager.get(of)).json())
        .isEqualTo(context);
    TestClient other =
        service.as(
            Principals.appdirect(
                calls.marketplace, UUID.randomUUID(), UUID.randomUUID(), "ROLE_SYS_ADMIN"));
    assertThat(PRODUCT.check("retrieveProductContextOfUser", other.get(of)).status())
        .as("another company's administrator")
        .isEqualTo(403);
    TestClient admin =
        service.as(
            Principals.appdirect(calls.marketplace, UUID.randomUUID(), company, "ROLE_SYS_ADMIN"));
    assertThat(admin.get(of).status()).isEqualTo(200);
    assertThat(
            PRODUCT
                .check(
                    "retrieveProductContextOfUser",
                    calls.manager.get(
                        path + "/companies/" + company + "/users/" + UUID.randomUUID()))
                .status())
        .isEqualTo(404);
    assertThat(PRODUCT.check("retrieveUserProductContext", jane.get(CONTEXT + 1)).status())
        .isEqualTo(404);
    JsonObject empty =
        PRODUCT
            .check("retrieveUserProductContext", other.get(CONTEXT + phone.getInteger("id")))
            .json();
    assertThat(empty.getString("status")).isNull();
    assertThat(empty.getValue("subscription")).isNull();

    String bundles = BASE + "bundles/" + bundle.getInteger("id");
    JsonObject whole = PRODUCT.check("retrieveBundle", jane.get(bundles)).json();
    assertThat(whole.getJsonArray("bundledProducts")).hasSize(2);
    assertThat(whole.getJsonArray("bundledProducts").getJsonObject(0).getInteger("id"))
        .isEqualTo(helpdesk.getInteger("id"));
    JsonArray statuses =
        PRODUCT.check("retrieveBundleStatus", jane.get(bundles + "/status")).array();
    assertThat(statuses.getJsonObject(0).getBoolean("assigned")).isTrue();
    assertThat(statuses.getJsonObject(1).getBoolean("assigned")).isFalse();
    for (String wrong :
        new String[] {
          BASE + "bundles/" + helpdesk.getInteger("id"),
          BASE + "bundles/" + helpdesk.getInteger("id") + "/status"
        }) {
      assertThat(jane.get(wrong).status()).as(wrong).isEqualTo(404);
    }
    assertThat(
            PRODUCT.check("retrieveProductStatus", jane.get(BASE + "products/1/status")).status())
        .isEqualTo(404);
  }

  @Test
  void othersBoughtThisToo(Emporium emporium) {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    JsonObject helpdesk = listed(calls, "IT HelpDesk");
    JsonObject phone = listed(calls, "Phone line");
    JsonObject bundle = listed(calls, "Starter bundle");
    String path = BASE + "products/" + helpdesk.getInteger("id") + "/recommendations";
    assertThat(PRODUCT.check("listProductRecommendations", calls.appdirect.get(path)).array())
        .as("nobody has it")
        .isEmpty();
    for (int i = 0; i < 3; i++) {
      UUID company = UUID.randomUUID();
      UUID user = UUID.randomUUID();
      own(emporium, calls, helpdesk.getString("uuid"), null, company, user);
      own(emporium, calls, bundle.getString("uuid"), null, company, user);
      if (i == 0) {
        own(emporium, calls, phone.getString("uuid"), null, company, user);
      }
    }
    own(emporium, calls, phone.getString("uuid"), null, UUID.randomUUID(), UUID.randomUUID());
    JsonArray found =
        PRODUCT.check("listProductRecommendations", calls.appdirect.get(path)).array();
    assertThat(found.stream().map(each -> ((JsonObject) each).getString("name")))
        .containsExactly("Starter bundle", "Phone line");
    assertThat(
            PRODUCT
                .check(
                    "listProductRecommendations",
                    calls.appdirect.get(BASE + "products/1/recommendations"))
                .status())
        .isEqualTo(404);
  }
}
