package dev.emporium.installation.domain;

import java.util.Locale;

/** The dialect in which an installation was ended. */
public enum Channel {
  OPENCHANNEL,
  APPDIRECT,
  HIGHLEVEL,
  PLEO;

  /** The dialect's name, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #word()}; null stays null. */
  public static Channel of(String word) {
    return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
  }
}
