package dev.emporium.installation.domain;

import java.time.Instant;

/**
 * The licence and its times.
 *
 * @param since when the app was owned (installed, or asked for while pending)
 * @param ended when it was uninstalled; null while it is not
 * @param expires end of the trial or paid period; null for full ownership
 * @param endedBy the dialect it was ended in; null while it is not, or when it merely lapsed
 * @param until when it ends whatever is paid, because the marketplace said so; null for no such end
 */
public record Standing(
    Licence licence,
    OwnershipType type,
    Instant since,
    Instant ended,
    Instant expires,
    Channel endedBy,
    Instant until) {

  /** A standing nobody has set an end to. */
  public Standing(
      Licence licence,
      OwnershipType type,
      Instant since,
      Instant ended,
      Instant expires,
      Channel endedBy) {
    this(licence, type, since, ended, expires, endedBy, null);
  }

  /** When it ends as things are: at the end that was set, else with what is paid or tried. */
  public Instant ends() {
    return until == null ? expires : until;
  }

  /** The same ending then, whatever is paid; null lets it follow what is paid again. */
  public Standing ending(Instant at) {
    return new Standing(licence, type, since, ended, expires, endedBy, at);
  }

  /** Whether the end that was set has come. */
  public boolean isOver(Instant now) {
    return licence == Licence.ACTIVE && until != null && !until.isAfter(now);
  }

  /** Asked for, not valid yet. */
  public static Standing pending(OwnershipType type, Instant now) {
    return new Standing(Licence.PENDING, type, now, null, null, null);
  }

  Standing active(OwnershipType becomes, Instant paidUntil, Instant now) {
    return new Standing(Licence.ACTIVE, becomes, now, null, paidUntil, null, until);
  }

  Standing continued(OwnershipType becomes, Instant paidUntil) {
    return new Standing(Licence.ACTIVE, becomes, since, null, paidUntil, null, until);
  }

  Standing ended(Licence how, Channel by, Instant now) {
    return new Standing(how, type, since, now, expires, by, until);
  }

  Standing lapsed() {
    return new Standing(Licence.CANCELLED, type, since, null, expires, null, until);
  }
}
