package dev.emporium.checkout.domain.quote;

import java.time.Instant;

/**
 * What the customer said to a quote.
 *
 * @param by the name that was given, or null
 * @param comment or null
 */
public record Decision(boolean approved, String by, String comment, Instant on) {}
