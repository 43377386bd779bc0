package dev.emporium.billing.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.emporium.billing.domain.Meter;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.ProjectionStore.Location;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The catalog's apps and HighLevel's names of companies, as every wallet charge needs them. Both
 * are kept in memory for at most five seconds; this replica forgets an app as soon as it hears of a
 * change.
 */
public final class Apps {
  private final Database database;
  private final Arrivals arrivals;
  private final Cache<Key, App> apps = cache();
  private final Cache<Key, Location> locations = cache();

  private record Key(UUID marketplace, UUID id) {}

  /**
   * An app as billing sees it.
   *
   * @param snapshot the catalog's payload; do not change it
   */
  public record App(UUID appId, String openchannelId, List<Meter> meters, JsonObject snapshot) {
    /** The meter with this 24-hex id. */
    public Optional<Meter> meter(String meterId) {
      return meters.stream().filter(meter -> meter.meterId().equals(meterId)).findFirst();
    }
  }

  public Apps(Database database, Arrivals arrivals) {
    this.database = database;
    this.arrivals = arrivals;
  }

  /** An app by its id; waits 2 seconds for one that is not known yet. */
  public Future<Optional<App>> app(UUID marketplace, UUID appId) {
    App known = apps.getIfPresent(new Key(marketplace, appId));
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    return arrivals.present("app/" + appId, () -> read(marketplace, appId));
  }

  /** A location by its company; waits 2 seconds for one, and its agency, not known yet. */
  public Future<Optional<Location>> location(UUID marketplace, UUID companyId) {
    var key = new Key(marketplace, companyId);
    Location known = locations.getIfPresent(key);
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    return arrivals.settle(
        () -> readLocation(key),
        found ->
            found
                .map(location -> Optional.ofNullable(location.awaitedParent()))
                .orElse(Optional.of(companyId))
                .map(company -> Set.of("company/" + company))
                .orElse(Set.of()));
  }

  /** The catalog has changed it. */
  void forget(UUID marketplace, UUID appId) {
    apps.invalidate(new Key(marketplace, appId));
  }

  private Future<Optional<App>> read(UUID marketplace, UUID appId) {
    return database
        .read(marketplace, tx -> ProjectionStore.app(tx, appId))
        .map(
            snapshot -> {
              Optional<App> app = snapshot.map(json -> parse(appId, json));
              app.ifPresent(found -> apps.put(new Key(marketplace, appId), found));
              return app;
            });
  }

  private Future<Optional<Location>> readLocation(Key key) {
    return database
        .read(key.marketplace(), tx -> ProjectionStore.location(tx, key.id()))
        .onSuccess(
            found ->
                found
                    // a wallet may be opened at any moment, after that its currency stays
                    .filter(
                        location -> location.currency() != null && location.awaitedParent() == null)
                    .ifPresent(location -> locations.put(key, location)));
  }

  private static App parse(UUID appId, JsonObject snapshot) {
    var meters =
        snapshot
            .getJsonObject("integration", new JsonObject())
            .getJsonArray("meters", new JsonArray())
            .stream()
            .map(meter -> meter((JsonObject) meter))
            .toList();
    return new App(appId, snapshot.getString("openchannelId"), meters, snapshot);
  }

  private static Meter meter(JsonObject json) {
    return new Meter(
        json.getString("meterId"),
        json.getString("name"),
        "dynamic".equals(json.getString("priceType")),
        decimal(json, "fixedPricePerUnit"),
        decimal(json, "minPricePerUnit"),
        decimal(json, "maxPricePerUnit"));
  }

  private static BigDecimal decimal(JsonObject json, String key) {
    Object value = json.getValue(key);
    return value == null ? null : new BigDecimal(value.toString());
  }

  private static <V> Cache<Key, V> cache() {
    return Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofSeconds(5))
        .build();
  }
}
