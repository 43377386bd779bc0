package dev.emporium.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a client may call: a leaky bucket for each client, marketplace and operation whose
 * contract says so, a common one for a client's other operations, HighLevel's quotas, and a bucket
 * by address for callers without credentials. Remembers a bounded number of clients; what a crowd
 * of anonymous addresses does never pushes a client out. Counts in this process only.
 */
public final class RateLimiter {
  private static final Duration FORGOTTEN = Duration.ofHours(24);

  private final LimitSettings settings;
  private final Cache<String, Buckets> clients;
  private final Cache<String, Quota> quotas;
  private final Cache<String, LeakyBucket> addresses;

  /** A client's buckets. */
  private static final class Buckets {
    final LeakyBucket common;
    final ConcurrentHashMap<String, LeakyBucket> byOperation = new ConcurrentHashMap<>();

    Buckets(LeakyBucket common) {
      this.common = common;
    }
  }

  public RateLimiter(LimitSettings settings) {
    this.settings = settings;
    clients = bounded(settings.clients());
    quotas = bounded(settings.clients());
    addresses = bounded(settings.clients());
  }

  private static <V> Cache<String, V> bounded(int size) {
    return Caffeine.newBuilder().maximumSize(size).expireAfterAccess(FORGOTTEN).build();
  }

  /**
   * Counts a request of a known client.
   *
   * @param own the operation's own limit, or null
   * @return 0 when it may pass, else the milliseconds to wait
   */
  public long client(String clientKey, String operation, Rate own, long nowNanos) {
    if (own == null && settings.byDefault() == null) {
      return 0;
    }
    Buckets buckets =
        clients.get(
            clientKey,
            key ->
                new Buckets(
                    settings.byDefault() == null
                        ? null
                        : new LeakyBucket(settings.byDefault(), nowNanos)));
    if (own == null) {
      return buckets.common.take(nowNanos);
    }
    return buckets
        .byOperation
        .computeIfAbsent(operation, id -> new LeakyBucket(own, nowNanos))
        .take(nowNanos);
  }

  /** Counts a request of a HighLevel client against its resource's quotas. */
  public Standing quota(String resourceKey, long nowMillis) {
    return quotas.get(resourceKey, key -> new Quota(settings)).take(nowMillis);
  }

  /**
   * Counts a request without (good) credentials.
   *
   * @return 0 when it may pass, else the milliseconds to wait
   */
  public long address(String address, long nowNanos) {
    if (settings.anonymous() == null) {
      return 0;
    }
    return addresses
        .get(address, key -> new LeakyBucket(settings.anonymous(), nowNanos))
        .take(nowNanos);
  }

  /**
   * As {@link #address(String, long)}, and against the operation's own limit for strangers.
   *
   * @param own null for none
   */
  public long address(String address, String operation, Rate own, long nowNanos) {
    long wait = address(address, nowNanos);
    return wait > 0 || own == null
        ? wait
        : addresses
            .get(address + " " + operation, key -> new LeakyBucket(own, nowNanos))
            .take(nowNanos);
  }

  /** Whether {@link #address} would refuse, without counting; the milliseconds to wait, or 0. */
  public long addressWait(String address, long nowNanos) {
    LeakyBucket bucket = addresses.getIfPresent(address);
    return bucket == null ? 0 : bucket.waitFor(nowNanos);
  }
}
