package dev.emporium.kit.store;

import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/** This service's database. */
public interface Database {
  /** Runs {@code work} in one transaction of this marketplace; commits when its result succeeds. */
  <T> Future<T> inMarketplace(UUID marketplace, Function<Tx, Future<T>> work);

  /** As {@link #inMarketplace} but read-only. */
  <T> Future<T> read(UUID marketplace, Function<Tx, Future<T>> work);

  /**
   * Runs {@code work} in one transaction that no marketplace's row is visible to: for tables
   * without tenants only (marketplaces themselves, keys, leases).
   */
  <T> Future<T> system(Function<Tx, Future<T>> work);
}
