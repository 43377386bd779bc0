package dev.emporium.catalog.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What a user has of an app, as installation told.
 *
 * @param ownershipId 24 hex digits
 * @param userId the owner as OpenChannel's callers spell them; null when not known
 * @param type full, subscription or trial
 * @param status pending, active, uninstalled or cancelled
 * @param modelId the model that was bought; null when not known
 */
public record Ownership(
    String ownershipId,
    UUID appId,
    String userId,
    String type,
    String status,
    String modelId,
    Instant since,
    Instant uninstalled,
    Instant expires) {}
