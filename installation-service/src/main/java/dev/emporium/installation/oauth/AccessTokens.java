package dev.emporium.installation.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.emporium.installation.store.SigningKeys;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Makes access tokens and principals; the claims are ARCHITECTURE.md's, Identity. */
public final class AccessTokens {
  private static final String AUDIENCE = "emporium";

  private final SigningKeys keys;
  private final String issuer;
  private final Duration life;
  private final Clock clock;

  /**
   * @param life of each token
   * @param clock the machine's: the gateway checks times with its own
   */
  public AccessTokens(SigningKeys keys, String issuer, Duration life, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.life = life;
    this.clock = clock;
  }

  /** Seconds a token lives. */
  public long seconds() {
    return life.toSeconds();
  }

  public String issuer() {
    return issuer;
  }

  public Instant now() {
    return clock.instant();
  }

  /** A signed token. */
  public Future<String> sign(Principal principal) {
    Instant now = clock.instant();
    var claims = new JWTClaimsSet.Builder();
    for (var claim : principal.toJson()) {
      Object value = claim.getValue();
      claims.claim(claim.getKey(), value instanceof JsonArray array ? array.getList() : value);
    }
    return keys.sign(
        claims
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(principal.subject())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .jwtID(UUID.randomUUID().toString())
            .build());
  }
}
