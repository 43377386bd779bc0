package dev.emporium.catalog.appdirect;

import static dev.emporium.catalog.CatalogCalls.APPDIRECT;
import static dev.emporium.catalog.appdirect.CatalogFiles.done;
import static dev.emporium.catalog.appdirect.CatalogFiles.process;
import static dev.emporium.catalog.appdirect.CatalogFiles.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class UploadsOperationsTest {
  private static final String BASE = "/api/marketplace/v1/";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static JsonObject named(JsonArray array, String field, String value) {
    return array.stream()
        .map(JsonObject.class::cast)
        .filter(each -> value.equals(each.getString(field)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(value + " is not in " + array.encode()));
  }

  private static JsonObject product(CatalogCalls calls, String name) {
    JsonObject listed = named(calls.manager.get(BASE + "listing").array(), "name", name);
    return APPDIRECT
        .check("retrieveProduct", calls.appdirect.get(BASE + "products/" + listed.getInteger("id")))
        .json();
  }

  private static JsonArray editions(JsonObject product) {
    return product.getJsonObject("pricing").getJsonArray("editions");
  }

  @Test
  void theExampleIsAProductInEveryDialect(Emporium emporium) {
    var calls = new CatalogCalls(service);
    JsonObject created =
        done(calls.manager, "createCatalog", "CATALOG_CONSOLIDATED", CatalogFiles.example());
    assertThat(created.getInteger("rows")).isEqualTo(8);
    assertThat(created.getInteger("products")).isEqualTo(3);
    assertThat(calls.appdirect.get(BASE + "listing").array()).as("drafts").isEmpty();
    done(calls.manager, "publishCatalog", "PRODUCT", "productCode\nhelpdesk\nphone\nstarter\n");
    JsonObject product = product(calls, "IT HelpDesk");
    JsonArray editions = editions(product);
    assertThat(editions.stream().map(e -> ((JsonObject) e).getString("code")))
        .as("a user does not see what is for resellers")
        .containsExactly("basic", "pro");
    JsonObject plan = editions.getJsonObject(0).getJsonArray("plans").getJsonObject(0);
    JsonObject seat = plan.getJsonArray("costs").getJsonObject(0);
    assertThat(seat.getString("pricingStrategy")).isEqualTo("TIERED");
    assertThat(seat.getJsonArray("priceRanges")).hasSize(3);
    assertThat(seat.getJsonArray("priceRanges").getJsonObject(0).encode())
        .isEqualTo("{\"min\":0,\"max\":10,\"amount\":{\"EUR\":4.5,\"USD\":5},\"flat\":{}}");
    assertThat(editions.getJsonObject(0).getInteger("freeTrialDuration")).isEqualTo(14);
    JsonObject yearly = editions.getJsonObject(1).getJsonArray("plans").getJsonObject(0);
    assertThat(yearly.getJsonObject("contract").getInteger("minimumServiceLength")).isEqualTo(12);
    assertThat(yearly.getJsonObject("contract").getBoolean("blockContractDowngrades")).isTrue();
    assertThat(yearly.getJsonArray("costs")).hasSize(3);
    assertThat(yearly.getJsonArray("costs").getJsonObject(2).getBoolean("meteredUsage")).isTrue();
    assertThat(product.getJsonObject("listing").getString("blurb"))
        .isEqualTo("Support for cloud apps");

    JsonObject app = told(emporium, calls, "app.approved", "IT HelpDesk");
    assertThat(app.getString("productCode")).isEqualTo("helpdesk");
    assertThat(app.getJsonArray("currencies")).containsExactlyInAnyOrder("USD", "EUR");
    assertThat(app.getJsonArray("editions")).hasSize(3);
    JsonObject basic = named(app.getJsonArray("plans"), "planCode", "basic-monthly");
    assertThat(basic.getInteger("version")).isEqualTo(1);
    assertThat(basic.getBoolean("installable")).isFalse();
    assertThat(basic.getString("frequency")).isEqualTo("MONTHLY");
    assertThat(basic.getJsonObject("freeTrial").getInteger("length")).isEqualTo(14);
    JsonObject told = basic.getJsonArray("costs").getJsonObject(0);
    assertThat(told.getString("included")).isEqualTo("1");
    assertThat(told.getJsonArray("ranges").getJsonObject(0).getJsonObject("wholesale"))
        .isEqualTo(new JsonObject().put("USD", "4").put("EUR", "3.6"));
    assertThat(told.getJsonArray("ranges").getJsonObject(2).getString("max")).isNull();
    assertThat(basic.getJsonArray("unitLimits").getJsonObject(0).getString("max")).isEqualTo("500");
    JsonObject pro = named(app.getJsonArray("plans"), "planCode", "pro-yearly");
    assertThat(pro.getJsonObject("contract").getJsonObject("terminationFee").encode())
        .contains("\"USD\":\"400\"");
    assertThat(pro.getJsonObject("contract").getJsonObject("unitTerms").getJsonObject("GIGABYTE"))
        .isEqualTo(
            new JsonObject()
                .put("blockContractIncrease", false)
                .put("blockContractDecrease", true)
                .put("blockOriginalContractDecrease", false));
    JsonObject phone = told(emporium, calls, "app.approved", "Phone line");
    assertThat(phone.getJsonObject("addOn").getJsonArray("parents"))
        .containsExactly(app.getString("appId"));
    JsonObject bundle = told(emporium, calls, "app.approved", "Starter bundle");
    JsonArray items = bundle.getJsonObject("bundle").getJsonArray("items");
    assertThat(items.getJsonObject(0).getString("planId")).isEqualTo(basic.getString("planId"));
    assertThat(items.getJsonObject(1).getString("planId")).isNull();

    assertThat(calls.names("")).contains("IT HelpDesk", "Phone line");
    JsonObject seen =
        named(calls.openchannel.get("/v2/apps").json().getJsonArray("list"), "name", "IT HelpDesk");
    assertThat(seen.getJsonArray("model"))
        .as("no model can say its plans, or not everybody may buy them")
        .isEmpty();
  }

  private static JsonObject told(Emporium emporium, CatalogCalls calls, String type, String name) {
    Received event =
        emporium.awaitEvent(
            "catalog",
            received ->
                received.type().equals(type)
                    && received.marketplace().equals(calls.marketplace)
                    && received.data().getJsonObject("app").getString("name").equals(name));
    return event.data().getJsonObject("app");
  }

  @Test
  void aPriceChangeMakesADraftAndTheNextVersionOfItsPlan(Emporium emporium) {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    done(
        calls.manager,
        "updateCatalog",
        "MARKETPLACE_PRICE",
        "productCode,planCode,costCode,amounts\nphone,line-monthly,RECURRING_FLAT,USD:12.50\n");
    JsonObject before = editions(product(calls, "Phone line")).getJsonObject(0);
    assertThat(amount(before)).as("not published yet").isEqualByComparingTo("9.99");
    done(calls.manager, "publishCatalog", "PRODUCT", "productCode\nphone\n");
    JsonObject after = editions(product(calls, "Phone line")).getJsonObject(0);
    assertThat(amount(after)).isEqualByComparingTo("12.5");
    JsonObject plan = after.getJsonArray("plans").getJsonObject(0);
    assertThat(plan.getInteger("version")).isEqualTo(2);
    assertThat(plan.getString("uuid"))
        .isEqualTo(before.getJsonArray("plans").getJsonObject(0).getString("uuid"));
    Received event =
        emporium.awaitEvent(
            "catalog",
            received ->
                received.type().equals("app.approved")
                    && received.marketplace().equals(calls.marketplace)
                    && received.data().encode().contains("\"USD\":\"12.5\""));
    assertThat(
            event
                .data()
                .getJsonObject("app")
                .getJsonArray("plans")
                .getJsonObject(0)
                .getJsonObject("price")
                .getString("amount"))
        .isEqualTo("12.50");
    assertThat(
            service.rows(
                "select v.version from plan_version v join plan p using (plan_id) where p.model_id = 'line-monthly' and"
                    + " p.marketplace_id = ? order by v.version",
                calls.marketplace))
        .hasSize(2);
  }

  private static BigDecimal amount(JsonObject edition) {
    return new BigDecimal(
        edition
            .getJsonArray("plans")
            .getJsonObject(0)
            .getJsonArray("costs")
            .getJsonObject(0)
            .getJsonObject("amount")
            .getValue("USD")
            .toString());
  }

  @Test
  void mistakesAreNamedAndNothingIsDone() {
    var calls = new CatalogCalls(service);
    String file = CatalogFiles.example().replace("USD:100/EUR:90,USD:80", "100,USD:80");
    JsonObject failed = process(calls.manager, "createCatalog", "CATALOG_CONSOLIDATED", file);
    assertThat(failed.getString("status")).isEqualTo("FAILED");
    assertThat(failed.getJsonArray("errors").getJsonObject(0).encode())
        .isEqualTo(
            "{\"line\":3,\"column\":\"amounts\",\"message\":\"Amounts are written USD:4.99/EUR:4.50\"}");
    assertThat(failed.getJsonArray("errors").encode())
        .as("what is missing because of it")
        .contains("\"line\":8", "addOnOf");
    assertThat(service.rows("select 1 from app where marketplace_id = ?", calls.marketplace))
        .isEmpty();
    JsonObject second =
        process(
            calls.manager,
            "updateCatalog",
            "PRODUCT_BASIC",
            "productCode,blurb,productName\nnobody,x,y\nnobody,x,y\n");
    assertThat(second.getJsonArray("errors").encode())
        .isEqualTo(
            "[{\"line\":2,\"column\":\"productCode\",\"message\":\"There is no product of this code\"}]");
    JsonObject one =
        process(calls.manager, "createCatalog", "PRODUCT_CONSOLIDATED", CatalogFiles.example());
    assertThat(one.getJsonArray("errors").encode()).contains("\"line\":8", "productCode");
    JsonObject header =
        process(calls.manager, "publishCatalog", "PRODUCT", "productCode,colour\nx,red\n");
    assertThat(header.getJsonArray("errors").encode())
        .contains("\"line\":1", "\"column\":\"colour\"");
  }

  @Test
  void formsAndCallersAreChecked() {
    var calls = new CatalogCalls(service);
    assertThat(send(calls.manager, "createCatalog", "PRICE_BOOK_SCHEDULE", "a\nb\n").text())
        .contains("entityType: Supported here are [CATALOG_CONSOLIDATED, PRODUCT_CONSOLIDATED]");
    assertThat(send(calls.manager, "updateCatalog", "PRODUCTION_PRICE", "a\nb\n").status())
        .isEqualTo(400);
    assertThat(send(calls.manager, "publishCatalog", null, "a\nb\n").text())
        .contains("entityType: This field is required");
    assertThat(send(calls.manager, "publishCatalog", "PRODUCT", null).text())
        .contains("file: This field is required");
    assertThat(send(calls.manager, "publishCatalog", "PRODUCT", "x".repeat((5 << 20) + 1)).text())
        .contains("file: A file has at most 5242880 bytes");
    assertThat(
            calls
                .manager
                .send(
                    "POST",
                    "/api/api/v1/product-uploader-api/createCatalog",
                    "application/json",
                    "{}")
                .status())
        .isEqualTo(400);
    for (String operation : List.of("createCatalog", "updateCatalog", "publishCatalog")) {
      assertThat(send(calls.appdirect, operation, "PRODUCT", "a\nb\n").status())
          .as("ROLE_USER")
          .isEqualTo(403);
    }
    String unknown = "0198c7a2-5d3e-7a10-8c4f-6d2f6f3b9a01";
    assertThat(CatalogFiles.read(calls.manager, unknown).status()).isEqualTo(404);
    assertThat(CatalogFiles.read(calls.appdirect, unknown).status()).isEqualTo(403);
    JsonObject process =
        process(calls.manager, "publishCatalog", "PRODUCT", "productCode\nnobody\n");
    assertThat(
            CatalogFiles.read(new CatalogCalls(service).manager, process.getString("processId"))
                .status())
        .as("another marketplace")
        .isEqualTo(404);
  }

  @Test
  void everyKindOfUpdateDoesWhatItSays() {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    List<List<String>> files =
        List.of(
            List.of(
                "PRODUCT_BASIC",
                "productCode,locale,productName,blurb,supportEmail\nhelpdesk,fr-CA,Aide,Soutien,\nhelpdesk,,,,help@example.com\n"),
            List.of("EDITION", "productCode,editionCode,editionName\nhelpdesk,basic,Entry\n"),
            List.of(
                "PRICING_PLAN",
                "productCode,planCode,contractLength,renewal\nhelpdesk,basic-monthly,6,EXPIRE\n"),
            List.of(
                "EDITION_PRICING",
                """
                productCode,editionCode,planCode,frequency,costType,strategy,amounts
                helpdesk,basic,basic-free,MONTHLY,RECURRING_FLAT,FREE,
                """),
            List.of(
                "WHOLESALE_PRICE",
                "productCode,planCode,costCode,wholesale\nhelpdesk,partner-once,kit,USD:40/EUR:36\n"),
            List.of("PRODUCT_FEATURE", "productCode,title\nhelpdesk,Chat\nhelpdesk,Phone\n"),
            List.of("PRODUCT_BENEFIT", "productCode,title\nhelpdesk,Time\n"),
            List.of(
                "PRODUCT_MEDIA",
                "productCode,kind,url\nhelpdesk,SCREENSHOT,https://example.com/a.png\n"),
            List.of(
                "PRODUCT_IMAGE", "productCode,use,url\nhelpdesk,ICON,https://example.com/i.png\n"),
            List.of(
                "PRODUCT_CUSTOM_ATTRIBUTE",
                "productCode,attributeName,attributeValue\nhelpdesk,tier,gold\n"));
    for (List<String> file : files) {
      done(calls.manager, "updateCatalog", file.get(0), file.get(1));
    }
    done(calls.manager, "publishCatalog", "PRODUCT", "productCode\nhelpdesk\n");
    JsonObject product = product(calls, "IT HelpDesk");
    assertThat(product.getJsonObject("support").getString("email")).isEqualTo("help@example.com");
    assertThat(product.getJsonArray("supportedLanguages")).containsExactly("en", "fr-CA");
    JsonObject basic = editions(product).getJsonObject(0);
    assertThat(basic.getString("name")).isEqualTo("Entry");
    assertThat(basic.getJsonArray("plans")).hasSize(2);
    assertThat(
            basic
                .getJsonArray("plans")
                .getJsonObject(0)
                .getJsonObject("contract")
                .getString("renewalConfiguration"))
        .isEqualTo("EXPIRE");
    assertThat(product.getJsonArray("features")).hasSize(2);
    assertThat(product.getJsonObject("overview").getJsonArray("benefits")).hasSize(1);
    assertThat(product.getJsonArray("screenshots")).containsExactly("https://example.com/a.png");
    assertThat(product.getJsonObject("listing").getString("imageUrl"))
        .isEqualTo("https://example.com/i.png");
    assertThat(product.getJsonArray("customAttributes").getJsonObject(0).getString("value"))
        .isEqualTo("gold");
    String path = BASE + "products/" + product.getInteger("id");
    JsonObject french =
        APPDIRECT
            .check("retrieveProduct", calls.appdirect.with("Accept-Language", "fr").get(path))
            .json();
    assertThat(french.getString("name")).isEqualTo("Aide");
    assertThat(french.getJsonObject("listing").getString("blurb")).isEqualTo("Soutien");
    assertThat(calls.appdirect.get(path + "?locale=fr_CA").json().getString("name"))
        .isEqualTo("Aide");
    JsonArray models =
        named(calls.openchannel.get("/v2/apps").json().getJsonArray("list"), "name", "IT HelpDesk")
            .getJsonArray("model");
    assertThat(models).hasSize(1);
    assertThat(models.getJsonObject(0).getString("modelId")).isEqualTo("basic-free");
    // an app of OpenChannel's is found by its number
    calls.published(CatalogCalls.app("Assist", CatalogCalls.recurring()));
    int number = product(calls, "Assist").getInteger("id");
    done(
        calls.manager,
        "updateCatalog",
        "MARKETPLACE_PRICE",
        "productCode,planCode,costCode,amounts\n#" + number + ",monthly,1,USD:5.99\n");
    done(
        calls.manager,
        "publishCatalog",
        "PRODUCT",
        "productCode,action\n#" + number + ",PUBLISH\n");
    JsonObject model =
        named(calls.openchannel.get("/v2/apps").json().getJsonArray("list"), "name", "Assist")
            .getJsonArray("model")
            .getJsonObject(0);
    assertThat(model.getInteger("price")).isEqualTo(599);
    assertThat(model.getInteger("trial")).isEqualTo(14);
  }

  @Test
  void whatADeadProcessLeftBehindIsDone(Emporium emporium) {
    var calls = new CatalogCalls(service);
    service.rows(
        """
        insert into catalog_upload (marketplace_id, process_id, operation, entity_type, file_name, size, content, status,
          created_by, created_at, started_at)
        values (?, gen_random_uuid(), 'CREATE', 'CATALOG_CONSOLIDATED', 'a.csv', 1, ?, 'RUNNING', 'x', now(), now())
        """,
        calls.marketplace,
        CatalogFiles.example());
    Emporium.eventually(
        () ->
            assertThat(
                    service.rows(
                        """
                        select 1 from catalog_upload where marketplace_id = ? and status = 'SUCCEEDED' and content is null
                        """,
                        calls.marketplace))
                .hasSize(1));
    assertThat(service.rows("select 1 from app where marketplace_id = ?", calls.marketplace))
        .hasSize(3);
  }

  @Test
  void anEditByOpenChannelKeepsWhatModelsCannotSay(Emporium emporium) {
    var calls = new CatalogCalls(service);
    CatalogFiles.publishExample(calls.manager);
    String id =
        named(calls.openchannel.get("/v2/apps").json().getJsonArray("list"), "name", "IT HelpDesk")
            .getString("appId");
    var edited =
        calls.openchannel.post(
            "/v2/apps/" + id + "/versions/1",
            new JsonObject()
                .put("developerId", "apphelp")
                .put("name", "IT HelpDesk 2")
                .put(
                    "model",
                    new JsonArray()
                        .add(new JsonObject().put("modelId", "free").put("type", "free"))));
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    done(calls.manager, "publishCatalog", "PRODUCT", "productCode\nhelpdesk\n");
    JsonArray editions = editions(product(calls, "IT HelpDesk 2"));
    assertThat(editions).hasSize(2);
    assertThat(editions.encode()).contains("\"code\":\"free\"", "basic-monthly", "pro-yearly");
  }
}
