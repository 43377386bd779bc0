package dev.emporium.installation.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must be read again (signing keys, connections' credentials) with AES-256-GCM under
 * {@code SECRETS_KEY}. Safe for use from several threads.
 */
public final class SecretBox {
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final SecretKeySpec key;

  /**
   * @param base64 exactly 32 bytes
   * @throws IllegalArgumentException when it is not
   */
  public SecretBox(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length != 32) {
      throw new IllegalArgumentException("the key must have 32 bytes");
    }
    key = new SecretKeySpec(bytes, "AES");
  }

  /**
   * Encrypts.
   *
   * @param context what the ciphertext belongs to, such as {@code connection/<id>}; it opens only
   *     with the same
   */
  public byte[] seal(byte[] plain, String context) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, context);
    byte[] out = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, out, NONCE, sealed.length);
    return out;
  }

  /**
   * Decrypts what {@link #seal} made.
   *
   * @throws IllegalStateException when the key or context is another, or a bit was changed
   */
  public byte[] open(byte[] sealed, String context) {
    return run(
        Cipher.DECRYPT_MODE,
        Arrays.copyOf(sealed, NONCE),
        Arrays.copyOfRange(sealed, NONCE, sealed.length),
        context);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, String context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalStateException("SECRETS_KEY does not open " + context, wrong);
    }
  }
}
