package dev.emporium.installation;

import static dev.emporium.installation.AccountsFixture.ok;
import static dev.emporium.installation.ConsentBrowser.pkce;
import static dev.emporium.installation.ConsentBrowser.redirected;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestClient.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class ConsentTest {
  private static final String BACK = "https://app.test/back?x=1";
  private static final String PASSWORD = "correct horse battery";
  private static final String EMAIL = "ada@agency.test";
  private static AccountsFixture accounts;
  private static UUID market;
  private static UUID agency;
  private static UUID location;
  private static UUID user;
  private static TestClient http;
  private JsonObject pleo;

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
    http = accounts.service.anonymous();
    market = accounts.marketplace();
    agency = accounts.company(market, "Agency <b>");
    location = accounts.company(market, "Branch");
    ok(
        200,
        accounts
            .manager(market)
            .post(
                "/admin/v1/companies/" + location + "/parent",
                new JsonObject().put("parentId", agency.toString())));
    user = accounts.administrator(market, agency, EMAIL, PASSWORD);
  }

  @BeforeEach
  void client() {
    accounts.refusal = null;
    accounts.consents.clear();
    pleo = oauth("pleo", new JsonObject().put("public", true));
  }

  @Test
  void consentInstallsAndIsExchangedOnce() throws Exception {
    ConsentBrowser browser = signedIn(pleo, pkce());
    assertThat(browser.page.status()).isEqualTo(200);
    assertThat(browser.page.text())
        .contains("&lt;Books &amp; Co&gt;", "installations.read", "Agency &lt;b&gt;")
        .doesNotContain("<Books", "Agency <b>");
    Map<String, String> back = redirected(browser.approve("company:" + agency));
    assertThat(back).containsEntry("state", "a b&c").containsEntry("iss", "http://localhost:8080");
    assertThat(back).containsEntry("x", "1");
    assertThat(accounts.consents).hasSize(1);
    assertThat(accounts.consents.get(0).companyId()).isEqualTo(agency);
    assertThat(accounts.consents.get(0).userId()).isEqualTo(user);
    JsonObject tokens = ok(200, exchange(pleo, back.get("code"), Map.of()));
    var claims = SignedJWT.parse(tokens.getString("access_token")).getJWTClaimsSet();
    assertThat(claims.getStringClaim("dia")).isEqualTo("pleo");
    assertThat(claims.getStringClaim("cmp")).isEqualTo(agency.toString());
    assertThat(claims.getStringClaim("usr")).isEqualTo(user.toString());
    assertThat(claims.getSubject()).isEqualTo(user.toString());
    assertThat(claims.getStringClaim("app")).isEqualTo(pleo.getString("appId"));
    assertThat(claims.getStringListClaim("scp"))
        .containsExactly("installations.read", "installations.write");
    // the code again: refused, and what came of it is dead
    assertThat(error(exchange(pleo, back.get("code"), Map.of()))).isEqualTo("invalid_grant");
    assertThat(error(refresh(pleo, tokens.getString("refresh_token")))).isEqualTo("invalid_grant");
    String grant = claims.getStringClaim("gid");
    Emporium.eventually(() -> assertThat(accounts.identity("revocation/" + grant)).isPresent());
  }

  @Test
  void refreshTokensRotateAndReuseKillsTheFamily() {
    JsonObject first = ok(200, exchange(pleo, code(pleo, "company:" + agency), Map.of()));
    JsonObject second = ok(200, refresh(pleo, first.getString("refresh_token")));
    assertThat(second.getString("refresh_token")).isNotEqualTo(first.getString("refresh_token"));
    JsonObject third = ok(200, refresh(pleo, second.getString("refresh_token")));
    assertThat(error(refresh(pleo, first.getString("refresh_token")))).isEqualTo("invalid_grant");
    assertThat(error(refresh(pleo, third.getString("refresh_token")))).isEqualTo("invalid_grant");
    var revoked =
        accounts.emporium.awaitEvent(
            "installation",
            e -> e.type().equals("tokens.revoked") && e.aggregateId().equals(id(pleo)));
    assertThat(revoked.data().getString("installationId"))
        .isEqualTo(accounts.installation.toString());
    JsonObject other = oauth("pleo", new JsonObject().put("public", true));
    JsonObject mine = ok(200, exchange(pleo, code(pleo, "company:" + agency), Map.of()));
    assertThat(error(refresh(other, mine.getString("refresh_token")))).isEqualTo("invalid_grant");
  }

  @Test
  void aRefreshMayNarrowButNotWiden() throws Exception {
    JsonObject first = ok(200, exchange(pleo, code(pleo, "company:" + agency), Map.of()));
    String token = first.getString("refresh_token");
    assertThat(
            error(
                token(
                    pleo,
                    Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", "all"))))
        .isEqualTo("invalid_scope");
    JsonObject less =
        ok(
            200,
            token(
                pleo,
                Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    token,
                    "scope",
                    "installations.read")));
    assertThat(
            SignedJWT.parse(less.getString("access_token"))
                .getJWTClaimsSet()
                .getStringListClaim("scp"))
        .containsExactly("installations.read");
  }

  @Test
  void theVerifierIsChecked() {
    String code = code(pleo, "company:" + agency);
    Map<String, String> wrong =
        Map.of("code_verifier", "wrong-verifier-wrong-verifier-wrong-verifier");
    assertThat(error(exchange(pleo, code, wrong))).isEqualTo("invalid_grant");
    assertThat(error(exchange(pleo, code, Map.of("redirect_uri", "https://app.test/other"))))
        .isEqualTo("invalid_grant");
    JsonObject other = oauth("pleo", new JsonObject().put("public", true));
    assertThat(error(exchange(other, code, Map.of()))).isEqualTo("invalid_grant");
    assertThat(exchange(pleo, code, Map.of()).status()).isEqualTo(200);
    assertThat(redirected(open(pleo, Map.of()).page)).containsEntry("error", "invalid_request");
    assertThat(
            redirected(
                open(
                        pleo,
                        Map.of(
                            "code_challenge",
                            pkce().get("code_challenge"),
                            "code_challenge_method",
                            "plain"))
                    .page))
        .containsEntry("error", "invalid_request")
        .containsEntry("state", "a b&c");
  }

  @Test
  void wrongClientsAndRedirectsAreNeverRedirected() {
    for (var wrong :
        java.util.List.of(
            Map.of("redirect_uri", "https://app.test/back"),
            Map.of("redirect_uri", "https://evil.test/"),
            Map.of("client_id", "nobody"))) {
      var parameters = new HashMap<>(pkce());
      parameters.putAll(wrong);
      Response answer = open(pleo, parameters).page;
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("location")).isEmpty();
      assertThat(answer.header("content-type").orElseThrow()).startsWith("text/html");
    }
    var parameters = new HashMap<>(pkce());
    parameters.put("scope", "everything");
    assertThat(redirected(open(pleo, parameters).page)).containsEntry("error", "invalid_scope");
    parameters.put("response_type", "token");
    assertThat(redirected(open(pleo, parameters).page)).containsKey("error");
  }

  @Test
  void pagesAreProtected() {
    ConsentBrowser browser = open(pleo, pkce());
    Response page = browser.page;
    assertThat(page.header("content-security-policy").orElseThrow())
        .contains("frame-ancestors 'none'", "default-src 'none'", "https://app.test");
    assertThat(page.header("x-frame-options")).contains("DENY");
    assertThat(page.header("cache-control")).contains("no-store");
    assertThat(page.header("set-cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
    assertThat(page.text()).doesNotContain("<script").doesNotContain("http://localhost");
    var form = Map.of("decision", "signin", "email", EMAIL, "password", PASSWORD);
    assertThat(browser.submitFromElsewhere(http, form).status()).isEqualTo(403);
    assertThat(browser.submitFromElsewhere(http.with("Origin", "https://evil.test"), form).status())
        .isEqualTo(403);
    // nobody signed in: there is nothing to approve
    assertThat(
            browser.submit(Map.of("decision", "approve", "account", "company:" + agency)).status())
        .isEqualTo(403);
    ConsentBrowser other = signedIn(pleo, pkce());
    String before = other.page.text();
    assertThat(
            other
                .submit(Map.of("decision", "approve", "account", "company:" + Ids.uuid7()))
                .status())
        .isEqualTo(403);
    assertThat(before).contains("company:" + agency);
    assertThat(accounts.consents).isEmpty();
  }

  @Test
  void wrongPasswordsRunOut() {
    ConsentBrowser browser = open(pleo, pkce());
    for (int i = 0; i < 4; i++) {
      assertThat(browser.signIn("nobody@agency.test", "wrong password").status()).isEqualTo(401);
      assertThat(browser.page.text())
          .contains("E-mail or password is wrong")
          .doesNotContain("wrong password");
    }
    assertThat(browser.signIn("nobody@agency.test", "wrong password").status()).isEqualTo(403);
  }

  @Test
  void denialAndRefusalAreToldToTheApp() {
    Map<String, String> denied = redirected(signedIn(pleo, pkce()).deny());
    assertThat(denied).containsEntry("error", "access_denied").containsEntry("state", "a b&c");
    accounts.refusal = Failure.of(Kind.PAYMENT_REQUIRED, null, "The company has no payment method");
    Map<String, String> refused = redirected(signedIn(pleo, pkce()).approve("company:" + agency));
    assertThat(refused)
        .containsEntry("error", "access_denied")
        .containsEntry("error_description", "The company has no payment method");
    accounts.refusal = null;
    ConsentBrowser twice = signedIn(pleo, pkce());
    var form = Map.of("decision", "approve", "account", "company:" + agency);
    assertThat(twice.submit(form).status()).isEqualTo(302);
    assertThat(twice.submit(form).status()).isEqualTo(403);
  }

  @Test
  void highLevelTokensNameTheirAccount() throws Exception {
    JsonObject app = oauth("highlevel", new JsonObject());
    String agencyId = highlevelId(agency);
    String locationId = highlevelId(location);
    ConsentBrowser browser = signedIn(app, Map.of());
    assertThat(browser.page.text())
        .contains("company:" + agency, "location:" + location)
        .doesNotContain("location:" + agency)
        .doesNotContain("company:" + location);
    String code = redirected(browser.approve("location:" + location)).get("code");
    JsonObject mismatch =
        ok(
            400,
            highlevel(
                app,
                Map.of("grant_type", "authorization_code", "code", code, "user_type", "Company")));
    assertThat(mismatch.getString("error")).isEqualTo("invalid_grant");
    JsonObject tokens =
        ok(
            200,
            highlevel(
                app,
                Map.of("grant_type", "authorization_code", "code", code, "user_type", "Location")));
    assertThat(tokens.getString("userType")).isEqualTo("Location");
    assertThat(tokens.getString("companyId")).isEqualTo(agencyId);
    assertThat(tokens.getString("locationId")).isEqualTo(locationId);
    assertThat(tokens.getString("userId")).matches("[A-Za-z0-9]{20}");
    assertThat(tokens.getString("scope")).isEqualTo("installations.read installations.write");
    var claims = SignedJWT.parse(tokens.getString("access_token")).getJWTClaimsSet();
    assertThat(claims.getStringClaim("cmp")).isEqualTo(agency.toString());
    assertThat(claims.getStringClaim("loc")).isEqualTo(location.toString());
    JsonObject body =
        new JsonObject()
            .put("client_id", id(app))
            .put("client_secret", app.getString("clientSecret"))
            .put("grant_type", "refresh_token")
            .put("refresh_token", tokens.getString("refresh_token"))
            .put("user_type", "Location");
    JsonObject again = ok(200, http.post("/oauth/token", body));
    assertThat(again.getString("locationId")).isEqualTo(locationId);
    String forAgency = redirected(signedIn(app, Map.of()).approve("company:" + agency)).get("code");
    JsonObject whole =
        ok(200, highlevel(app, Map.of("grant_type", "authorization_code", "code", forAgency)));
    assertThat(whole.getString("userType")).isEqualTo("Company");
    assertThat(whole.containsKey("locationId")).isFalse();
    assertThat(
            error(exchange(app, forAgency, Map.of("client_secret", app.getString("clientSecret")))))
        .isEqualTo("unauthorized_client");
  }

  private String highlevelId(UUID company) {
    return ok(200, accounts.manager(market).get("/admin/v1/companies/" + company))
        .getString("highlevelId");
  }

  private static JsonObject oauth(String dialect, JsonObject more) {
    return accounts.client(
        market,
        new JsonObject()
            .put("dialect", dialect)
            .put("kind", "oauth")
            .put("name", "App")
            .put("appId", Ids.uuid7().toString())
            .put("scopes", JsonArray.of("installations.read", "installations.write"))
            .put("redirectUris", JsonArray.of(BACK))
            .mergeIn(more));
  }

  private static ConsentBrowser open(JsonObject client, Map<String, String> more) {
    return ConsentBrowser.open(http, id(client), more);
  }

  private static ConsentBrowser signedIn(JsonObject client, Map<String, String> more) {
    ConsentBrowser browser = open(client, more);
    browser.signIn(EMAIL, PASSWORD);
    return browser;
  }

  private static String code(JsonObject client, String account) {
    return redirected(signedIn(client, pkce()).approve(account)).get("code");
  }

  private static Response exchange(JsonObject client, String code, Map<String, String> more) {
    var form =
        new HashMap<>(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                ConsentBrowser.VERIFIER.getValue()));
    form.putAll(more);
    return token(client, form);
  }

  private static Response refresh(JsonObject client, String token) {
    return token(client, Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private static Response token(JsonObject client, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("client_id", id(client));
    return http.form("/oauth2/token", form);
  }

  private static Response highlevel(JsonObject client, Map<String, String> fields) {
    var form = new HashMap<>(fields);
    form.put("client_id", id(client));
    form.put("client_secret", client.getString("clientSecret"));
    return http.form("/oauth/token", form);
  }

  private static String error(Response answer) {
    return ok(400, answer).getString("error");
  }

  private static String id(JsonObject client) {
    return client.getString("clientId");
  }
}
