package dev.emporium.installation.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.SigningKeys;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
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
  private final Database database;
  private final MarketplaceStore marketplaces;

  /**
   * @param life of each token
   * @param clock the machine's: a token's times are everybody's, not the marketplace's
   * @param marketplaces whose clocks may be ahead of it; the gateway lets a token age by what its
   *     marketplace's clock was moved since
   */
  public AccessTokens(
      SigningKeys keys,
      String issuer,
      Duration life,
      Clock clock,
      Database database,
      MarketplaceStore marketplaces) {
    this.keys = keys;
    this.issuer = issuer;
    this.life = life;
    this.clock = clock;
    this.database = database;
    this.marketplaces = marketplaces;
  }

  /** Seconds a token lives. */
  public long seconds() {
    return life.toSeconds();
  }

  public String issuer() {
    return issuer;
  }

  /** A signed token. */
  public Future<String> sign(Principal principal) {
    return (principal.marketplace() == null
            ? Future.succeededFuture(0L)
            : database.read(principal.marketplace(), marketplaces::offset))
        .compose(ahead -> sign(principal, ahead));
  }

  private Future<String> sign(Principal principal, long ahead) {
    Instant now = clock.instant();
    var claims = new JWTClaimsSet.Builder();
    for (var claim : principal.toJson()) {
      Object value = claim.getValue();
      claims.claim(claim.getKey(), value instanceof JsonArray array ? array.getList() : value);
    }
    if (ahead != 0) {
      claims.claim("ofs", ahead);
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
