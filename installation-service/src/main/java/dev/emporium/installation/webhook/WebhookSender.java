package dev.emporium.installation.webhook;

import dev.emporium.installation.domain.Destination;
import dev.emporium.installation.store.WebhookStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * Posts one event to one endpoint. The name is resolved once and that address connected to, so that
 * it cannot become a private one in between; redirects are not followed; all of it has one
 * time-out.
 */
final class WebhookSender {
  private static final int TIMEOUT_SECONDS = 15;
  private static final int KEPT = 1024;
  private static final int READ = 65_536;

  private final HttpClient client;
  private final WorkerExecutor names;
  private final boolean anywhere;
  private final Clock clock;

  /**
   * @param anywhere whether private addresses and http are fine
   */
  WebhookSender(Vertx vertx, boolean anywhere, Clock clock) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(5000)
                .setIdleTimeout(30)
                .setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(50));
    this.names = vertx.createSharedWorkerExecutor("webhook-names", 16);
    this.anywhere = anywhere;
    this.clock = clock;
  }

  /**
   * How it ended.
   *
   * @param status null when there was no answer
   * @param error why not; null when there was one
   * @param retryAfter what the answer asked for, or null
   * @param response the beginning of the answer's body
   */
  record Outcome(Integer status, String error, Duration retryAfter, String response, int millis) {
    boolean succeeded() {
      return status != null && status / 100 == 2;
    }
  }

  /** Sends; never fails. */
  Future<Outcome> send(WebhookStore.Keyed to, String eventId, String body) {
    long began = System.nanoTime();
    Promise<Outcome> answer = Promise.promise();
    var open = new HttpClientRequest[1];
    resolve(to.webhook().url())
        .compose(target -> client.request(target))
        .compose(
            request -> {
              open[0] = request;
              long seconds = clock.instant().getEpochSecond();
              request
                  .putHeader("content-type", "application/json")
                  .putHeader("user-agent", "Emporium-Webhooks/1")
                  .putHeader("webhook-id", eventId)
                  .putHeader("webhook-timestamp", String.valueOf(seconds))
                  .putHeader(
                      "webhook-signature",
                      WebhookSecret.signature(to.secrets(), eventId, seconds, body));
              return request.send(Buffer.buffer(body, "UTF-8"));
            })
        .compose(response -> read(response, began))
        .onComplete(answer);
    return answer
        .future()
        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .recover(
            failure -> {
              if (open[0] != null) {
                open[0].reset();
              }
              return Future.succeededFuture(
                  new Outcome(null, complaint(failure), null, null, millis(began)));
            });
  }

  Future<Void> close() {
    return client.close().compose(done -> names.close());
  }

  private Future<RequestOptions> resolve(String url) {
    return names.executeBlocking(
        () -> {
          URI uri = Destination.url(url, anywhere);
          boolean secure = uri.getScheme().equals("https");
          int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
          InetAddress[] all = InetAddress.getAllByName(uri.getHost());
          for (InetAddress one : all) {
            if (!anywhere && !PublicAddress.test(one)) {
              throw Failure.forbidden("The address is not a public one");
            }
          }
          String path =
              uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
          return new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setSsl(secure)
              .setHost(uri.getHost())
              .setPort(port)
              .setServer(SocketAddress.inetSocketAddress(port, all[0].getHostAddress()))
              .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
              .setFollowRedirects(false);
        },
        false);
  }

  private Future<Outcome> read(HttpClientResponse response, long began) {
    Promise<Outcome> done = Promise.promise();
    Buffer kept = Buffer.buffer();
    long[] seen = new long[1];
    response.handler(
        part -> {
          seen[0] += part.length();
          if (kept.length() < KEPT) {
            kept.appendBuffer(part.slice(0, Math.min(part.length(), KEPT - kept.length())));
          }
          if (seen[0] > READ) {
            done.tryComplete(outcome(response, kept, began));
            response.request().reset();
          }
        });
    response.endHandler(end -> done.tryComplete(outcome(response, kept, began)));
    response.exceptionHandler(done::tryFail);
    return done.future();
  }

  private Outcome outcome(HttpClientResponse response, Buffer kept, long began) {
    String text = new String(kept.getBytes(), StandardCharsets.UTF_8).replace("\0", "");
    return new Outcome(
        response.statusCode(),
        null,
        retryAfter(response.getHeader("retry-after"), clock.instant()),
        text,
        millis(began));
  }

  /** Seconds or an HTTP date; anything else is none. */
  static Duration retryAfter(String header, Instant now) {
    if (header == null) {
      return null;
    }
    try {
      String text = header.strip();
      if (!text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, at);
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }

  private static int millis(long began) {
    return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static String complaint(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return "The host is not known";
    }
    if (failure instanceof java.util.concurrent.TimeoutException) {
      return "No answer within " + TIMEOUT_SECONDS + " seconds";
    }
    String text =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return text.substring(0, Math.min(200, text.length()));
  }
}
