package dev.emporium.checkout.domain.lead;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which lines of a lead's log a list shows, by time.
 *
 * @param page from 0
 */
public record ActivityQuery(
    UUID lead,
    Optional<Instant> fromDate,
    Optional<Instant> toDate,
    boolean descending,
    int page,
    int size) {}
