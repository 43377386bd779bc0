package dev.emporium.billing.domain;

import java.util.UUID;

/**
 * An installation under OpenChannel's name.
 *
 * @param ownershipId 24-hex
 * @param subscriptionId the last it was bought with, or null while nothing was sold
 */
public record Ownership(
    UUID installationId,
    String ownershipId,
    UUID appId,
    UUID companyId,
    UUID userId,
    UUID subscriptionId) {}
