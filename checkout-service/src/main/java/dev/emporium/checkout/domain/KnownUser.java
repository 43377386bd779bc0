package dev.emporium.checkout.domain;

import java.util.UUID;

/**
 * A user as the installation service's events tell it; names and address may be null.
 *
 * @param companyId the first company it was made in
 */
public record KnownUser(
    UUID id, UUID companyId, String email, String firstName, String lastName, boolean enabled) {}
