package dev.emporium.catalog.domain;

import java.time.Instant;

/**
 * A version's state, since when, by whom and why.
 *
 * @param reason never null; empty when none was given
 */
public record StatusChange(AppStatus value, Instant lastUpdated, Actor modifiedBy, String reason) {

  /** Who changes states (openchannel.txt:6060-6064). */
  public enum Actor {
    ADMINISTRATOR,
    DEVELOPER,
    SYSTEM;

    /** The document's spelling. */
    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** From the document's spelling. */
    public static Actor of(String wire) {
      return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** The state a new version begins in (openchannel.txt:792-797). */
  public static StatusChange draft(Instant now) {
    return new StatusChange(AppStatus.IN_DEVELOPMENT, now, Actor.DEVELOPER, "");
  }
}
