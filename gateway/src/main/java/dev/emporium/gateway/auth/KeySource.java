package dev.emporium.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an issuer's {@link KeyRing} fresh: in the background, and when a token names a key nobody
 * knows (not more often than every ten seconds). When the issuer is down the last keys stay.
 */
final class KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
  private static final long UNKNOWN_KEY_MILLIS = 10_000;
  private static final long RETRY_MILLIS = 1_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final IssuerSettings issuer;
  private final long refreshMillis;
  private final KeyRing ring = new KeyRing();
  private Future<Void> running;
  private long lastAsked = Long.MIN_VALUE / 2;
  private long timer = -1;
  private boolean closed;

  KeySource(Vertx vertx, HttpClientAgent client, IssuerSettings issuer, int refreshSeconds) {
    this.vertx = vertx;
    this.client = client;
    this.issuer = issuer;
    this.refreshMillis = refreshSeconds * 1_000L;
  }

  KeyRing ring() {
    return ring;
  }

  /** Fetches and goes on fetching. */
  void start() {
    fetch();
  }

  /**
   * Fetches because a token names an unknown key; completes at once, with nothing done, when that
   * was tried a moment ago. Never fails.
   */
  synchronized Future<Void> fetchForUnknownKey() {
    if (running != null) {
      return running;
    }
    if (now() - lastAsked < UNKNOWN_KEY_MILLIS) {
      return Future.succeededFuture();
    }
    lastAsked = now();
    return fetch();
  }

  private synchronized Future<Void> fetch() {
    if (closed) {
      return Future.succeededFuture();
    }
    if (running == null) {
      if (timer >= 0) {
        vertx.cancelTimer(timer);
      }
      running = document().map(this::take).recover(this::keep).onComplete(done -> again());
    }
    return running;
  }

  private Void take(String document) {
    try {
      ring.replace(document);
      return null;
    } catch (ParseException malformed) {
      throw new IllegalStateException(malformed.getMessage(), malformed);
    }
  }

  private Future<Void> keep(Throwable failure) {
    LOG.warn(
        "keys of issuer {} not fetched, {}: {}",
        issuer.issuer(),
        ring.loaded() ? "the last ones stay" : "none are known yet",
        failure.getMessage());
    return Future.succeededFuture();
  }

  private synchronized void again() {
    running = null;
    if (!closed) {
      timer = vertx.setTimer(ring.loaded() ? refreshMillis : RETRY_MILLIS, id -> fetch());
    }
  }

  private Future<String> document() {
    if (issuer.keyFile() != null) {
      return vertx.executeBlocking(() -> read(issuer.keyFile()));
    }
    var options =
        new RequestOptions()
            .setAbsoluteURI(issuer.jwksUri())
            .setMethod(HttpMethod.GET)
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("accept", "application/json");
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(KeySource::body)
        .map(Buffer::toString);
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      response.request().reset();
      return Future.failedFuture("status " + response.statusCode());
    }
    var all = Buffer.buffer();
    response.handler(
        part -> {
          all.appendBuffer(part);
          if (all.length() > MAX_BYTES) {
            response.request().reset();
          }
        });
    return response.end().map(all);
  }

  synchronized void close() {
    closed = true;
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
