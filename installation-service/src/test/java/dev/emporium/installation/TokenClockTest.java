package dev.emporium.installation;

import static dev.emporium.installation.AccountsFixture.ok;
import static dev.emporium.installation.ConsentBrowser.pkce;
import static dev.emporium.installation.ConsentBrowser.redirected;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes and tokens expire on their marketplace's clock, which only a sandbox's owner may move. */
@EmporiumTest
class TokenClockTest {
  private static final ContractReplay ADMIN = ContractReplay.of("contract/installation/admin.yaml");
  private static final String PASSWORD = "correct horse battery";
  private static AccountsFixture accounts;
  private UUID market;
  private UUID company;
  private JsonObject app;

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
  }

  @BeforeEach
  void sandbox() {
    market = market(true);
    company = accounts.company(market, "Agency");
    accounts.administrator(market, company, "ada@agency.test", PASSWORD);
    app =
        accounts.client(
            market,
            new JsonObject()
                .put("dialect", "pleo")
                .put("kind", "oauth")
                .put("name", "App")
                .put("appId", Ids.uuid7().toString())
                .put("scopes", JsonArray.of("installations.read"))
                .put("redirectUris", JsonArray.of("https://app.test/back"))
                .put("public", true));
  }

  @Test
  void aCodeIsGoodForAMinuteOfTheMarketplacesClock() {
    String early = code();
    String late = code();
    move(market, Duration.ofSeconds(30));
    ok(200, exchange(early));
    move(market, Duration.ofSeconds(31));
    JsonObject refused = ok(400, exchange(late));
    assertThat(refused.getString("error")).isEqualTo("invalid_grant");
    assertThat(refused.getString("error_description")).isEqualTo("The code has expired");
    ok(200, exchange(code()));
  }

  @Test
  void aRefreshTokenIsGoodForAYearOfTheMarketplacesClock() {
    JsonObject first = ok(200, exchange(code()));
    move(market, Duration.ofDays(364));
    JsonObject second = ok(200, refresh(first.getString("refresh_token")));
    move(market, Duration.ofDays(364));
    JsonObject third = ok(200, refresh(second.getString("refresh_token")));
    move(market, Duration.ofDays(366));
    JsonObject refused = ok(400, refresh(third.getString("refresh_token")));
    assertThat(refused.getString("error_description")).isEqualTo("The refresh token has expired");
  }

  @Test
  void anAccessTokenSaysHowFarTheClockWasAhead() throws Exception {
    JsonObject before = ok(200, exchange(code()));
    assertThat(claim(before, "ofs")).isNull();
    move(market, Duration.ofDays(2));
    JsonObject after = ok(200, refresh(before.getString("refresh_token")));
    assertThat(claim(after, "ofs")).isEqualTo(Duration.ofDays(2).toMillis());
    Instant issued =
        SignedJWT.parse(after.getString("access_token"))
            .getJWTClaimsSet()
            .getIssueTime()
            .toInstant();
    assertThat(issued)
        .as("the machine's time")
        .isBefore(Instant.now(Clock.systemUTC()).plusSeconds(60));
    Emporium.eventually(
        () ->
            assertThat(accounts.identity("clock/" + market))
                .contains(new JsonObject().put("offsetMillis", Duration.ofDays(2).toMillis())));
  }

  @Test
  void theClockGoesForwardOnlyAndOnlyInASandbox() {
    UUID other = market(true);
    JsonObject moved = ok(200, move(market, Duration.ofDays(1)));
    assertThat(moved.getLong("offsetMillis")).isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(Instant.parse(moved.getString("now")))
        .isAfter(Instant.now(Clock.systemUTC()).plus(Duration.ofHours(23)));
    JsonObject to =
        new JsonObject()
            .put("now", Instant.now(Clock.systemUTC()).plus(Duration.ofDays(3)).toString());
    long offset = ok(200, post(market, to)).getLong("offsetMillis");
    assertThat(Duration.ofMillis(offset)).isBetween(Duration.ofHours(71), Duration.ofDays(3));
    JsonObject back = new JsonObject().put("now", Instant.now(Clock.systemUTC()).toString());
    assertThat(ok(409, ADMIN.check("moveClock", post(market, back))).getString("detail"))
        .isEqualTo("The marketplace's clock cannot be turned back");
    assertThat(read(market)).as("refused, not moved").isEqualTo(offset);
    assertThat(read(other)).as("another marketplace's").isZero();
    UUID real = market(false);
    assertThat(
            ok(409, ADMIN.check("moveClock", move(real, Duration.ofDays(1)))).getString("detail"))
        .isEqualTo("Only a sandbox marketplace's clock can be moved");
    Response operator =
        accounts
            .service
            .as(Principals.operator())
            .put(
                "/admin/v1/marketplaces/" + real + "/clock",
                new JsonObject().put("offsetMillis", 1000));
    ok(409, operator);
    assertThat(read(real)).isZero();
    ok(400, ADMIN.check("moveClock", post(market, new JsonObject())));
    JsonObject foreign = new JsonObject().put("marketplaceId", other.toString());
    ok(403, ADMIN.check("moveClock", post(market, foreign.put("advanceMillis", 1))));
  }

  private static UUID market(boolean sandbox) {
    JsonObject made =
        ok(
            201,
            accounts
                .service
                .as(Principals.operator())
                .post(
                    "/admin/v1/marketplaces",
                    new JsonObject()
                        .put("name", "Clock market")
                        .put("currency", "USD")
                        .put("partner", "C" + Ids.alphanumeric(10).toUpperCase(Locale.ROOT))
                        .put("sandbox", sandbox)));
    return UUID.fromString(made.getString("marketplaceId"));
  }

  private static Response move(UUID market, Duration by) {
    return post(market, new JsonObject().put("advanceMillis", by.toMillis()));
  }

  private static Response post(UUID market, JsonObject body) {
    return accounts.manager(market).post("/admin/v1/clock", body);
  }

  private static long read(UUID market) {
    return ok(200, ADMIN.check("readClock", accounts.manager(market).get("/admin/v1/clock")))
        .getLong("offsetMillis");
  }

  private String code() {
    var browser =
        ConsentBrowser.open(accounts.service.anonymous(), app.getString("clientId"), pkce());
    browser.signIn("ada@agency.test", PASSWORD);
    return redirected(browser.approve("company:" + company)).get("code");
  }

  private Response exchange(String code) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "code_verifier",
            ConsentBrowser.VERIFIER.getValue()));
  }

  private Response refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private Response token(Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("client_id", app.getString("clientId"));
    return accounts.service.anonymous().form("/oauth2/token", form);
  }

  private static Object claim(JsonObject tokens, String name) throws java.text.ParseException {
    return SignedJWT.parse(tokens.getString("access_token")).getJWTClaimsSet().getClaim(name);
  }
}
