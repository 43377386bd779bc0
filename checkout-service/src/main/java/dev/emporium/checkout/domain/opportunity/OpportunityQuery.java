package dev.emporium.checkout.domain.opportunity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which opportunities a list shows. Absent filters let everything through.
 *
 * @param text an id, or a part of the name in any case
 * @param number the page, from 1
 */
public record OpportunityQuery(
    Visibility visibility,
    Optional<UUID> owner,
    Optional<UUID> ownerCompany,
    Optional<UUID> customer,
    Optional<UUID> customerCompany,
    Optional<OwnerType> ownerType,
    Optional<OpportunityStatus> status,
    Range effective,
    Range created,
    Optional<String> text,
    Sort sort,
    boolean descending,
    int number,
    int size) {

  /** From and to, both inclusive. */
  public record Range(Optional<Instant> from, Optional<Instant> to) {
    /** No limits. */
    public static final Range ALL = new Range(Optional.empty(), Optional.empty());

    /** Also not before this. */
    public Range from(Instant limit) {
      return new Range(from.filter(old -> old.isAfter(limit)).or(() -> Optional.of(limit)), to);
    }

    /** Also not after this. */
    public Range to(Instant limit) {
      return new Range(from, to.filter(old -> old.isBefore(limit)).or(() -> Optional.of(limit)));
    }
  }

  /** What a list can be sorted by. */
  public enum Sort {
    CREATED_ON,
    NAME,
    PURCHASE_EFFECTIVE_DATE,
    STATUS
  }
}
