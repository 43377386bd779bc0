package dev.emporium.checkout.domain.lead;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which leads a list shows. Absent filters let everything through, but deleted leads only when
 * asked for.
 *
 * @param search a part, in any case, of company, contact or e-mail address
 * @param page from 0
 */
public record LeadQuery(
    Standpoint from,
    Set<LeadStatus> statuses,
    Set<SalesStatus> salesStatuses,
    Set<SalesSource> sources,
    Set<SalesTarget> targets,
    Optional<String> search,
    Optional<Instant> fromDate,
    Optional<Instant> toDate,
    Sort sort,
    boolean descending,
    int page,
    int size) {

  /** What a list is ordered by; the lead's id breaks ties. */
  public enum Sort {
    DATE,
    COMPANY_NAME,
    RESELLER_LAST_NAME,
    USER_FULL_NAME,
    USER_LAST_NAME
  }
}
