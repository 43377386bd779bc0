package dev.emporium.catalog.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How a caller names an app.
 *
 * @param column of app {@code a}
 */
public record AppKey(String column, Object value) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{24}");

  /** OpenChannel's 24 hex digits; empty for text that names no app. */
  public static Optional<AppKey> openchannel(String text) {
    return HEX.matcher(text).matches()
        ? Optional.of(new AppKey("a.openchannel_id", text))
        : Optional.empty();
  }

  /** OpenChannel's id or the uuid of all dialects. */
  public static Optional<AppKey> any(String text) {
    if (text.length() != 36) {
      return openchannel(text);
    }
    try {
      return Optional.of(new AppKey("a.app_id", UUID.fromString(text)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The id of all dialects. */
  public static AppKey of(UUID appId) {
    return new AppKey("a.app_id", appId);
  }
}
