package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.CatalogApp;
import io.vertx.core.json.JsonObject;

/**
 * A live app as lists show it.
 *
 * @param randomize a number that changes every hour (openchannel.txt:5944)
 * @param statistics {@code {views: {30day, 90day, total}, …}}
 */
public record LiveApp(CatalogApp entry, long randomize, JsonObject statistics) {}
