package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens that must not pass, and those that must, over sockets. */
@SuppressWarnings("JavaUtilDate")
class TokenAttackTest {
  private static final String PATH = "/api/account/v2/companies";
  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new Rig().start();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static HttpResponse<String> call(String token) throws Exception {
    return rig.get("/v2/apps", "Authorization", "Bearer " + token);
  }

  private static void refused(String token) throws Exception {
    int before = rig.seen.size();
    HttpResponse<String> answer = call(token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(answer.body()).getInteger("code")).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate").orElseThrow()).startsWith("Basic ");
    assertThat(rig.seen).hasSize(before);
  }

  @Test
  void goodTokensOfEveryAcceptedAlgorithmPass() throws Exception {
    assertThat(call(rig.tokens.good()).statusCode()).isEqualTo(200);
    assertThat(call(rig.tokens.es256()).statusCode()).isEqualTo(200);
    assertThat(call(rig.tokens.edDsa()).statusCode()).isEqualTo(200);
  }

  @Test
  void theServiceGetsTheSealedPrincipalAndNotTheToken() throws Exception {
    assertThat(call(rig.tokens.good()).statusCode()).isEqualTo(200);
    var principal = rig.principal();
    assertThat(principal.marketplace()).isEqualTo(Tokens.MARKETPLACE);
    assertThat(principal.client()).isEqualTo("client-1");
    assertThat(principal.location()).isEqualTo(Tokens.LOCATION);
    assertThat(principal.roles()).containsExactly("ROLE_CHANNEL_ADMIN");
    assertThat(principal.expires()).isBeforeOrEqualTo(Instant.now().plusSeconds(600));
    assertThat(rig.seen.get(rig.seen.size() - 1).headers()).doesNotContainKey("authorization");
  }

  @Test
  void noCredentials() throws Exception {
    HttpResponse<String> answer = rig.get(PATH);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate"))
        .hasValue("Bearer realm=\"emporium\"");
  }

  @Test
  void algNone() throws Exception {
    refused(rig.tokens.unsigned());
  }

  @Test
  void hs256SignedWithThePublicKey() throws Exception {
    refused(rig.tokens.hs256WithPublicKey(rig.tokens.rsa.toRSAPublicKey().getEncoded()));
    refused(
        rig.tokens.hs256WithPublicKey(
            rig.tokens
                .rsa
                .toPublicJWK()
                .toJSONString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void wrongIssuerAudienceOrKey() throws Exception {
    refused(rig.tokens.with(c -> c.issuer("https://other.test")));
    refused(rig.tokens.with(c -> c.issuer(null)));
    refused(rig.tokens.with(c -> c.audience("somebody-else")));
    refused(rig.tokens.with(c -> c.audience((String) null)));
    refused(rig.tokens.signed(rig.tokens.other, "rsa-1", c -> {}));
    refused(rig.tokens.signed(rig.tokens.other, "unheard-of", c -> {}));
    refused(rig.tokens.signed(rig.tokens.rsa, "ec-1", c -> {}));
  }

  @Test
  void expiredNotYetValidOrWithoutAnEnd() throws Exception {
    Instant now = Instant.now();
    refused(rig.tokens.with(c -> c.expirationTime(Date.from(now.minusSeconds(60)))));
    refused(rig.tokens.with(c -> c.notBeforeTime(Date.from(now.plusSeconds(60)))));
    refused(rig.tokens.with(c -> c.issueTime(Date.from(now.plusSeconds(60)))));
    refused(rig.tokens.with(c -> c.expirationTime(null)));
  }

  @Test
  void otherTypesAndTamperedOnes() throws Exception {
    refused(rig.tokens.typed("logout+jwt"));
    String good = rig.tokens.good();
    refused(good.substring(0, good.length() - 6) + "AAAAAA");
    String[] parts = good.split("\\.", -1);
    String claims =
        new String(
            java.util.Base64.getUrlDecoder().decode(parts[1]),
            java.nio.charset.StandardCharsets.UTF_8);
    String forged =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                claims
                    .replace("client-1", "client-2")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    refused(parts[0] + "." + forged + "." + parts[2]);
    refused("not.a.token");
    refused("");
  }

  @Test
  void oversized() throws Exception {
    refused(rig.tokens.with(c -> c.claim("padding", "x".repeat(9_000))));
  }

  @Test
  void aTokenWithoutDialectIsNone() throws Exception {
    refused(rig.tokens.with(c -> c.claim("dia", null)));
  }

  @Test
  void aCachedTokenDiesWhenItExpires() throws Exception {
    assertThat(call(rig.tokens.good()).statusCode()).as("all is loaded").isEqualTo(200);
    String token = rig.tokens.with(c -> c.expirationTime(Date.from(Instant.now())));
    assertThat(call(token).statusCode()).as("within the leeway of five seconds").isEqualTo(200);
    long until = System.nanoTime() + 20_000_000_000L;
    while (call(token).statusCode() == 200 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    refused(token);
  }

  @Test
  void anotherKeyTakesOverAndTheOldOnesTokensDieWithIt() throws Exception {
    try (var own = new Rig().with("JWKS_REFRESH_SECONDS", "1").start()) {
      String old = own.bearer();
      assertThat(own.get("/v2/apps", "Authorization", old).statusCode()).isEqualTo(200);
      own.keySetStatus = 500;
      String fresh = "Bearer " + own.tokens.signed(own.tokens.other, "rsa-2", c -> {});
      assertThat(own.get("/v2/apps", "Authorization", fresh).statusCode()).isEqualTo(401);
      assertThat(own.get("/v2/apps", "Authorization", own.bearer()).statusCode())
          .as("issuer down")
          .isEqualTo(200);
      own.keySet = own.tokens.keySetWithOther();
      own.keySetStatus = 200;
      long until = System.nanoTime() + 20_000_000_000L;
      while (own.get("/v2/apps", "Authorization", fresh).statusCode() != 200
          && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      assertThat(own.get("/v2/apps", "Authorization", fresh).statusCode()).isEqualTo(200);
      assertThat(own.get("/v2/apps", "Authorization", old).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void anUnknownKeyIsFetchedAtOnce() throws Exception {
    try (var own = new Rig().start()) {
      own.keySet = own.tokens.keySetWithOther();
      String fresh = "Bearer " + own.tokens.signed(own.tokens.other, "rsa-2", c -> {});
      assertThat(own.get("/v2/apps", "Authorization", fresh).statusCode()).isEqualTo(200);
    }
  }
}
