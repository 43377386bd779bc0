package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.CatalogApp;

/**
 * A live app as lists show it.
 *
 * @param randomize a number that changes every hour (openchannel.txt:5944)
 * @param reviewCount approved reviews, what the rating is the average of
 * @param groupId the group of developers that owns it, or null
 */
public record LiveApp(CatalogApp entry, long randomize, int reviewCount, String groupId) {}
