package dev.emporium.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 with the JDK's own provider (nimbus wants another library for it). */
final class Ed25519 {
  private static final int LENGTH = 32;
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final PublicKey key;

  /**
   * @param raw the 32 bytes of RFC 8032
   */
  Ed25519(byte[] raw) throws GeneralSecurityException {
    if (raw.length != LENGTH) {
      throw new InvalidKeyException("an Ed25519 key has 32 bytes");
    }
    byte[] encoded = new byte[X509_PREFIX.length + LENGTH];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, LENGTH);
    key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  boolean verify(byte[] signed, byte[] signature) throws GeneralSecurityException {
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(key);
    check.update(signed);
    return check.verify(signature);
  }
}
