package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.OPENCHANNEL;
import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class TextSearchTest {
  private static final String ALL = "['name','customData.summary','customData.description']";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static List<String> found(
      CatalogCalls calls, String text, String fields, String parameters) {
    var answer =
        OPENCHANNEL.check(
            "searchApps",
            calls.openchannel.get(
                "/v2/apps/textSearch?text="
                    + encoded(text)
                    + "&fields="
                    + encoded(fields)
                    + parameters));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("list").stream()
        .map(app -> ((JsonObject) app).getString("name"))
        .toList();
  }

  private static CatalogCalls filled() {
    var calls = new CatalogCalls(service);
    calls.published(OPENCHANNEL.requestObject("createApp"));
    calls.published(
        app("Electricity Meter")
            .put(
                "customData",
                new JsonObject()
                    .put("summary", "Counts what you use")
                    .put("items", new JsonArray().add(new JsonObject().put("t", "Größe"))))
            .put("allow", new JsonObject().put("view", new JsonObject().put("country", "CA"))));
    calls.created(app("Electricity Draft"));
    calls.published(app("It's a \\ 'quoted' : & | ! (name)"));
    return calls;
  }

  @Test
  void wordsAreFoundInTheFieldsAskedForBestFirst() {
    CatalogCalls calls = filled();
    String approved = "&query=" + encoded("{'status.value':'approved'}");
    assertThat(found(calls, "electricity", ALL, approved))
        .as("the name counts more")
        .containsExactly("Electricity Meter", "Hot Water Assist");
    assertThat(found(calls, "electricity", "['name']", "")).containsExactly("Electricity Meter");
    assertThat(found(calls, "elec", "['customData']", "")).containsExactly("Hot Water Assist");
    assertThat(found(calls, "HEAT move", ALL, "")).containsExactly("Hot Water Assist");
    assertThat(found(calls, "heat counts", ALL, "")).as("every word").isEmpty();
    assertThat(found(calls, "grosse", "['customData.items.t']", "")).isEmpty();
    assertThat(found(calls, "große", "['customData.items.t']", "")).isNotEmpty();
    assertThat(found(calls, "electricity", ALL, "&limit=1&pageNumber=2"))
        .containsExactly("Hot Water Assist");
    assertThat(found(calls, "electricity", ALL, "&userId=nobody"))
        .as("restrictions hold")
        .containsExactly("Hot Water Assist");
    assertThat(found(calls, "'quoted' \\ & | !", "[\"name\"]", "")).hasSize(1);
    assertThat(found(calls, "!&|", ALL, "")).isEmpty();
    assertThat(found(new CatalogCalls(service), "electricity", ALL, "")).isEmpty();
  }

  @Test
  void typingMistakesAreForgivenWhenNothingElseIsFound() {
    CatalogCalls calls = filled();
    for (String typo : List.of("electrcity", "elektricity", "eletcricity", "electricityy")) {
      assertThat(found(calls, typo, "['name']", "")).as(typo).containsExactly("Electricity Meter");
    }
    assertThat(found(calls, "hot watr", ALL, "")).containsExactly("Hot Water Assist");
    assertThat(found(calls, "het", "['name']", "")).as("too short to guess").isEmpty();
    assertThat(found(calls, "xlxctrxcity", ALL, "")).as("three mistakes").isEmpty();
  }

  @Test
  void liveVersionsAreFoundAsTheyAreNow() {
    CatalogCalls calls = filled();
    JsonObject app = calls.published(app("Before"));
    String path = "/v2/apps/" + app.getString("appId");
    calls.openchannel.post(path + "/versions/1", app("After"));
    assertThat(found(calls, "after", "['name']", "")).isEmpty();
    calls.openchannel.post(
        path + "/publish",
        new JsonObject().put("developerId", "dev").put("version", 2).put("autoApprove", true));
    assertThat(found(calls, "after", "['name']", "")).containsExactly("After");
    assertThat(found(calls, "before", "['name']", "")).isEmpty();
    calls.openchannel.delete(path + "?developerId=dev");
    assertThat(found(calls, "after", "['name']", "")).isEmpty();
  }

  @Test
  void whatIsWrongIsNamed() {
    var calls = new CatalogCalls(service);
    for (String fields :
        List.of(
            "",
            "&fields=x",
            "&fields=%5B%5D",
            "&fields=%5B1%5D",
            "&fields=%5B'ownership'%5D",
            "&fields=%5B'$x'%5D")) {
      var answer =
          OPENCHANNEL.check(
              "searchApps", calls.openchannel.get("/v2/apps/textSearch?text=a" + fields));
      assertThat(answer.status()).as(fields).isEqualTo(400);
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo("fields");
    }
    var answer = calls.openchannel.get("/v2/apps/textSearch?fields=%5B'name'%5D");
    assertThat(OPENCHANNEL.check("searchApps", answer).status()).isEqualTo(400);
  }
}
