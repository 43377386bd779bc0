package dev.emporium.installation.domain;

/**
 * An installation with the names OpenChannel gives to what it refers to.
 *
 * @param appId the app's 24 hex digits; null while the catalog's news of it has not arrived
 * @param developerId as {@code appId}
 * @param userId the OpenChannel user id; null when nobody in particular installed it
 * @param groupId the user group of its company; null when that is none
 */
public record Ownership(
    Installation installation, String appId, String developerId, String userId, String groupId) {}
