package dev.emporium.installation.store;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.emporium.installation.store.SigningKeyStore.SigningKey;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The keys access tokens are signed with (RS256). The first start makes one; a rotation makes the
 * next, and the old one stays in the key set until its last token has expired.
 */
public final class SigningKeys {
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final Database database;
  private final SigningKeyStore store;
  private final SecretBox secrets;
  private final Duration accessTokens;
  private final Clock clock;
  private volatile Active active;

  private record Active(String kid, RSASSASigner signer, Instant loaded) {}

  public SigningKeys(
      Vertx vertx,
      Database database,
      SigningKeyStore store,
      SecretBox secrets,
      Duration accessTokens,
      Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.store = store;
    this.secrets = secrets;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /** Makes the first key unless there is one. */
  public Future<Void> start() {
    return generate()
        .compose(
            spare ->
                database.system(
                    tx ->
                        store
                            .lock(tx)
                            .compose(locked -> store.all(tx, Instant.EPOCH))
                            .compose(
                                keys ->
                                    keys.isEmpty()
                                        ? store.activate(tx, spare, clock.instant())
                                        : Future.succeededFuture())))
        .compose(done -> active())
        .mapEmpty();
  }

  /** Makes a new signing key; completes with its kid. */
  public Future<String> rotate() {
    return generate()
        .compose(
            key ->
                database.system(
                    tx ->
                        store
                            .lock(tx)
                            .compose(locked -> store.activate(tx, key, clock.instant()))
                            .map(key.kid())))
        .onSuccess(kid -> active = null);
  }

  /** Signs an access token's claims. */
  public Future<String> sign(JWTClaimsSet claims) {
    return active()
        .map(
            key -> {
              var jwt =
                  new SignedJWT(
                      new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.kid()).build(), claims);
              try {
                jwt.sign(key.signer());
              } catch (JOSEException broken) {
                throw new IllegalStateException(broken);
              }
              return jwt.serialize();
            });
  }

  /** The public keys as a JWK set. */
  public Future<JsonObject> publicKeys() {
    return keys()
        .map(
            keys ->
                new JsonObject()
                    .put("keys", new JsonArray(keys.stream().map(SigningKey::publicJwk).toList())));
  }

  private Future<Active> active() {
    Active known = active;
    if (known != null && known.loaded().plus(FRESH).isAfter(clock.instant())) {
      return Future.succeededFuture(known);
    }
    return keys().map(keys -> load(keys.get(0)));
  }

  private Active load(SigningKey key) {
    Active known = active;
    try {
      RSASSASigner signer =
          known != null && known.kid().equals(key.kid())
              ? known.signer()
              : new RSASSASigner(
                  RSAKey.parse(
                      new String(
                          secrets.open(key.sealed().getBytes(), context(key.kid())),
                          StandardCharsets.UTF_8)));
      active = new Active(key.kid(), signer, clock.instant());
      return active;
    } catch (ParseException | JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Future<List<SigningKey>> keys() {
    Instant oldest = clock.instant().minus(accessTokens).minusSeconds(300);
    return database.system(tx -> store.all(tx, oldest));
  }

  private Future<SigningKey> generate() {
    return vertx.executeBlocking(
        () -> {
          String kid = Ids.alphanumeric20();
          RSAKey key =
              new RSAKeyGenerator(2048)
                  .keyID(kid)
                  .keyUse(KeyUse.SIGNATURE)
                  .algorithm(JWSAlgorithm.RS256)
                  .generate();
          return new SigningKey(
              kid,
              true,
              Buffer.buffer(
                  secrets.seal(key.toJSONString().getBytes(StandardCharsets.UTF_8), context(kid))),
              new JsonObject(key.toPublicJWK().toJSONObject()));
        },
        false);
  }

  private static String context(String kid) {
    return "signing-key/" + kid;
  }
}
