package dev.emporium.installation.domain;

import java.time.Instant;

/**
 * The licence and its times.
 *
 * @param since when the app was owned (installed, or asked for while pending)
 * @param ended when it was uninstalled; null while it is not
 * @param expires end of the trial or paid period; null for full ownership
 * @param endedBy the dialect it was ended in; null while it is not, or when it merely lapsed
 */
public record Standing(
    Licence licence,
    OwnershipType type,
    Instant since,
    Instant ended,
    Instant expires,
    Channel endedBy) {

  /** Asked for, not valid yet. */
  public static Standing pending(OwnershipType type, Instant now) {
    return new Standing(Licence.PENDING, type, now, null, null, null);
  }

  Standing active(OwnershipType becomes, Instant until, Instant now) {
    return new Standing(Licence.ACTIVE, becomes, now, null, until, null);
  }

  Standing continued(OwnershipType becomes, Instant until) {
    return new Standing(Licence.ACTIVE, becomes, since, null, until, null);
  }

  Standing ended(Licence how, Channel by, Instant now) {
    return new Standing(how, type, since, now, expires, by);
  }

  Standing lapsed() {
    return new Standing(Licence.CANCELLED, type, since, null, expires, null);
  }
}
