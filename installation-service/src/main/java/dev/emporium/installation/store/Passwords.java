package dev.emporium.installation.store;

import dev.emporium.kit.failure.Failure;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Users' passwords, kept as PBKDF2-HMAC-SHA512 ({@code iterations$salt$hash}). Hashing takes some
 * hundred milliseconds on purpose: never on an event loop.
 */
public final class Passwords {
  private static final int ITERATIONS = 210_000;
  private static final int BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Takes as long to check as any other and matches nothing: for users who do not exist. */
  private static final String NOBODY =
      ITERATIONS + "$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private Passwords() {}

  /** Fails (INVALID) on a password that is too short to keep or too long to hash. */
  public static void check(String password) {
    if (password.length() < 10 || password.length() > 200) {
      throw Failure.invalid("password", "password must have 10 to 200 characters");
    }
  }

  /** The hash to keep. */
  public static String hash(String password) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    var base64 = Base64.getEncoder();
    return ITERATIONS
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(derive(password, salt, ITERATIONS));
  }

  /** Whether the password has this hash; a null hash takes as long and is never matched. */
  public static boolean matches(String password, String hash) {
    String[] parts = (hash == null ? NOBODY : hash).split("\\$", -1);
    byte[] derived =
        derive(password, Base64.getDecoder().decode(parts[1]), Integer.parseInt(parts[0]));
    return MessageDigest.isEqual(derived, Base64.getDecoder().decode(parts[2])) && hash != null;
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, BITS))
          .getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
