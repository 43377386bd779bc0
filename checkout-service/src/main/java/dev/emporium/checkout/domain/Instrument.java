package dev.emporium.checkout.domain;

import java.util.UUID;

/**
 * A payment instrument of the buyer's company.
 *
 * @param user who added it, or null
 * @param isDefault the one taken when a cart names none
 * @param usable false when it has expired or was removed
 */
public record Instrument(String id, UUID user, boolean isDefault, boolean usable) {}
