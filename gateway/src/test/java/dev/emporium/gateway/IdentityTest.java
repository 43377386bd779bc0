package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Basic credentials and revocations through the real compacted topic. */
@EmporiumTest
class IdentityTest {
  private static final String MARKET = "5f1a2b3c4d5e6f7a8b9c0d1e";
  private static Rig rig;

  @BeforeAll
  static void start(Emporium emporium) throws Exception {
    emporium.publishRaw(
        "identity", "credential/gone", credential("gone", "basic", MARKET, "old", true));
    emporium.publishRaw("identity", "credential/gone", null);
    emporium.publishRaw(
        "identity", "credential/first", credential("first", "basic", MARKET, "s3cret", true));
    emporium.publishRaw("identity", "credential/garbage", "{\"id\":1}");
    emporium.publishRaw("identity", "revocation/dead-grant", revoked());
    rig =
        new Rig()
            .with("KAFKA_BOOTSTRAP_SERVERS", emporium.kafka())
            .with("TOPIC_PREFIX", emporium.topics().prefix())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    rig.close();
  }

  private static String credential(
      String id, String kind, String user, String secret, boolean enabled) throws Exception {
    var principal =
        new JsonObject()
            .put("mkt", Tokens.MARKETPLACE.toString())
            .put("dia", "openchannel")
            .put("sub", user)
            .put("cli", id)
            .put("aut", "API_KEY")
            .put("rol", new JsonArray())
            .put("scp", new JsonArray());
    var json =
        new JsonObject()
            .put("id", id)
            .put("kind", kind)
            .put("user", user)
            .put("principal", principal)
            .put("enabled", enabled);
    if (kind.equals("basic")) {
      json.put("secretHash", hash(secret));
    }
    return json.encode();
  }

  private static String revoked() {
    return new JsonObject().put("until", System.currentTimeMillis() + 3_600_000).encode();
  }

  private static String hash(String text) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static int basic(String user, String secret) {
    String pair =
        Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return status("Basic " + pair);
  }

  private static int status(String authorization) {
    try {
      return rig.get("/v2/apps", "Authorization", authorization).statusCode();
    } catch (java.io.IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void marketplaceIdAndSecretPassAndNothingElse() {
    assertThat(basic(MARKET, "s3cret")).isEqualTo(200);
    var principal = rig.principal();
    assertThat(principal.marketplace()).isEqualTo(Tokens.MARKETPLACE);
    assertThat(principal.dialect()).isEqualTo("openchannel");
    assertThat(principal.grant()).isEqualTo("first");
    assertThat(basic(MARKET, "wrong")).isEqualTo(401);
    assertThat(basic(MARKET, "old")).as("taken back before the start").isEqualTo(401);
    assertThat(basic(MARKET, "")).isEqualTo(401);
    assertThat(basic("somebody", "s3cret")).isEqualTo(401);
    assertThat(status("Basic !!!")).isEqualTo(401);
    assertThat(
            status(
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString("nocolon".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(401);
    assertThat(status("Digest x")).isEqualTo(401);
  }

  @Test
  void anApiKeyIsAUserNameWithoutPassword(Emporium emporium) throws Exception {
    emporium.publishRaw(
        "identity",
        "credential/key-1",
        credential("key-1", "apikey", hash("pleo-key"), null, true));
    Emporium.eventually(() -> assertThat(basic("pleo-key", "")).isEqualTo(200));
    assertThat(basic("pleo-key", "x")).isEqualTo(401);
    assertThat(basic(hash("pleo-key"), "")).as("the hash is no key").isEqualTo(401);
  }

  @Test
  void aCachedCredentialDiesWithItsRecordOrItsRevocation(Emporium emporium) throws Exception {
    emporium.publishRaw("identity", "credential/a", credential("a", "basic", "aaa", "one", true));
    Emporium.eventually(() -> assertThat(basic("aaa", "one")).isEqualTo(200));
    emporium.publishRaw("identity", "credential/a", credential("a", "basic", "aaa", "two", true));
    Emporium.eventually(() -> assertThat(basic("aaa", "one")).isEqualTo(401));
    assertThat(basic("aaa", "two")).isEqualTo(200);
    emporium.publishRaw("identity", "credential/a", credential("a", "basic", "aaa", "two", false));
    Emporium.eventually(() -> assertThat(basic("aaa", "two")).isEqualTo(401));
    emporium.publishRaw("identity", "credential/b", credential("b", "basic", "bbb", "one", true));
    Emporium.eventually(() -> assertThat(basic("bbb", "one")).isEqualTo(200));
    emporium.publishRaw("identity", "revocation/b", revoked());
    Emporium.eventually(() -> assertThat(basic("bbb", "one")).isEqualTo(401));
  }

  @Test
  void twoSecretsOfOneMarketplaceWorkSideBySide(Emporium emporium) throws Exception {
    emporium.publishRaw("identity", "credential/r1", credential("r1", "basic", "rrr", "one", true));
    emporium.publishRaw("identity", "credential/r2", credential("r2", "basic", "rrr", "two", true));
    Emporium.eventually(() -> assertThat(basic("rrr", "one") + basic("rrr", "two")).isEqualTo(400));
    emporium.publishRaw("identity", "credential/r1", null);
    Emporium.eventually(() -> assertThat(basic("rrr", "one")).isEqualTo(401));
    assertThat(basic("rrr", "two")).isEqualTo(200);
  }

  @Test
  void aRevokedTokenIsDeadOnTheNextCallCachedOrNot(Emporium emporium) {
    String dead = "Bearer " + rig.tokens.with(c -> c.claim("gid", "dead-grant"));
    assertThat(status(dead)).as("revoked before the gateway started").isEqualTo(401);
    String token = "Bearer " + rig.tokens.with(c -> c.claim("gid", "grant-7"));
    assertThat(status(token)).isEqualTo(200);
    emporium.publishRaw("identity", "revocation/grant-7", revoked());
    Emporium.eventually(() -> assertThat(status(token)).isEqualTo(401));
    String another = "Bearer " + rig.tokens.with(c -> c.claim("gid", "grant-7"));
    assertThat(status(another)).as("every token of the grant").isEqualTo(401);
    assertThat(status(rig.bearer())).isEqualTo(200);
  }

  @Test
  void aTokenAgesByWhatItsMarketplacesClockWasMovedSinceItsIssue(Emporium emporium)
      throws Exception {
    UUID moved = UUID.fromString("0190a000-0000-7000-8000-0000000000aa");
    String early = "Bearer " + rig.tokens.with(c -> c.claim("mkt", moved.toString()));
    String elsewhere = rig.bearer();
    assertThat(status(early)).isEqualTo(200);
    emporium.publishRaw("identity", "clock/" + moved, ahead(240_000));
    emporium.publishRaw("identity", "credential/c", credential("c", "basic", "ccc", "one", true));
    Emporium.eventually(() -> assertThat(basic("ccc", "one")).isEqualTo(200));
    assertThat(status(early)).as("a minute of its five is left").isEqualTo(200);
    emporium.publishRaw("identity", "clock/" + moved, ahead(600_000));
    Emporium.eventually(() -> assertThat(status(early)).isEqualTo(401));
    String late =
        "Bearer " + rig.tokens.with(c -> c.claim("mkt", moved.toString()).claim("ofs", 600_000L));
    assertThat(status(late)).as("issued after the move").isEqualTo(200);
    String ahead =
        "Bearer " + rig.tokens.with(c -> c.claim("mkt", moved.toString()).claim("ofs", 900_000L));
    assertThat(status(ahead)).as("of a move not heard of yet").isEqualTo(200);
    assertThat(status(elsewhere)).as("another marketplace's").isEqualTo(200);
    String malformed =
        "Bearer " + rig.tokens.with(c -> c.claim("mkt", moved.toString()).claim("ofs", "far"));
    assertThat(status(malformed)).isEqualTo(401);
  }

  private static String ahead(long millis) {
    return new JsonObject().put("offsetMillis", millis).encode();
  }

  @Test
  void notReadyBeforeTheTopicWasRead(Emporium emporium) throws Exception {
    try (var own =
        new Rig()
            .with("KAFKA_BOOTSTRAP_SERVERS", emporium.kafka())
            .with("TOPIC_PREFIX", "never-made-" + emporium.topics().prefix())) {
      var starting =
          GatewayService.start(own.vertx, own.environment)
              .toCompletionStage()
              .toCompletableFuture();
      Assertions.assertThatThrownBy(() -> starting.get(2, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(starting).isNotCompletedExceptionally();
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
