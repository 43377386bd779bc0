package dev.emporium.installation;

import static dev.emporium.installation.AccountsFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class IssuerTest {
  private static final ContractReplay OAUTH = ContractReplay.of("contract/installation/oauth.yaml");
  private static final ContractReplay ADMIN = ContractReplay.of("contract/installation/admin.yaml");
  private static AccountsFixture accounts;

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
  }

  @Test
  void theOperatorIsBootstrappedAndGetsATokenOfNoMarketplace() throws Exception {
    accounts.service.restart();
    SignedJWT token =
        verified(token("operator", AccountsFixture.OPERATOR_SECRET, Map.of()), "RS256");
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getStringListClaim("rol")).containsExactly("OPERATOR");
    assertThat(claims.getClaim("mkt")).isNull();
    assertThat(claims.getStringClaim("dia")).isEqualTo("emporium");
    assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080");
    assertThat(claims.getAudience()).containsExactly("emporium");
    var times = new JsonObject(token.getPayload().toString());
    assertThat(times.getLong("exp") - times.getLong("iat")).isEqualTo(3600);
    assertThat(times.getLong("nbf")).isEqualTo(times.getLong("iat"));
  }

  @Test
  void aMarketplaceComesWithOpenChannelCredentials() {
    JsonObject request =
        ADMIN.requestObject("createMarketplace").put("partner", "ISSUER_1").put("sandbox", true);
    Response answer =
        accounts.service.as(Principals.operator()).post("/admin/v1/marketplaces", request);
    JsonObject made = ok(201, ADMIN.check("createMarketplace", answer));
    String id = made.getString("marketplaceId");
    String secret = made.getString("openchannelSecret");
    assertThat(secret).hasSize(43);
    Emporium.eventually(
        () -> {
          JsonObject credential = credential(made.getString("openchannelMarketplaceId"));
          assertThat(credential.getString("kind")).isEqualTo("basic");
          assertThat(credential.getString("secretHash")).isEqualTo(Secrets.hash(secret));
          JsonObject principal = credential.getJsonObject("principal");
          assertThat(principal.getString("mkt")).isEqualTo(id);
          assertThat(principal.getString("dia")).isEqualTo("openchannel");
          assertThat(principal.getJsonArray("rol")).isEqualTo(JsonArray.of("OPENCHANNEL_ADMIN"));
          assertThat(principal.getString("gid")).isEqualTo(credential.getString("id"));
        });
    assertThat(
            accounts.service.rows(
                "select * from kit.marketplace where marketplace_id = ?", UUID.fromString(id)))
        .hasSize(1);
    var created = accounts.emporium.awaitEvent("installation", e -> e.aggregateId().equals(id));
    assertThat(created.data().getString("currency")).isEqualTo("USD");
    assertThat(created.data().getLong("clockOffsetMillis")).isZero();
    ok(
        409,
        ADMIN.check(
            "createMarketplace",
            accounts.service.as(Principals.operator()).post("/admin/v1/marketplaces", request)));
    assertThat(
            accounts.manager(UUID.fromString(id)).post("/admin/v1/marketplaces", request).status())
        .isEqualTo(403);
    var clock =
        accounts
            .service
            .as(Principals.operator())
            .put(
                "/admin/v1/marketplaces/" + id + "/clock",
                new JsonObject().put("offsetMillis", 60_000));
    assertThat(clock.status()).isEqualTo(204);
    var moved =
        accounts.emporium.awaitEvent(
            "installation",
            e -> e.type().equals("marketplace.updated") && e.aggregateId().equals(id));
    assertThat(moved.data().getLong("clockOffsetMillis")).isEqualTo(60_000);
    assertThat(
            accounts
                .service
                .as(Principals.operator())
                .put(
                    "/admin/v1/marketplaces/" + id + "/clock",
                    new JsonObject().put("offsetMillis", 1))
                .status())
        .isEqualTo(409);
    assertThat(
            ok(
                    200,
                    ADMIN.check(
                        "listMarketplaces",
                        accounts.service.as(Principals.operator()).get("/admin/v1/marketplaces")))
                .encode())
        .contains(id)
        .doesNotContain(secret);
  }

  @Test
  void anAppDirectClientGetsItsRoles() throws Exception {
    UUID market = accounts.marketplace();
    JsonObject client = appdirect(market, "ROLE_CHANNEL_ADMIN", "ROLE_PARTNER_READ");
    String id = client.getString("clientId");
    String secret = client.getString("clientSecret");
    var claims = verified(token(id, secret, Map.of()), "RS256").getJWTClaimsSet();
    assertThat(claims.getStringClaim("mkt")).isEqualTo(market.toString());
    assertThat(claims.getStringClaim("cli")).isEqualTo(id);
    assertThat(claims.getSubject()).isEqualTo(id);
    assertThat(claims.getStringListClaim("rol"))
        .containsExactly("ROLE_CHANNEL_ADMIN", "ROLE_PARTNER_READ");
    var less = verified(token(id, secret, Map.of("scope", "ROLE_PARTNER_READ")), "RS256");
    assertThat(less.getJWTClaimsSet().getStringListClaim("rol"))
        .containsExactly("ROLE_PARTNER_READ");
    assertThat(error(400, token(id, secret, Map.of("scope", "ROLE_PARTNER"))))
        .isEqualTo("invalid_scope");
    Response wrong = token(id, secret + "x", Map.of());
    assertThat(error(401, wrong)).isEqualTo("invalid_client");
    assertThat(wrong.header("www-authenticate")).isPresent();
    assertThat(error(401, token("nobody", "secret", Map.of()))).isEqualTo("invalid_client");
    assertThat(
            error(
                400,
                token(id, secret, Map.of("grant_type", "refresh_token", "refresh_token", "x"))))
        .isEqualTo("unauthorized_client");
    assertThat(error(400, token(id, secret, Map.of("grant_type", "magic"))))
        .isEqualTo("unsupported_grant_type");
    assertThat(
            error(400, accounts.service.anonymous().form("/oauth2/token", Map.of("client_id", id))))
        .isEqualTo("invalid_request");
    String basic =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    Response byHeader =
        accounts
            .service
            .anonymous()
            .with("Authorization", "Basic " + basic)
            .form("/oauth2/token", Map.of("grant_type", "client_credentials"));
    assertThat(byHeader.status()).isEqualTo(200);
    assertThat(byHeader.header("cache-control")).contains("no-store");
  }

  @Test
  void whatTheProtocolHasNoWordForIsRefusedInItsShape() {
    for (String path : List.of("/oauth2/token", "/oauth/token")) {
      Response text = accounts.service.anonymous().send("POST", path, "text/plain", "x");
      assertThat(ok(415, text).getString("error")).isEqualTo("invalid_request");
      assertThat(text.json().getString("error_description")).contains("The body must be one of");
      assertThat(text.header("cache-control")).contains("no-store");
    }
    Response json =
        accounts.service.anonymous().send("POST", "/oauth/token", "application/json", "{");
    assertThat(ok(400, json).getString("error")).isEqualTo("invalid_request");
    assertThat(ok(405, accounts.service.anonymous().get("/oauth2/token")).getString("error"))
        .isEqualTo("invalid_request");
  }

  @Test
  void aRemovedClientIsDeadAtOnce() {
    UUID market = accounts.marketplace();
    UUID company = accounts.company(market, "Keys");
    JsonObject client =
        accounts.client(
            market,
            new JsonObject()
                .put("dialect", "pleo")
                .put("kind", "api_key")
                .put("name", "Key")
                .put("appId", Ids.uuid7().toString())
                .put("companyId", company.toString())
                .put("scopes", JsonArray.of("installations.read")));
    String key = client.getString("apiKey");
    String[] grant = new String[1];
    Emporium.eventually(
        () -> {
          JsonObject credential = credential(Secrets.hash(key));
          assertThat(credential.getString("kind")).isEqualTo("apikey");
          assertThat(credential.containsKey("secretHash")).isFalse();
          assertThat(credential.getJsonObject("principal").getString("cmp"))
              .isEqualTo(company.toString());
          assertThat(credential.getJsonObject("principal").getString("aut")).isEqualTo("API_KEY");
          grant[0] = credential.getString("id");
        });
    var manager = accounts.manager(market);
    JsonObject listed = ok(200, ADMIN.check("listClients", manager.get("/admin/v1/clients")));
    assertThat(listed.getInteger("total")).isEqualTo(2);
    assertThat(listed.encode()).doesNotContain(key).doesNotContain(Secrets.hash(key));
    String url = "/admin/v1/clients/" + client.getString("clientId");
    assertThat(accounts.manager(accounts.marketplace()).delete(url).status()).isEqualTo(404);
    assertThat(manager.delete(url).status()).isEqualTo(204);
    assertThat(manager.delete(url).status()).isEqualTo(404);
    Emporium.eventually(
        () -> {
          assertThat(accounts.identity("credential/" + grant[0])).isEmpty();
          assertThat(accounts.identity("revocation/" + grant[0])).isPresent();
        });
    var revoked =
        accounts.emporium.awaitEvent(
            "installation",
            e -> e.type().equals("tokens.revoked") && grant[0].equals(e.data().getString("grant")));
    assertThat(revoked.data().getString("clientId")).isEqualTo(client.getString("clientId"));
    String stored =
        accounts.service.rows("select * from client").toString()
            + accounts.service.rows("select * from kit.outbox")
            + accounts.service.rows("select body from kit.idempotency");
    assertThat(stored).doesNotContain(key);
  }

  @Test
  void keysRotateAndTheOldOneStays() throws Exception {
    JsonObject client = appdirect(accounts.marketplace(), "ROLE_USER");
    Response before =
        token(client.getString("clientId"), client.getString("clientSecret"), Map.of());
    String kid =
        ok(
                201,
                ADMIN.check(
                    "rotateSigningKey",
                    accounts.service.as(Principals.operator()).post("/admin/v1/signing-keys")))
            .getString("kid");
    Response after =
        token(client.getString("clientId"), client.getString("clientSecret"), Map.of());
    assertThat(verified(after, "RS256").getHeader().getKeyID()).isEqualTo(kid);
    assertThat(verified(before, "RS256").getHeader().getKeyID()).isNotEqualTo(kid);
    Response keys = accounts.service.anonymous().get("/.well-known/jwks.json");
    assertThat(ok(200, OAUTH.check("readKeys", keys)).getJsonArray("keys").size())
        .isGreaterThanOrEqualTo(2);
    assertThat(keys.text()).doesNotContain("\"d\"").doesNotContain("\"p\"");
    OAUTH.check(
        "readMetadata",
        accounts.service.anonymous().get("/.well-known/oauth-authorization-server"));
  }

  private static JsonObject credential(String user) {
    return accounts.emporium.records("identity").stream()
        .filter(entry -> entry.value() != null && user.equals(entry.json().getString("user")))
        .map(entry -> entry.json())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no credential of " + user));
  }

  private static JsonObject body(String dialect, String kind) {
    return new JsonObject().put("dialect", dialect).put("kind", kind).put("name", "Test");
  }

  private static JsonObject appdirect(UUID market, String... roles) {
    return accounts.client(
        market,
        body("appdirect", "client_credentials").put("roles", new JsonArray(List.of(roles))));
  }

  private static Response token(String id, String secret, Map<String, String> more) {
    var form =
        new java.util.HashMap<>(
            Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret));
    form.putAll(more);
    return OAUTH.check("issueToken", accounts.service.anonymous().form("/oauth2/token", form));
  }

  private static String error(int status, Response answer) {
    return ok(status, answer).getString("error");
  }

  private static SignedJWT verified(Response answer, String algorithm) throws Exception {
    var token = SignedJWT.parse(ok(200, answer).getString("access_token"));
    var keys = JWKSet.parse(accounts.service.anonymous().get("/.well-known/jwks.json").text());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    return token;
  }
}
