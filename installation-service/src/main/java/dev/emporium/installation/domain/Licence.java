package dev.emporium.installation.domain;

import java.util.Locale;

/** Whether the licence is valid, in OpenChannel's words ({@code openchannel.txt:6628}). */
public enum Licence {
  /** Not valid yet: billing has not answered. */
  PENDING,
  /** Valid, the app is installed. */
  ACTIVE,
  /** No longer valid; free and single plans may be installed again without cost. */
  UNINSTALLED,
  /** No longer valid; must be bought again. */
  CANCELLED;

  /** The word in events and in OpenChannel's answers: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #word()}. */
  public static Licence of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
