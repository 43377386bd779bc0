package dev.emporium.gateway.proxy;

import dev.emporium.kit.service.Settings;

/**
 * Bounds on what is passed on.
 *
 * @param maxBodyBytes longer request bodies get 413
 * @param maxHeaderBytes longer request heads get 431
 * @param maxConnections clients' connections, over all event loops
 * @param upstreamConnections kept and busy connections to one upstream, over all event loops
 * @param upstreamQueue requests that may wait for one of those, by event loop
 * @param connectMillis to reach an upstream
 * @param idleMillis without a byte in either direction
 * @param requestMillis for the whole exchange
 * @param clientIdleMillis a connection may wait for a whole request head
 * @param breakerFailures failures in a row that open an upstream's circuit
 * @param breakerMillis how long it stays open before one request may try
 * @param trustedProxies how many proxies of ours stand in front and append to X-Forwarded-For
 */
public record ProxySettings(
    long maxBodyBytes,
    int maxHeaderBytes,
    int maxConnections,
    int upstreamConnections,
    int upstreamQueue,
    int connectMillis,
    int idleMillis,
    int requestMillis,
    int clientIdleMillis,
    int breakerFailures,
    int breakerMillis,
    int trustedProxies) {

  /** Reads the environment. */
  public static ProxySettings read(Settings settings) {
    return new ProxySettings(
        settings.parsed("MAX_BODY_BYTES", Long::valueOf, "is not a whole number", 10L << 20),
        settings.number("MAX_HEADER_BYTES", 16_384),
        settings.number("MAX_CONNECTIONS", 10_000),
        settings.number("UPSTREAM_MAX_CONNECTIONS", 256),
        settings.number("UPSTREAM_MAX_QUEUE", 1_000),
        settings.number("CONNECT_TIMEOUT_MS", 2_000),
        settings.number("IDLE_TIMEOUT_MS", 30_000),
        settings.number("REQUEST_TIMEOUT_MS", 120_000),
        settings.number("CLIENT_IDLE_TIMEOUT_MS", 65_000),
        settings.number("BREAKER_FAILURES", 5),
        settings.number("BREAKER_OPEN_MS", 5_000),
        settings.number("TRUSTED_PROXIES", 0));
  }
}
