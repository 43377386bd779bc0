package dev.emporium.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * A public key bound to the one algorithm it verifies, so that no token can choose another: RSA
 * keys do RS256, P-256 keys ES256, Ed25519 keys EdDSA, and nothing else is a key.
 */
final class VerifyKey implements Basis {
  private static final int SMALLEST_RSA = 2048;

  private interface Check {
    boolean passes(JWSHeader header, byte[] signed, Base64URL signature)
        throws JOSEException, GeneralSecurityException;
  }

  private final String id;
  private final JWSAlgorithm algorithm;
  private final String thumbprint;
  private final Check check;
  private volatile boolean withdrawn;

  private VerifyKey(String id, JWSAlgorithm algorithm, String thumbprint, Check check) {
    this.id = id;
    this.algorithm = algorithm;
    this.thumbprint = thumbprint;
    this.check = check;
  }

  /** The key, or empty when it is of a kind, size or use that is not accepted. */
  static Optional<VerifyKey> of(JWK jwk) {
    if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
      return Optional.empty();
    }
    try {
      VerifyKey key = known(jwk);
      boolean agrees =
          key != null && (jwk.getAlgorithm() == null || fits(jwk.getAlgorithm().getName(), key));
      return agrees ? Optional.of(key) : Optional.empty();
    } catch (JOSEException | GeneralSecurityException unusable) {
      return Optional.empty();
    }
  }

  private static boolean fits(String named, VerifyKey key) {
    return named.equals(key.algorithm.getName())
        || (named.equals("Ed25519") && key.algorithm.equals(JWSAlgorithm.EdDSA));
  }

  private static VerifyKey known(JWK jwk) throws JOSEException, GeneralSecurityException {
    String id = jwk.getKeyID();
    String print = jwk.computeThumbprint().toString();
    if (jwk instanceof RSAKey rsa && rsa.size() >= SMALLEST_RSA) {
      JWSVerifier verifier = new RSASSAVerifier(rsa.toRSAPublicKey());
      return new VerifyKey(id, JWSAlgorithm.RS256, print, verifier::verify);
    }
    if (jwk instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
      JWSVerifier verifier = new ECDSAVerifier(ec.toECPublicKey());
      return new VerifyKey(id, JWSAlgorithm.ES256, print, verifier::verify);
    }
    if (jwk instanceof OctetKeyPair okp && Curve.Ed25519.equals(okp.getCurve())) {
      var ed25519 = new Ed25519(okp.getDecodedX());
      return new VerifyKey(
          id,
          JWSAlgorithm.EdDSA,
          print,
          (header, signed, signature) -> ed25519.verify(signed, signature.decode()));
    }
    return null;
  }

  /** The {@code kid}; null when the key has none. */
  String id() {
    return id;
  }

  JWSAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether both are the same key material. */
  boolean same(VerifyKey other) {
    return thumbprint.equals(other.thumbprint);
  }

  /** Whether the signature is this key's; a malformed one is not. */
  boolean verifies(JWSHeader header, byte[] signed, Base64URL signature) {
    try {
      return algorithm.equals(header.getAlgorithm()) && check.passes(header, signed, signature);
    } catch (JOSEException | GeneralSecurityException malformed) {
      return false;
    }
  }

  void withdraw() {
    withdrawn = true;
  }

  @Override
  public boolean stands() {
    return !withdrawn;
  }
}
