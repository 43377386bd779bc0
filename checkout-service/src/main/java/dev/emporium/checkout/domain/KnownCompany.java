package dev.emporium.checkout.domain;

import java.util.UUID;

/**
 * A company as the installation service's events tell it.
 *
 * @param name may be null
 * @param parentId the reseller (or agency) whose customer it is, or null
 */
public record KnownCompany(UUID id, String name, UUID parentId, boolean enabled) {}
