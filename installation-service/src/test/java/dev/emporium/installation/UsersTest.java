package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class UsersTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/openchannel-users.yaml");
  private static Shop first;
  private Shop shop;
  private TestClient client;

  @BeforeAll
  static void open(Emporium emporium) {
    first = Shop.open(emporium);
  }

  @BeforeEach
  void aMarketplace() {
    shop = first.another();
    client = shop.openchannel();
  }

  private JsonObject ok(String operation, TestClient.Response answer) {
    REPLAY.check(operation, answer);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonObject put(String id, JsonObject body) {
    return ok("putUser", client.post("/v2/users/" + id, body));
  }

  private int status(String operation, TestClient.Response answer) {
    return REPLAY.check(operation, answer).status();
  }

  @Test
  void theExamplesFit() {
    assertThat(REPLAY.brokenExamples()).isEmpty();
  }

  @Test
  void theDocumentsSampleMakesAUserAndReadsItBack() {
    JsonObject made = put("123", REPLAY.requestObject("putUser"));
    assertThat(made.getString("userId")).isEqualTo("123");
    assertThat(made.getString("name")).isEqualTo("Brian");
    assertThat(made.getString("email")).isEqualTo("brian@mycompany.com");
    assertThat(made.getJsonObject("customData"))
        .isEqualTo(REPLAY.requestObject("putUser").getJsonObject("customData"));
    assertThat(ok("getUser", client.get("/v2/users/123"))).isEqualTo(made);
    assertThat(status("getUser", shop.another().openchannel().get("/v2/users/123"))).isEqualTo(404);
    assertThat(status("getUser", client.get("/v2/users/nobody"))).isEqualTo(404);
    assertThat(
            shop.emporium
                .awaitEvent("installation", e -> "Brian".equals(e.data().getString("firstName")))
                .type())
        .isEqualTo("user.created");
  }

  @Test
  void formsAreTakenAsWell() {
    JsonObject made =
        ok(
            "putUser",
            client.form("/v2/users/f1", Map.of("name", "Eve", "customData", "{\"a\":1}")));
    assertThat(made.getJsonObject("customData")).isEqualTo(new JsonObject().put("a", 1));
  }

  @Test
  void omittedFieldsStayAndPatchMerges() {
    put(
        "u",
        new JsonObject()
            .put("name", "Brian May")
            .put("email", "b@example.com")
            .put("customData", new JsonObject().put("a", 1).put("b", 2)));
    JsonObject replaced =
        put("u", new JsonObject().put("customData", new JsonObject().put("c", 3)));
    assertThat(replaced.getString("name")).isEqualTo("Brian May");
    assertThat(replaced.getJsonObject("customData")).isEqualTo(new JsonObject().put("c", 3));
    JsonObject merged =
        ok(
            "patchUser",
            client.patch(
                "/v2/users/u",
                new JsonObject()
                    .put("customData", new JsonObject().put("d", 4).putNull("c"))
                    .putNull("email")));
    assertThat(merged.getJsonObject("customData")).isEqualTo(new JsonObject().put("d", 4));
    assertThat(merged.containsKey("email")).isFalse();
    assertThat(status("patchUser", client.patch("/v2/users/none", new JsonObject())))
        .isEqualTo(404);
  }

  @Test
  void badDataNameTheField() {
    var named =
        client.post(
            "/v2/users/x", new JsonObject().put("customData", new JsonObject().put("a.b", 1)));
    assertThat(status("putUser", named)).isEqualTo(400);
    assertThat(named.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("customData");
    assertThat(status("putUser", client.post("/v2/users/x", new JsonObject().put("email", "no"))))
        .isEqualTo(400);
    put("y", new JsonObject().put("email", "same@example.com"));
    assertThat(
            status(
                "putUser",
                client.post("/v2/users/x", new JsonObject().put("email", "Same@example.com"))))
        .isEqualTo(409);
  }

  @Test
  void usersAreListedByQueryAndSort() {
    for (String name : new String[] {"Cid", "Ann", "Bob"}) {
      put(
          name,
          new JsonObject()
              .put("name", name)
              .put("customData", new JsonObject().put("tags", new JsonArray().add(name).add("t"))));
    }
    String path =
        "/v2/users?limit=2&sort="
            + encoded("{'name':1}")
            + "&query="
            + encoded("{'customData.tags':'t'}");
    JsonObject page = ok("listUsers", client.get(path));
    assertThat(page.getInteger("count")).isEqualTo(3);
    assertThat(page.getInteger("pages")).isEqualTo(2);
    assertThat(page.getJsonArray("list").getJsonObject(0).getString("name")).isEqualTo("Ann");
    assertThat(page.getJsonArray("list").getJsonObject(1).getString("name")).isEqualTo("Bob");
    assertThat(
            ok("listUsers", client.get("/v2/users?query=" + encoded("{'name':'Bob'}")))
                .getInteger("count"))
        .isEqualTo(1);
    assertThat(ok("listUsers", shop.another().openchannel().get("/v2/users")).getInteger("count"))
        .isZero();
    for (String wrong : List.of("nonsense", "{password:1}", "{'name.first':'Ann'}")) {
      assertThat(status("listUsers", client.get("/v2/users?query=" + encoded(wrong))))
          .isEqualTo(400);
      assertThat(status("listUserAccounts", client.get("/v2/userAccounts?query=" + encoded(wrong))))
          .isEqualTo(400);
    }
    assertThat(status("listUsers", client.get("/v2/users?limit=101"))).isEqualTo(400);
  }

  @Test
  void anotherServicesUserIsMadeOnce(Emporium emporium) {
    String[] asked =
        Stream.of("billing", "catalog", "billing")
            .map(
                topic ->
                    emporium
                        .publish(
                            topic,
                            shop.marketplace,
                            "user.wanted",
                            "wanted-user/card/holder",
                            new JsonObject().put("userId", "card/holder"))
                        .id())
            .toArray(String[]::new);
    var made =
        emporium.awaitEvent(
            "installation",
            e ->
                e.type().equals("user.created")
                    && "card/holder".equals(e.data().getString("openchannelUserId")));
    assertThat(made.data().getString("companyId")).isNotNull();
    Emporium.eventually(
        () ->
            assertThat(
                    shop.service.rows(
                        "select 1 from kit.inbox where event_id in (?, ?, ?)", (Object[]) asked))
                .hasSize(3));
    put("card%2Fholder", new JsonObject().put("name", "Holder"));
    assertThat(ok("listUsers", client.get("/v2/users")).getInteger("count")).isEqualTo(1);
  }

  @Test
  void theMarketplaceIsToldOfAgainWhenItIsWanted(Emporium emporium) {
    emporium.publish(
        "catalog",
        shop.marketplace,
        "marketplace.wanted",
        "wanted-marketplace/" + shop.marketplace,
        new JsonObject().put("marketplaceId", shop.marketplace.toString()));
    var told =
        emporium.awaitEvent(
            "installation",
            e ->
                e.type().equals("marketplace.updated")
                    && e.aggregateId().equals(shop.marketplace.toString()));
    assertThat(told.data().getString("name")).isEqualTo("Test");
    assertThat(told.data().getString("openchannelId")).hasSize(24);
  }

  @Test
  void aGroupLicenceCoversTheGroupAtOnceAndFromThenOn() {
    JsonObject app = shop.app(Shop.plan("free", "0.00", 0, "group"));
    put("ann", new JsonObject().put("groupId", "g"));
    put("bob", new JsonObject().put("groupId", "g"));
    JsonObject owned = shop.install(app, "ann", "free");
    assertThat(owned.getString("groupId")).isEqualTo("g");
    assertThat(shop.installing(app, "bob", "free").status()).isEqualTo(409);
    put("cid", new JsonObject());
    put("cid", new JsonObject().put("groupId", "g"));
    assertThat(ok("getUser", client.get("/v2/users/cid")).getString("groupId")).isEqualTo("g");
    assertThat(shop.installing(app, "cid", "free").status()).isEqualTo(409);
    put("cid", new JsonObject().put("groupId", "other"));
    assertThat(shop.installing(app, "cid", "free").status()).isEqualTo(200);
    JsonObject left = put("bob", new JsonObject().putNull("groupId"));
    assertThat(left.containsKey("groupId")).isFalse();
    assertThat(shop.installing(app, "bob", "free").status()).isEqualTo(200);
    assertThat(
            ok("listUsers", client.get("/v2/users?query=" + encoded("{'groupId':'g'}")))
                .getInteger("count"))
        .isEqualTo(1);
  }

  @Test
  void groupsAreMadeAndChanged() {
    assertThat(status("getUserGroup", client.get("/v2/users/groups/abc"))).isEqualTo(404);
    JsonObject made =
        ok(
            "putUserGroup",
            client.post("/v2/users/groups/abc", REPLAY.requestObject("putUserGroup")));
    assertThat(made.getString("groupId")).isEqualTo("abc");
    assertThat(made.getJsonObject("customData").getString("companyName")).isEqualTo("Automatic");
    JsonObject mailed =
        ok(
            "putUserGroup",
            client.post("/v2/users/groups/abc", new JsonObject().put("email", "g@example.com")));
    assertThat(mailed.getString("email")).isEqualTo("g@example.com");
    assertThat(mailed.getJsonObject("customData")).isEqualTo(made.getJsonObject("customData"));
    assertThat(ok("getUserGroup", client.get("/v2/users/groups/abc"))).isEqualTo(mailed);
    assertThat(status("getUserGroup", shop.another().openchannel().get("/v2/users/groups/abc")))
        .isEqualTo(404);
  }

  @Test
  void aRemovedUserLosesWhatIsItsOwnAndIsForgotten() {
    JsonObject app = shop.app(Shop.free());
    put("gone", REPLAY.requestObject("putUser"));
    JsonObject owned = shop.install(app, "gone", "free");
    assertThat(ok("deleteUser", client.delete("/v2/users/gone")).isEmpty()).isTrue();
    assertThat(status("getUser", client.get("/v2/users/gone"))).isEqualTo(404);
    assertThat(status("deleteUser", client.delete("/v2/users/gone"))).isEqualTo(404);
    assertThat(
            client
                .get("/v2/ownership/" + owned.getString("ownershipId"))
                .json()
                .getString("ownershipStatus"))
        .isEqualTo("cancelled");
    var removed =
        shop.emporium.awaitEvent(
            "installation",
            e -> e.type().equals("user.removed") && e.marketplace().equals(shop.marketplace));
    assertThat(removed.data().encode()).doesNotContain("Brian").doesNotContain("mycompany");
    assertThat(
            shop.service.rows(
                "select 1 from app_user where first_name = 'Brian'" + " and marketplace_id = ?",
                shop.marketplace))
        .isEmpty();
    JsonObject again = put("gone", new JsonObject());
    assertThat(again.getJsonObject("customData").isEmpty()).isTrue();
  }

  @Test
  void accountsBelongToUsers() {
    JsonObject made =
        ok(
            "putUserAccount",
            client.post("/v2/userAccounts/a1", REPLAY.requestObject("putUserAccount")));
    assertThat(made.getString("userId")).isEqualTo("123");
    assertThat(ok("getUserAccount", client.get("/v2/userAccounts/a1"))).isEqualTo(made);
    JsonObject changed =
        ok(
            "patchUserAccount",
            client.patch("/v2/userAccounts/a1", new JsonObject().put("name", "Brian May")));
    assertThat(changed).isEqualTo(made.copy().put("name", "Brian May"));
    JsonObject page =
        ok("listUserAccounts", client.get("/v2/userAccounts?query=" + encoded("{'userId':'123'}")));
    assertThat(page.getJsonArray("list")).containsExactly(changed);
    assertThat(status("getUserAccount", shop.another().openchannel().get("/v2/userAccounts/a1")))
        .isEqualTo(404);
    assertThat(
            status(
                "putUserAccount",
                client.post("/v2/userAccounts/a2", new JsonObject().put("name", "x"))))
        .isEqualTo(400);
    ok("deleteUserAccount", client.delete("/v2/userAccounts/a1"));
    assertThat(status("getUserAccount", client.get("/v2/userAccounts/a1"))).isEqualTo(404);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
