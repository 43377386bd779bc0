package dev.emporium.gateway.auth;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.Future;
import java.text.ParseException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Verifies signed tokens: algorithm, type, issuer, key, signature, audience and times, in this
 * order, so that nothing of a token is believed before its signature. Safe for use from several
 * threads.
 */
final class TokenVerifier {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private record Trusted(IssuerSettings settings, KeySource keys) {}

  private final Map<String, Trusted> issuers = new LinkedHashMap<>();
  private final long leewayMillis;

  /**
   * @param sources in the order of {@code issuers}
   */
  TokenVerifier(List<IssuerSettings> issuers, List<KeySource> sources, int leewaySeconds) {
    for (int i = 0; i < issuers.size(); i++) {
      this.issuers.put(issuers.get(i).issuer(), new Trusted(issuers.get(i), sources.get(i)));
    }
    leewayMillis = leewaySeconds * 1_000L;
  }

  /** The credential; fails with UNAUTHENTICATED, or UNAVAILABLE while no keys are known. */
  Future<Credential> verify(String token, long nowMillis) {
    SignedJWT jwt;
    JWTClaimsSet claims;
    try {
      jwt = SignedJWT.parse(token);
      claims = jwt.getJWTClaimsSet();
    } catch (ParseException | IllegalArgumentException malformed) {
      return refused("The token is malformed");
    }
    JWSHeader header = jwt.getHeader();
    if (!ALGORITHMS.contains(header.getAlgorithm()) || !typed(header)) {
      return refused("The token's algorithm or type is not accepted");
    }
    Trusted issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
    if (issuer == null) {
      return refused("The token's issuer is not trusted");
    }
    VerifyKey key = issuer.keys.ring().find(header.getKeyID(), header.getAlgorithm());
    if (key != null) {
      return checked(jwt, claims, issuer, key, nowMillis);
    }
    return issuer
        .keys
        .fetchForUnknownKey()
        .compose(
            fetched -> {
              VerifyKey late = issuer.keys.ring().find(header.getKeyID(), header.getAlgorithm());
              return late == null
                  ? unknownKey(issuer)
                  : checked(jwt, claims, issuer, late, nowMillis);
            });
  }

  private static boolean typed(JWSHeader header) {
    JOSEObjectType type = header.getType();
    boolean known = type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
    boolean critical = header.getCriticalParams() != null && !header.getCriticalParams().isEmpty();
    return known && !critical;
  }

  private Future<Credential> checked(
      SignedJWT jwt, JWTClaimsSet claims, Trusted issuer, VerifyKey key, long nowMillis) {
    if (!key.verifies(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature())) {
      return refused("The token's signature is wrong");
    }
    if (!claims.getAudience().contains(issuer.settings.audience())) {
      return refused("The token is for another audience");
    }
    Date expires = claims.getExpirationTime();
    if (expires == null || nowMillis >= expires.toInstant().toEpochMilli() + leewayMillis) {
      return refused("The token has expired");
    }
    if (tooEarly(claims.getNotBeforeTime(), nowMillis)
        || tooEarly(claims.getIssueTime(), nowMillis)) {
      return refused("The token is not valid yet");
    }
    try {
      Principal principal =
          TokenClaims.principal(
              issuer.settings, claims, expires.toInstant().plusMillis(leewayMillis));
      return Future.succeededFuture(
          new Credential(principal, key, TokenClaims.clockAhead(issuer.settings, claims)));
    } catch (IllegalArgumentException | ClassCastException malformed) {
      return refused("The token's claims are malformed");
    }
  }

  private boolean tooEarly(Date from, long nowMillis) {
    return from != null && from.toInstant().toEpochMilli() > nowMillis + leewayMillis;
  }

  private static Future<Credential> unknownKey(Trusted issuer) {
    if (issuer.keys.ring().loaded()) {
      return refused("The token's key is not known");
    }
    return Future.failedFuture(
        Failure.of(Kind.UNAVAILABLE, null, "Tokens cannot be verified yet, try again"));
  }

  private static Future<Credential> refused(String why) {
    return Future.failedFuture(Failure.of(Kind.UNAUTHENTICATED, null, why));
  }

  /** Whether the first (the embedded) issuer's keys are known; true when there is no issuer. */
  boolean ready() {
    return issuers.values().stream().findFirst().map(t -> t.keys.ring().loaded()).orElse(true);
  }
}
