package dev.emporium.catalog.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses of files, and signed ones that expire. The keys are made of the house's internal keys:
 * the first signs, all of them verify. Times are the machine's.
 */
public final class FileLinks {
  private static final String PATH = "/files/";

  private final String base;
  private final List<byte[]> keys = new ArrayList<>();
  private final Clock clock;

  /**
   * @param base {@code https://host[:port]} that clients reach the gateway at
   * @param internalKeys {@code id:base64[,id:base64…]}
   */
  public FileLinks(String base, String internalKeys, Clock clock) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.clock = clock;
    for (String key : internalKeys.split(",", -1)) {
      String secret = key.substring(key.indexOf(':') + 1).strip();
      keys.add(mac(secret.getBytes(StandardCharsets.UTF_8), "emporium file links 1"));
    }
  }

  /** What stands before the id in a file's address, without a protocol (openchannel.txt:1679). */
  public String prefix() {
    return base.replaceFirst("^[A-Za-z]+:", "") + PATH;
  }

  /** The id an address names, whatever its protocol; an id names itself. */
  public String id(String idOrUrl) {
    String plain = idOrUrl.replaceFirst("^https?:", "");
    return plain.startsWith(prefix()) ? plain.substring(prefix().length()) : idOrUrl;
  }

  /** An address that is good for so many seconds. */
  public String signed(String fileId, long seconds) {
    long expires = clock.millis() / 1000 + seconds;
    return "%s%s%s?expires=%d&signature=%s"
        .formatted(base, PATH, fileId, expires, signature(keys.get(0), fileId, expires));
  }

  /** Whether somebody was given this address and its time has not come. */
  public boolean valid(String fileId, long expires, String signature) {
    if (expires <= clock.millis() / 1000) {
      return false;
    }
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    boolean good = false;
    for (byte[] key : keys) {
      good |=
          MessageDigest.isEqual(
              signature(key, fileId, expires).getBytes(StandardCharsets.UTF_8), given);
    }
    return good;
  }

  private static String signature(byte[] key, String fileId, long expires) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, expires + " " + fileId));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
