package dev.emporium.gateway.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From a token's claims to the principal. */
final class TokenClaims {
  private static final List<String> TEXTS =
      List.of("mkt", "dia", "sub", "cli", "gid", "aut", "app", "usr", "cmp", "loc");

  private TokenClaims() {}

  /**
   * Who the token speaks for.
   *
   * @throws IllegalArgumentException when a claim is not of its kind
   */
  static Principal principal(IssuerSettings issuer, JWTClaimsSet claims, Instant expires) {
    return issuer.embedded() ? embedded(claims, expires) : external(issuer, claims, expires);
  }

  /**
   * How far the marketplace's clock was ahead when the token was issued, in milliseconds; another
   * issuer's tokens keep to the machine's time.
   *
   * @throws ClassCastException when the claim is not a number
   */
  static long clockAhead(IssuerSettings issuer, JWTClaimsSet claims) {
    if (!issuer.embedded()) {
      return Credential.MACHINE_TIME;
    }
    Object ahead = claims.getClaim("ofs");
    return ahead == null ? 0 : ((Number) ahead).longValue();
  }

  private static Principal embedded(JWTClaimsSet claims, Instant expires) {
    var json = new JsonObject().put("exp", expires.toEpochMilli());
    for (String name : TEXTS) {
      if (claims.getClaim(name) instanceof String text) {
        json.put(name, text);
      }
    }
    json.put("rol", new JsonArray(words(claims.getClaim("rol"))));
    json.put("scp", new JsonArray(words(claims.getClaim("scp"))));
    if (json.getString("dia") == null) {
      throw new IllegalArgumentException("no dialect");
    }
    return Principal.fromJson(json);
  }

  private static Principal external(IssuerSettings issuer, JWTClaimsSet claims, Instant expires) {
    String client = text(claims, "azp");
    if (client == null) {
      client = text(claims, "client_id");
    }
    Object scopes =
        claims.getClaim("scope") == null ? claims.getClaim("scp") : claims.getClaim("scope");
    return new Principal(
        issuer.marketplace(),
        issuer.dialect(),
        claims.getSubject(),
        client == null ? claims.getSubject() : client,
        claims.getJWTID(),
        "OAUTH2",
        null,
        null,
        null,
        null,
        Set.copyOf(words(descend(claims.getClaims(), issuer.rolesClaim()))),
        Set.copyOf(words(scopes)),
        expires);
  }

  private static String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }

  /** {@code realm_access.roles} goes down one object. */
  private static Object descend(Map<String, Object> claims, String path) {
    Object here = path == null ? null : claims;
    if (path != null) {
      for (String step : path.split("\\.", -1)) {
        here = here instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return here;
  }

  /** A list of texts, or one text of words. */
  private static List<String> words(Object value) {
    var words = new LinkedHashSet<String>();
    if (value instanceof String text) {
      words.addAll(List.of(text.strip().split("\\s+", -1)));
      words.remove("");
    } else if (value instanceof List<?> list) {
      list.forEach(each -> words.add(String.valueOf(each)));
    }
    return List.copyOf(words);
  }
}
