package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient.Response;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class ReviewsOperationsTest {
  private static final ContractReplay CONTRACT =
      ContractReplay.of("contract/catalog/openchannel-content.yaml");
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static JsonObject review(String app, String user, int rating) {
    return CONTRACT
        .requestObject("createReview")
        .put("appId", app)
        .put("userId", user)
        .put("rating", rating)
        .put("mustOwnApp", false);
  }

  private static Response posted(CatalogCalls calls, JsonObject review) {
    return CONTRACT.check("createReview", calls.openchannel.post("/v2/reviews", review));
  }

  private static JsonObject written(CatalogCalls calls, JsonObject review) {
    Response answer = posted(calls, review);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonObject moderated(CatalogCalls calls, String id, String status) {
    var body = new JsonObject().put("status", new JsonObject().put("value", status));
    Response answer =
        CONTRACT.check("patchReview", calls.openchannel.patch("/v2/reviews/" + id, body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonObject shown(CatalogCalls calls, String app) {
    return calls.openchannel.get("/v2/apps/" + app).json();
  }

  private static List<String> listed(CatalogCalls calls, String parameters) {
    Response answer =
        CONTRACT.check("listReviews", calls.openchannel.get("/v2/reviews?" + parameters));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("list").stream()
        .map(each -> ((JsonObject) each).getString("userId"))
        .toList();
  }

  private static String field(Response answer) {
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void examplesAreWhatTheirSchemasSay() {
    assertThat(CONTRACT.brokenExamples()).isEmpty();
  }

  @Test
  void theDocumentsExampleIsWrittenOnceAndTold(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("My App")).getString("appId");
    JsonObject written = written(calls, review(app, "abc", 500));
    JsonObject sample = (JsonObject) CONTRACT.responseExample("createReview", 200).orElseThrow();
    for (String same : sample.fieldNames()) {
      if (!List.of("reviewId", "reportDate", "appId").contains(same)) {
        assertThat(written.getValue(same)).as(same).isEqualTo(sample.getValue(same));
      }
    }
    var event =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("review.created") && e.marketplace().equals(calls.marketplace));
    JsonObject told = event.data().getJsonObject("review");
    assertThat(event.subject()).isEqualTo("review/" + written.getString("reviewId"));
    assertThat(told.getString("openchannelAppId")).isEqualTo(app);
    assertThat(told.getString("status")).isEqualTo("pending");
    assertThat(posted(calls, review(app, "abc", 100)).status()).isEqualTo(409);
    for (String path :
        List.of(
            "/v2/reviews/" + written.getString("reviewId"),
            "/v2/reviews/apps/" + app + "/users/abc")) {
      assertThat(calls.openchannel.get(path).json()).isEqualTo(written);
      assertThat(new CatalogCalls(service).openchannel.get(path).status())
          .as("another marketplace")
          .isEqualTo(404);
    }
    assertThat(shown(calls, app).getInteger("rating")).as("not approved").isZero();
    assertThat(
            shown(calls, app)
                .getJsonObject("statistics")
                .getJsonObject("reviews")
                .getInteger("total"))
        .isEqualTo(1);
  }

  @Test
  void oneOfManyWritersOfTheSameReviewWins() {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Raced")).getString("appId");
    var statuses =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            calls
                                .openchannel
                                .post(
                                    "/v2/reviews", review(app, "abc", 100).put("autoApprove", true))
                                .status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).containsOnlyOnce(200).contains(409).hasSize(6);
    assertThat(shown(calls, app).getInteger("reviewCount")).isEqualTo(1);
  }

  @Test
  void refusalsNameTheField() {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Strict")).getString("appId");
    for (var wrong :
        Map.<String, Object>of(
                "rating",
                501,
                "headline",
                "x".repeat(51),
                "description",
                "",
                "customData",
                new JsonObject().put("$a", 1))
            .entrySet()) {
      Response answer = posted(calls, review(app, "abc", 1).put(wrong.getKey(), wrong.getValue()));
      assertThat(answer.status()).as(wrong.getKey()).isEqualTo(400);
      assertThat(field(answer)).isEqualTo(wrong.getKey());
    }
    assertThat(posted(calls, review(app, " ", 1)).status()).as("anonymous").isEqualTo(403);
    var nobody = review(app, "abc", 1);
    nobody.remove("userId");
    assertThat(posted(calls, nobody).status()).isEqualTo(403);
    assertThat(posted(calls, review("5565322ae4b0a70b13a4563b", "abc", 1)).status()).isEqualTo(404);
    assertThat(posted(calls, review(app, "abc", 1).put("mustOwnApp", true)).status())
        .as("never owned")
        .isEqualTo(403);
    assertThat(
            calls
                .openchannel
                .form(
                    "/v2/reviews",
                    Map.of(
                        "appId",
                        app,
                        "userId",
                        "abc",
                        "headline",
                        "h",
                        "description",
                        "d",
                        "rating",
                        "250",
                        "mustOwnApp",
                        "false",
                        "customData",
                        "{\"a\":1}"))
                .json()
                .getJsonObject("customData")
                .getInteger("a"))
        .isEqualTo(1);
  }

  @Test
  void whoHadTheAppMayReviewItEvenWhileTheNewsAreOnTheirWay(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Owned")).getString("appId");
    String appId =
        emporium
            .awaitEvent(
                "catalog",
                e ->
                    e.type().equals("app.approved")
                        && e.data().getJsonObject("app").getString("openchannelId").equals(id))
            .aggregateId();
    UUID user = Ids.uuid7();
    emporium.publish(
        "installation",
        calls.marketplace,
        "user.created",
        "user/" + user,
        new JsonObject()
            .put("userId", user.toString())
            .put("openchannelUserId", "owner")
            .put("companyId", Ids.uuid7().toString()));
    Emporium.eventually(
        () ->
            assertThat(service.rows("select 1 from marketplace_user where user_id = ?", user))
                .hasSize(1));
    var review = review(id, "owner", 300).put("mustOwnApp", true);
    var answer = CompletableFuture.supplyAsync(() -> posted(calls, review));
    UUID installation = Ids.uuid7();
    emporium.publish(
        "installation",
        calls.marketplace,
        "installation.uninstalled",
        "installation/" + installation,
        new JsonObject()
            .put(
                "installation",
                new JsonObject()
                    .put("installationId", installation.toString())
                    .put("ownershipId", Ids.hex24())
                    .put("appId", appId)
                    .put("userId", user.toString())
                    .put("licence", "uninstalled")
                    .put("ownershipType", "full")));
    assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(200);
  }

  @Test
  void ratingsFollowModeration(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Rated")).getString("appId");
    String first = written(calls, review(app, "a", 500)).getString("reviewId");
    String second =
        written(calls, review(app, "b", 200).put("autoApprove", true)).getString("reviewId");
    assertThat(shown(calls, app).getInteger("rating")).isEqualTo(200);
    moderated(calls, first, "approved");
    assertThat(shown(calls, app).getInteger("rating")).isEqualTo(350);
    assertThat(shown(calls, app).getInteger("reviewCount")).isEqualTo(2);
    assertThat(calls.names("query=" + encoded("{rating:{$gte:350}}"))).containsExactly("Rated");
    var words = CONTRACT.requestObject("updateReview").put("userId", "a").put("rating", 100);
    Response stranger =
        calls.openchannel.post("/v2/reviews/" + first, words.copy().put("userId", "b"));
    assertThat(CONTRACT.check("updateReview", stranger).status()).isEqualTo(403);
    Response rewritten =
        CONTRACT.check("updateReview", calls.openchannel.post("/v2/reviews/" + first, words));
    assertThat(rewritten.json().getJsonObject("status").getString("value"))
        .as("waits for approval again")
        .isEqualTo("pending");
    assertThat(shown(calls, app).getInteger("rating")).isEqualTo(200);
    moderated(calls, first, "spam");
    assertThat(
            calls
                .openchannel
                .post("/v2/reviews/" + first, words)
                .json()
                .getJsonObject("status")
                .getString("value"))
        .as("spam stays spam")
        .isEqualTo("spam");
    Response removed = calls.openchannel.delete("/v2/reviews/" + second + "?userId=x");
    assertThat(CONTRACT.check("deleteReview", removed).status()).isEqualTo(403);
    removed = CONTRACT.check("deleteReview", calls.openchannel.delete("/v2/reviews/" + second));
    assertThat(removed.json()).isEqualTo(new JsonObject());
    assertThat(shown(calls, app).getInteger("rating")).isZero();
    assertThat(calls.openchannel.get("/v2/reviews/" + second).json().getBoolean("isDeleted"))
        .isTrue();
    assertThat(calls.openchannel.delete("/v2/reviews/" + second).status()).isEqualTo(404);
    written(calls, review(app, "b", 400));
    for (String type : List.of("approved", "updated", "spam", "removed")) {
      emporium.awaitEvent(
          "catalog",
          e -> e.type().equals("review." + type) && e.marketplace().equals(calls.marketplace));
    }
  }

  @Test
  void listsFilterAndShowAuthorsTheirOwn() {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Listed")).getString("appId");
    String other = calls.published(app("Other")).getString("appId");
    written(calls, review(app, "a", 300).put("autoApprove", true));
    written(calls, review(app, "b", 100));
    written(calls, review(app, "c", 200));
    String spam = written(calls, review(app, "d", 400)).getString("reviewId");
    moderated(calls, spam, "spam");
    written(calls, review(other, "b", 500).put("autoApprove", true));
    String approved =
        "query="
            + encoded("{'status.value':'approved','appId':'" + app + "'}")
            + "&sort="
            + encoded("{'date':1}");
    assertThat(listed(calls, approved)).containsExactly("a");
    assertThat(listed(calls, approved + "&userId=b")).containsExactly("a", "b");
    assertThat(listed(calls, approved + "&userId=d")).as("spam is not shown").containsExactly("a");
    assertThat(listed(calls, "sort=" + encoded("{rating:-1}")))
        .containsExactly("b", "d", "a", "c", "b");
    assertThat(listed(calls, "sort=" + encoded("{rating:-1}") + "&limit=2&pageNumber=2"))
        .containsExactly("a", "c");
    assertThat(listed(calls, "query=" + encoded("{appName:'Other'}"))).containsExactly("b");
    assertThat(listed(new CatalogCalls(service), "")).as("another marketplace").isEmpty();
    assertThat(
            listed(calls, "userId=u2&query=" + encoded("{status:'approved','customData.x':null}")))
        .as("custom data is open")
        .hasSizeGreaterThan(1);
    for (String wrong :
        List.of(
            "query=%7B",
            "query=" + encoded("{stars:5}"),
            "query=" + encoded("{$or:[{rating:1},{'headline.x':1}]}"),
            "limit=101",
            "sort=" + encoded("{rating:2}"),
            "sort=" + encoded("{stars:1}"))) {
      Response answer = calls.openchannel.get("/v2/reviews?" + wrong);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(field(answer)).isEqualTo(wrong.split("=")[0]);
    }
  }
}
