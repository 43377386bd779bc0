package dev.emporium.catalog.appdirect;

import static dev.emporium.catalog.appdirect.CatalogFiles.done;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class SellersOperationsTest {
  private static final ContractReplay PRODUCT =
      ContractReplay.of("contract/catalog/appdirect-product.yaml");
  private static final String APPLICATIONS = "/api/channel/v1/applications";
  private static final String STAGING = "/api/channel/v1/stagingCatalog";
  private static final String SELLABLE = "/api/appReseller/v1/catalog/sellableProducts";
  private static final String BASE = "/api/marketplace/v1/";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static List<String> names(JsonArray array) {
    return array.stream().map(each -> ((JsonObject) each).getString("name")).toList();
  }

  private static List<String> content(TestClient client, String operation, String path) {
    var answer = PRODUCT.check(operation, client.get(path));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return names(answer.json().getJsonArray("content"));
  }

  @Test
  void buyableProductsPageAndSort() {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    done(
        calls.manager,
        "updateCatalog",
        "PRODUCT_SETTING_GENERAL",
        "productCode,visibleOnMarketplace,sortingRank\nphone,false,Very High\n");
    assertThat(content(calls.manager, "retrieveBuyableProducts", APPLICATIONS))
        .as("the hidden one too")
        .containsExactly("IT HelpDesk", "Phone line", "Starter bundle");
    assertThat(names(calls.appdirect.get(BASE + "listing").array()))
        .containsExactly("IT HelpDesk", "Starter bundle");
    var page = calls.manager.get(APPLICATIONS + "?size=2&page=1&sortOrder=DESC");
    assertThat(names(page.json().getJsonArray("content"))).containsExactly("IT HelpDesk");
    assertThat(page.json().getJsonObject("page").encode())
        .isEqualTo("{\"size\":2,\"totalElements\":3,\"totalPages\":2,\"number\":1}");
    assertThat(page.header("X-Total-Count")).contains("3");
    assertThat(
            content(
                calls.manager, "retrieveBuyableProducts", APPLICATIONS + "?searchText=help%20desk"))
        .containsExactly("Phone line", "Starter bundle");
    assertThat(
            content(
                calls.manager, "retrieveBuyableProducts", APPLICATIONS + "?sortField=NEWEST_FIRST"))
        .containsExactly("Starter bundle", "Phone line", "IT HelpDesk");
    JsonObject phone =
        calls.manager.get(APPLICATIONS).json().getJsonArray("content").getJsonObject(1);
    assertThat(phone.getInteger("sortRank")).isEqualTo(1);
    assertThat(phone.getBoolean("addon")).isTrue();
    int support = phone.getJsonArray("tags").getJsonObject(0).getInteger("id");
    assertThat(
            content(
                calls.manager, "retrieveBuyableProducts", APPLICATIONS + "?categoryId=" + support))
        .hasSize(3);
    assertThat(PRODUCT.check("retrieveBuyableProducts", calls.appdirect.get(APPLICATIONS)).status())
        .as("ROLE_USER")
        .isEqualTo(403);
    for (String role : List.of("ROLE_PARTNER_READ", "ROLE_RESELLER_MANAGER", "ROLE_RESELLER")) {
      assertThat(
              service
                  .as(Principals.appdirect(calls.marketplace, null, null, role))
                  .get(APPLICATIONS)
                  .status())
          .as(role)
          .isEqualTo(200);
    }
    assertThat(
            PRODUCT
                .check("retrieveBuyableProducts", calls.manager.get(APPLICATIONS + "?size=0"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void theStagingCatalogShowsDraftsBesideWhatIsPublished() {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    calls.created(CatalogCalls.app("Draft"));
    done(
        calls.manager,
        "updateCatalog",
        "PRODUCT_BASIC",
        "productCode,productName\nphone,Phone line 2\n");
    assertThat(content(calls.manager, "readStagingCatalog", STAGING))
        .containsExactly("IT HelpDesk", "Phone line 2", "Starter bundle", "Draft");
    assertThat(content(calls.manager, "readStagingCatalog", STAGING + "?appStatus=DEVELOPMENT"))
        .containsExactly("Phone line 2", "Draft");
    assertThat(content(calls.manager, "readStagingCatalog", STAGING + "?appStatus=PRODUCTION"))
        .containsExactly("IT HelpDesk", "Phone line 2", "Starter bundle");
    assertThat(content(calls.manager, "readStagingCatalog", STAGING + "?appStatus=PENDING"))
        .isEmpty();
    assertThat(content(calls.manager, "readStagingCatalog", STAGING + "?productType=BUNDLE"))
        .containsExactly("Starter bundle");
    assertThat(
            content(
                calls.manager,
                "readStagingCatalog",
                STAGING + "?sortProperty=name&sortOrder=DESC&size=1"))
        .containsExactly("Starter bundle");
    JsonObject phone =
        calls.manager.get(STAGING + "?searchText=phone").json().getJsonArray("content").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getString("name").equals("Phone line 2"))
            .findFirst()
            .orElseThrow();
    assertThat(phone.getString("applicationStatus")).isEqualTo("NEW");
    assertThat(phone.getJsonObject("publishedApp").getString("name")).isEqualTo("Phone line");
    assertThat(phone.getJsonObject("workingApp").getInteger("version")).isEqualTo(2);
    String vendor = phone.getString("vendorUUID");
    assertThat(content(calls.manager, "readStagingCatalog", STAGING + "?vendorUuid=" + vendor))
        .hasSize(3);
    assertThat(
            PRODUCT
                .check("readStagingCatalog", calls.manager.get(STAGING + "?vendorUuid=nobody"))
                .status())
        .isEqualTo(400);
    assertThat(PRODUCT.check("readStagingCatalog", calls.appdirect.get(STAGING)).status())
        .isEqualTo(403);
    String products = BASE + "vendors/" + vendor + "/products";
    assertThat(names(PRODUCT.check("listProductsByVendor", calls.appdirect.get(products)).array()))
        .containsExactly("IT HelpDesk", "Phone line", "Starter bundle");
    assertThat(
            PRODUCT
                .check(
                    "listProductsByVendor",
                    calls.appdirect.get(BASE + "vendors/" + UUID.randomUUID() + "/products"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void resellersSeeTheirMarkups(Emporium emporium) {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    UUID mine = UUID.randomUUID();
    UUID customer = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    company(emporium, calls.marketplace, mine, null);
    company(emporium, calls.marketplace, customer, mine);
    member(emporium, calls.marketplace, customer, user);
    Emporium.eventually(
        () -> {
          assertThat(service.rows("select 1 from company where company_id = ?", mine)).hasSize(1);
          assertThat(service.rows("select 1 from membership where user_id = ?", user)).hasSize(1);
          assertThat(service.rows("select 1 from company where company_id = ?", customer))
              .hasSize(1);
        });
    done(
        calls.manager,
        "updateCatalog",
        "PRICE_BOOK",
        "productCode,planCode,costCode,companyId,markup\nhelpdesk,partner-once,kit,"
            + mine
            + ",USD:12.5\n");
    var reseller =
        service.as(
            Principals.appdirect(calls.marketplace, UUID.randomUUID(), mine, "ROLE_RESELLER"));
    var answer = PRODUCT.check("listSellableProducts", reseller.get(SELLABLE));
    assertThat(names(answer.json().getJsonArray("content")))
        .containsExactly("IT HelpDesk", "Phone line", "Starter bundle");
    assertThat(answer.json().getJsonObject("page").getInteger("size")).isEqualTo(50);
    String id = answer.json().getJsonArray("content").getJsonObject(0).getString("id");
    String path = SELLABLE + "/" + id + "/editions";
    JsonArray editions = PRODUCT.check("retrieveSellableEditions", reseller.get(path)).array();
    assertThat(names(editions)).containsExactly("Basic", "Professional", "Partner");
    JsonObject kit =
        editions
            .getJsonObject(2)
            .getJsonArray("paymentPlans")
            .getJsonObject(0)
            .getJsonArray("costs")
            .getJsonObject(0);
    assertThat(kit.getJsonObject("itemPrices").getInteger("USD")).isEqualTo(60);
    assertThat(kit.getJsonArray("markupPrices").encode())
        .isEqualTo(
            "[{\"markupType\":\"CHANNEL_RESELLER_COMPANY\",\"markupPrices\":{\"USD\":12.5}}]");
    JsonObject setup =
        editions
            .getJsonObject(0)
            .getJsonArray("paymentPlans")
            .getJsonObject(0)
            .getJsonArray("costs")
            .getJsonObject(1);
    assertThat(setup.getJsonObject("wholesalePrices").getInteger("USD")).isEqualTo(80);
    assertThat(
            emporium
                .awaitEvent(
                    "catalog",
                    event ->
                        event.type().equals("app.updated")
                            && event.data().encode().contains("\"amount\":{\"USD\":\"12.5\"}"))
                .data()
                .encode())
        .contains(mine.toString());
    assertThat(reseller.get(SELLABLE + "?targetUserId=" + user).status()).isEqualTo(200);
    assertThat(
            PRODUCT
                .check(
                    "listSellableProducts",
                    reseller.get(SELLABLE + "?targetUserId=" + UUID.randomUUID()))
                .status())
        .as("nobody's customer")
        .isEqualTo(404);
    var other =
        service.as(
            Principals.appdirect(calls.marketplace, UUID.randomUUID(), customer, "ROLE_RESELLER"));
    assertThat(other.get(path).text()).as("another company's markup").doesNotContain("12.5");
    assertThat(PRODUCT.check("listSellableProducts", calls.manager.get(SELLABLE)).status())
        .isEqualTo(403);
    assertThat(PRODUCT.check("retrieveSellableEditions", calls.manager.get(path)).status())
        .isEqualTo(403);
    assertThat(
            PRODUCT
                .check(
                    "retrieveSellableEditions",
                    reseller.get(SELLABLE + "/" + UUID.randomUUID() + "/editions"))
                .status())
        .isEqualTo(404);
    JsonObject unknown =
        CatalogFiles.process(
            calls.manager,
            "updateCatalog",
            "PRICE_BOOK",
            "productCode,planCode,costCode,companyId,markup\nhelpdesk,partner-once,kit,"
                + UUID.randomUUID()
                + ",USD:1\n");
    assertThat(unknown.getJsonArray("errors").encode()).contains("There is no such company");
  }

  @Test
  void everyRoleOfTheUploaderMayUpload() {
    for (String role :
        List.of("ROLE_CHANNEL_ADMIN", "ROLE_CHANNEL_PRODUCT_SUPPORT", "ROLE_PARTNER")) {
      var calls = new CatalogCalls(service);
      CatalogFiles.publishExample(
          service.as(Principals.appdirect(calls.marketplace, null, null, role)));
      done(
          calls.manager,
          "updateCatalog",
          "PRODUCT_BASIC",
          "productCode,addOnOf\nphone,*\nstarter,\n");
      done(calls.manager, "publishCatalog", "PRODUCT", "productCode\nphone\n");
      assertThat(
              service.rows(
                  """
                  select 1 from app_version where marketplace_id = ? and live and sheet ->> 'code' = 'phone'
                    and sheet ->> 'addOn' = 'true' and sheet -> 'parents' = '[]'
                  """,
                  calls.marketplace))
          .as(role)
          .hasSize(1);
    }
  }

  static void company(Emporium emporium, UUID marketplace, UUID company, UUID parent) {
    emporium.publish(
        "installation",
        marketplace,
        "company.created",
        "company/" + company,
        new JsonObject()
            .put("companyId", company.toString())
            .put("parentId", parent == null ? null : parent.toString())
            .put("name", "Company")
            .put("enabled", true));
  }

  static void member(Emporium emporium, UUID marketplace, UUID company, UUID user) {
    emporium.publish(
        "installation",
        marketplace,
        "user.created",
        "user/" + user,
        new JsonObject()
            .put("userId", user.toString())
            .put("openchannelUserId", user.toString())
            .put("companyId", company.toString())
            .put("firstName", "Jane")
            .put("lastName", "Smith")
            .put("email", "jane@example.com")
            .put("customData", new JsonObject()));
    emporium.publish(
        "installation",
        marketplace,
        "membership.created",
        "membership/" + company + "/" + user,
        new JsonObject()
            .put("companyId", company.toString())
            .put("userId", user.toString())
            .put("roles", new JsonArray().add("ROLE_USER").add("ROLE_SYS_ADMIN"))
            .put("enabled", true));
  }
}
