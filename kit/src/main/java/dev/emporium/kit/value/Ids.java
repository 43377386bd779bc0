package dev.emporium.kit.value;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Makes identifiers: UUIDv7 inside, and the forms the dialects show outside (24 hex digits, 20
 * letters and digits, secrets). All are random enough not to be guessed from a neighbour.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

  private Ids() {}

  /** A UUID of version 7 (RFC 9562): sorts by the millisecond it was made in. */
  public static UUID uuid7(Instant at) {
    long random = RANDOM.nextLong();
    long high = (at.toEpochMilli() << 16) | 0x7000L | (random & 0x0FFFL);
    long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /**
   * {@link #uuid7(Instant)} at the machine's time: ids need uniqueness, not the marketplace's
   * clock.
   */
  public static UUID uuid7() {
    return uuid7(Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  /** 24 lower-case hex digits, time first, as OpenChannel and HighLevel show them. */
  public static String hex24() {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    long seconds = System.currentTimeMillis() / 1000;
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (seconds >>> (24 - 8 * i));
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** 20 letters and digits, as HighLevel's companies and locations have. */
  public static String alphanumeric20() {
    return alphanumeric(20);
  }

  /** Random letters and digits, about 5.95 bits each; 43 make a 256-bit secret. */
  public static String alphanumeric(int length) {
    char[] out = new char[length];
    for (int i = 0; i < length; i++) {
      out[i] = LETTERS[RANDOM.nextInt(LETTERS.length)];
    }
    return new String(out);
  }
}
