package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class OwnershipTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/openchannel.yaml");
  private static Shop shop;

  @BeforeAll
  static void open(Emporium emporium) {
    shop = Shop.open(emporium);
  }

  private static String id() {
    return Ids.alphanumeric(8);
  }

  @Test
  void theContractsExamplesAreValid() {
    assertThat(REPLAY.brokenExamples()).isEmpty();
  }

  @Test
  void aFreeAppIsInstalledListedReadUninstalledAndInstalledAgainUnderItsOldId() {
    JsonObject app = shop.app(Shop.free());
    String user = id();
    JsonObject made = REPLAY.check("installApp", shop.installing(app, user, "free")).json();
    assertThat(made.getString("ownershipStatus")).isEqualTo("active");
    assertThat(made.getString("ownershipType")).isEqualTo("full");
    assertThat(made.getString("appId")).isEqualTo(app.getString("openchannelId"));
    assertThat(made.getString("userId")).isEqualTo(user);
    assertThat(made.getString("developerId")).isEqualTo("dev-1");
    assertThat(made.getJsonObject("model").getInteger("price")).isZero();
    String path = "/v2/ownership/" + made.getString("ownershipId");
    assertThat(REPLAY.check("getOwnership", shop.openchannel().get(path)).json()).isEqualTo(made);
    assertThat(shop.installing(app, user, "free").status()).isEqualTo(409);

    String uninstall = "/v2/ownership/uninstall/" + made.getString("ownershipId");
    assertThat(shop.openchannel().form(uninstall, Map.of("userId", "stranger")).status())
        .isEqualTo(409);
    var ended =
        REPLAY.check("uninstallApp", shop.openchannel().form(uninstall, Map.of("userId", user)));
    assertThat(ended.json().getString("ownershipStatus")).isEqualTo("uninstalled");
    assertThat(ended.json().getLong("uninstallDate")).isPositive();
    assertThat(shop.openchannel().form(uninstall, Map.of("userId", user)).status()).isEqualTo(409);

    JsonObject again = shop.install(app, user, "free");
    assertThat(again.getString("ownershipId")).isEqualTo(made.getString("ownershipId"));
    assertThat(again.getString("ownershipStatus")).isEqualTo("active");
    assertThat(again.containsKey("uninstallDate")).isFalse();

    List<Received> told =
        shop.emporium.events("installation").stream()
            .filter(event -> event.subject().startsWith("installation/"))
            .filter(
                event ->
                    event.data().encode().contains(made.getString("ownershipId"))
                        || event.data().encode().contains(user))
            .toList();
    assertThat(told).isNotEmpty();
    String subject = told.get(0).subject();
    Emporium.eventually(
        () -> {
          var all =
              shop.emporium.events("installation").stream()
                  .filter(event -> event.subject().equals(subject))
                  .toList();
          assertThat(all.stream().map(Received::type))
              .containsExactly(
                  "installation.created",
                  "purchase.requested",
                  "installation.activated",
                  "installation.uninstalled",
                  "installation.updated",
                  "purchase.requested",
                  "installation.activated");
          assertThat(all.stream().map(Received::sequence))
              .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        });
  }

  @Test
  void aPaidAppNeedsPaymentDetailsThatWork() {
    String secondEdition = UUID.randomUUID().toString();
    JsonObject app =
        shop.app(
            Shop.plan("single", "25.00", 0, "single"),
            Shop.plan("recurring", "4.99", 14, "single")
                .put("editionId", secondEdition)
                .put("editionNumber", 78));
    UserStore.Placed rich = shop.member(id(), null);
    String user = rich.user().openchannelUserId();
    assertThat(REPLAY.check("installApp", shop.installing(app, user, "single")).status())
        .isEqualTo(402);
    shop.card(rich.company().companyId(), "approved-" + id());
    JsonObject trial = shop.install(app, user, "recurring");
    assertThat(trial.getString("ownershipType")).isEqualTo("trial");
    assertThat(trial.getLong("expires")).isGreaterThan(trial.getLong("date"));
    assertThat(trial.getJsonObject("model").getInteger("price")).isEqualTo(499);
    JsonObject requested =
        shop.emporium
            .awaitEvent(
                "installation",
                event ->
                    event.type().equals("purchase.requested")
                        && event
                            .data()
                            .getString("buyerUserId")
                            .equals(rich.user().userId().toString()))
            .data();
    assertThat(requested.getString("dueNow")).isEqualTo("0.00");
    JsonObject item = requested.getJsonArray("items").getJsonObject(0);
    assertThat(item.getString("recurring")).isEqualTo("4.99");
    assertThat(item.getInteger("trialDays")).isEqualTo(14);
    assertThat(item.getString("editionId")).isEqualTo(secondEdition);
    assertThat(item.getLong("editionNumber")).isEqualTo(78);
    assertThat(item.getJsonArray("lines").getJsonObject(0).getString("unitPrice"))
        .isEqualTo("4.99");

    String uninstall = "/v2/ownership/uninstall/" + trial.getString("ownershipId");
    assertThat(
            shop.openchannel()
                .post(uninstall, new JsonObject().put("userId", user).put("cancelOwnership", true))
                .json()
                .getString("ownershipStatus"))
        .isEqualTo("cancelled");
    JsonObject bought = shop.install(app, user, "recurring");
    assertThat(bought.getString("ownershipId")).isNotEqualTo(trial.getString("ownershipId"));
    assertThat(bought.getString("ownershipType")).isEqualTo("subscription");
  }

  @Test
  void aDeclinedCardLeavesNoLicence() {
    JsonObject app = shop.app(Shop.plan("single", "25.00", 0, "single"));
    UserStore.Placed poor = shop.member(id(), null);
    shop.card(poor.company().companyId(), "declined-" + id());
    var answer =
        REPLAY.check("installApp", shop.installing(app, poor.user().openchannelUserId(), "single"));
    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("message"))
        .isEqualTo("The credit card has been declined.");
    JsonObject list = list("{'userId':'" + poor.user().openchannelUserId() + "'}", "");
    assertThat(list.getInteger("count")).isEqualTo(1);
    assertThat(list.getJsonArray("list").getJsonObject(0).getString("ownershipStatus"))
        .isEqualTo("cancelled");
  }

  @Test
  void whatIsNotForSaleNotKnownOrNotAllowedIsRefused() {
    JsonObject app = shop.app(Shop.free());
    assertThat(
            shop.installing(new JsonObject().put("openchannelId", Ids.hex24()), id(), "free")
                .status())
        .isEqualTo(404);
    var wrongModel = shop.installing(app, id(), "other");
    assertThat(wrongModel.status()).isEqualTo(400);
    assertThat(wrongModel.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("modelId");
    var missing =
        shop.openchannel().form("/v2/ownership/install", Map.of("appId", "x", "userId", "y"));
    assertThat(REPLAY.check("installApp", missing).json().getJsonArray("errors").getJsonObject(0))
        .isEqualTo(
            new JsonObject().put("field", "modelId").put("message", "This field is required"));
    JsonObject restricted =
        app.copy()
            .put("allow", new JsonObject().put("own", new JsonObject().put("country", "Canada")));
    shop.tell("app.updated", restricted);
    assertThat(shop.installing(app, id(), "free").status()).isEqualTo(404);
    shop.tell("app.suspended", app.copy().put("onSale", false).put("status", "suspended"));
    assertThat(shop.installing(app, id(), "free").status()).isEqualTo(404);
  }

  @Test
  void aGroupLicenceIsTheGroups() {
    JsonObject app = shop.app(Shop.plan("free", "0.00", 0, "group"));
    String group = id();
    UserStore.Placed first = shop.member(id(), group);
    UserStore.Placed second = shop.member(id(), group);
    JsonObject made = shop.install(app, first.user().openchannelUserId(), "free");
    assertThat(made.getString("groupId")).isEqualTo(group);
    assertThat(shop.installing(app, second.user().openchannelUserId(), "free").status())
        .isEqualTo(409);
    var ended =
        shop.openchannel()
            .post(
                "/v2/ownership/uninstall/" + made.getString("ownershipId"),
                new JsonObject().put("userId", second.user().openchannelUserId()));
    assertThat(ended.status()).isEqualTo(200);
  }

  @Test
  void theSameRequestAtTheSameMomentGivesOneOwnership() {
    JsonObject app = shop.app(Shop.free());
    String user = id();
    List<CompletableFuture<TestClient.Response>> all =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> shop.installing(app, user, "free")))
            .toList();
    List<TestClient.Response> answers = all.stream().map(CompletableFuture::join).toList();
    assertThat(answers).allMatch(a -> a.status() == 200 || a.status() == 409);
    assertThat(
            answers.stream()
                .filter(a -> a.status() == 200)
                .map(a -> a.json().getString("ownershipId"))
                .distinct())
        .hasSize(1);
    assertThat(list("{'userId':'" + user + "'}", "").getInteger("count")).isEqualTo(1);
    assertThat(
            shop.service.rows(
                "select 1 from app_user where openchannel_user_id = ? and marketplace_id = ?",
                user,
                shop.marketplace))
        .hasSize(1);
  }

  @Test
  void listsAreQueriedSortedAndPaged() {
    Shop other = shop.another();
    JsonObject app = other.app(Shop.free());
    var ids =
        IntStream.range(0, 5)
            .mapToObj(i -> other.install(app, "u" + i, "free").getString("ownershipId"))
            .toList();
    var client = other.openchannel();
    JsonObject page =
        REPLAY.check("listOwnership", client.get("/v2/ownership?limit=2&pageNumber=2")).json();
    assertThat(page.getInteger("count")).isEqualTo(5);
    assertThat(page.getInteger("pages")).isEqualTo(3);
    assertThat(page.getJsonArray("list").getJsonObject(0).getString("ownershipId"))
        .isEqualTo(ids.get(2));
    String query =
        enc("{\"userId\":{\"$in\":[\"u1\",\"u3\"]},\"model.type\":\"free\",\"model.price\":0}");
    JsonObject some =
        client.get("/v2/ownership?query=" + query + "&sort=" + enc("{'userId':-1}")).json();
    assertThat(some.getJsonArray("list").stream().map(o -> ((JsonObject) o).getString("userId")))
        .containsExactly("u3", "u1");
    assertThat(
            client.get("/v2/ownership?query=" + enc("{'date':{$gt:1}}")).json().getInteger("count"))
        .isEqualTo(5);
    assertThat(REPLAY.check("listOwnership", client.get("/v2/ownership?limit=101")).status())
        .isEqualTo(400);
    for (String wrong : List.of("{x", "{owner:1}", "{'model.price.x':1}")) {
      var refused = client.get("/v2/ownership?query=" + enc(wrong)).json();
      assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo("query");
    }
    String foreign = "/v2/ownership/" + ids.get(0);
    assertThat(REPLAY.check("getOwnership", shop.openchannel().get(foreign)).status())
        .isEqualTo(404);
    assertThat(
            shop.openchannel()
                .post("/v2/ownership/uninstall/" + ids.get(0), new JsonObject().put("userId", "u0"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void customDataIsKeptAndCanBeQueried() {
    JsonObject app = shop.app(Shop.free());
    String user = id();
    var made =
        shop.openchannel()
            .form(
                "/v2/ownership/install",
                Map.of(
                    "appId",
                    app.getString("openchannelId"),
                    "userId",
                    user,
                    "modelId",
                    "free",
                    "customData",
                    "{\"seat\":{\"row\":7}}"));
    assertThat(made.json().getJsonObject("customData").encode())
        .isEqualTo("{\"seat\":{\"row\":7}}");
    assertThat(
            list("{'userId':'" + user + "','customData.seat.row':{'$gte':7}}", "")
                .getInteger("count"))
        .isEqualTo(1);
    var bad =
        shop.openchannel()
            .post(
                "/v2/ownership/install",
                new JsonObject()
                    .put("appId", app.getString("openchannelId"))
                    .put("userId", id())
                    .put("modelId", "free")
                    .put("customData", new JsonObject().put("a.b", 1)));
    assertThat(bad.status()).isEqualTo(400);
  }

  @Test
  void billingsSilenceIsAnsweredPending() {
    JsonObject app = shop.app(Shop.plan("single", "25.00", 0, "single"));
    UserStore.Placed user = shop.member(id(), null);
    shop.card(user.company().companyId(), "silent-" + id());
    var answer =
        REPLAY.check("installApp", shop.installing(app, user.user().openchannelUserId(), "single"));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().getString("ownershipStatus")).isEqualTo("pending");
    UUID installation =
        (UUID)
            shop.service
                .rows(
                    "select installation_id from installation where ownership_id = ?",
                    answer.json().getString("ownershipId"))
                .get(0)
                .get("installation_id");
    assertThat(installation).isNotNull();
  }

  private static JsonObject list(String query, String more) {
    return REPLAY
        .check("listOwnership", shop.openchannel().get("/v2/ownership?query=" + enc(query) + more))
        .json();
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
