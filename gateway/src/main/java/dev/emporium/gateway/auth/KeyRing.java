package dev.emporium.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * An issuer's current keys. Replacing them withdraws those that are gone: tokens verified with a
 * withdrawn key stop counting at once, cached or not. Safe for use from several threads.
 */
final class KeyRing {
  private volatile List<VerifyKey> keys = List.of();
  private volatile boolean loaded;

  /** Whether keys have ever been learned. */
  boolean loaded() {
    return loaded;
  }

  /**
   * Takes a JWKS document or a PEM public key. Keys of kinds that are not accepted are passed over.
   *
   * @throws ParseException when it is neither, or holds no acceptable key; the old keys stay
   */
  synchronized void replace(String document) throws ParseException {
    List<VerifyKey> fresh = new ArrayList<>();
    for (JWK jwk : parse(document)) {
      VerifyKey.of(jwk).map(this::known).ifPresent(fresh::add);
    }
    if (fresh.isEmpty()) {
      throw new ParseException("the key set holds no RS256, ES256 or EdDSA key", 0);
    }
    List<VerifyKey> old = keys;
    keys = List.copyOf(fresh);
    loaded = true;
    for (VerifyKey key : old) {
      if (!fresh.contains(key)) {
        key.withdraw();
      }
    }
  }

  private static List<JWK> parse(String document) throws ParseException {
    if (document.stripLeading().startsWith("-----BEGIN")) {
      try {
        return List.of(JWK.parseFromPEMEncodedObjects(document));
      } catch (JOSEException malformed) {
        throw new ParseException(malformed.getMessage(), 0);
      }
    }
    return JWKSet.parse(document).getKeys();
  }

  /** The object for a key that is known already, so that what rests on it goes on standing. */
  private VerifyKey known(VerifyKey fresh) {
    for (VerifyKey key : keys) {
      boolean sameName = key.id() == null ? fresh.id() == null : key.id().equals(fresh.id());
      if (sameName && key.same(fresh)) {
        return key;
      }
    }
    return fresh;
  }

  /**
   * The key a token names, or null. A token without {@code kid} is good only where one key of its
   * algorithm leaves no doubt; a key without {@code kid} (PEM) answers to every name.
   */
  VerifyKey find(String kid, JWSAlgorithm algorithm) {
    VerifyKey found = null;
    for (VerifyKey key : keys) {
      boolean named = kid == null || key.id() == null || key.id().equals(kid);
      if (named && key.algorithm().equals(algorithm)) {
        if (found != null) {
          return null;
        }
        found = key;
      }
    }
    return found;
  }
}
