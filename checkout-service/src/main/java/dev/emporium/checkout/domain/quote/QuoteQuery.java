package dev.emporium.checkout.domain.quote;

import dev.emporium.checkout.domain.opportunity.Visibility;
import java.util.Optional;
import java.util.UUID;

/**
 * Which quotes a list shows. Absent filters let everything through.
 *
 * @param seen whoever sees an opportunity sees its quotes
 * @param newest only quotes up to this number: those that were there when somebody began to read
 * @param page from 0
 */
public record QuoteQuery(
    Visibility seen,
    Optional<UUID> opportunity,
    Optional<QuoteStatus> status,
    Optional<Long> newest,
    int page,
    int size) {}
