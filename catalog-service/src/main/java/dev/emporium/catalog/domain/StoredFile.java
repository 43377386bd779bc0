package dev.emporium.catalog.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An uploaded file (openchannel.txt:6503-6545).
 *
 * @param fileId see {@link #id}
 * @param size bytes
 * @param hash the hashes its uploader asked for, by name, upper-case hex
 * @param sha256 upper-case hex
 */
public record StoredFile(
    String fileId,
    String name,
    String contentType,
    long size,
    boolean isPrivate,
    Map<String, Object> hash,
    String sha256,
    Instant uploaded) {
  private static final Pattern ID =
      Pattern.compile("([0-9a-f]{32})/(public|private)/[0-9a-f]{24}(\\.[a-z0-9]{1,10})?");
  private static final Pattern ENDING = Pattern.compile(".*(\\.[A-Za-z0-9]{1,10})");
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,99}/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}");
  private static final int MAX_NAME = 255;

  /** Its path in the public address, and the key it is kept under. */
  public static String id(UUID marketplace, boolean isPrivate, String hex24, String name) {
    Matcher ending = ENDING.matcher(name);
    return marketplace.toString().replace("-", "")
        + (isPrivate ? "/private/" : "/public/")
        + hex24
        + (ending.matches() ? ending.group(1).toLowerCase(Locale.ROOT) : "");
  }

  /** The marketplace an id names; null when it is no id. */
  public static UUID marketplace(String fileId) {
    Matcher id = ID.matcher(fileId);
    if (!id.matches()) {
      return null;
    }
    String hex = id.group(1);
    return UUID.fromString(
        String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20)));
  }

  /** The last part of a path, without what could break a header or a file system. */
  public static String name(String sent) {
    String plain = sent == null ? "" : sent.replaceAll("[\\p{Cntrl}\"\\\\]", "_").strip();
    plain = plain.substring(plain.lastIndexOf('/') + 1);
    if (plain.length() > MAX_NAME) {
      plain = plain.substring(plain.length() - MAX_NAME);
    }
    return plain.isEmpty() ? "file" : plain;
  }

  /** A media type without parameters; what is none is octets. */
  public static String type(String sent) {
    String plain = sent == null ? "" : sent.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return TYPE.matcher(plain).matches() ? plain : "application/octet-stream";
  }
}
