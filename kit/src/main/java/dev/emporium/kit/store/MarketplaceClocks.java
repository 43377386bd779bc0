package dev.emporium.kit.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/** How far each marketplace's clock is ahead, remembered until it is said to have changed. */
final class MarketplaceClocks {
  private static final String LOAD =
      "select clock_offset_millis from kit.marketplace where marketplace_id = $1";

  // the age bounds what a lost notification can do
  private final Cache<UUID, Long> offsets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofSeconds(30)).build();

  /** Milliseconds, or null when it must be loaded. */
  Long known(UUID marketplace) {
    return offsets.getIfPresent(marketplace);
  }

  Future<Long> load(SqlConnection connection, UUID marketplace) {
    return connection
        .preparedQuery(LOAD)
        .execute(Tuple.of(marketplace))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return 0L;
              }
              long offset = rows.iterator().next().getLong(0);
              offsets.put(marketplace, offset);
              return offset;
            });
  }

  void forget(UUID marketplace) {
    offsets.invalidate(marketplace);
  }
}
