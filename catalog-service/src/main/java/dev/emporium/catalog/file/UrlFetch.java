package dev.emporium.catalog.file;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Fetches from the world, never from this network: a host's addresses are looked up once, all of
 * them must be allowed, and one of those is connected to. Redirects are followed a few times under
 * the same rules.
 */
public final class UrlFetch {
  private static final String FIELD = "url";
  private static final int REDIRECTS = 3;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int IDLE_SECONDS = 10;
  private static final int WHOLE_SECONDS = 60;

  /** A file as its server sends it; the response is paused. */
  public record Found(URI uri, HttpClientResponse response) {}

  private record Target(URI uri, InetAddress address, int port) {}

  private final Vertx vertx;
  private final HttpClient client;
  private final Predicate<InetAddress> allowed;

  /**
   * @param allowed which addresses may be connected to, {@link PublicAddress#test} outside of tests
   */
  public UrlFetch(Vertx vertx, Predicate<InetAddress> allowed) {
    this.vertx = vertx;
    this.allowed = allowed;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16_384)
                .setForceSni(true));
  }

  /**
   * Fetches it and hands it to {@code use}.
   *
   * @return what {@code use} made of it; fails with a {@link Failure} INVALID of field {@code url}
   *     when there is no file, or it takes longer than a minute
   */
  public <T> Future<T> fetch(String url, Function<Found, Future<T>> use) {
    URI uri = parsed(url);
    return follow(uri, REDIRECTS, use)
        .timeout(WHOLE_SECONDS, TimeUnit.SECONDS)
        .recover(
            failure -> Future.failedFuture(failure instanceof Failure ? failure : noFile(failure)));
  }

  /** Releases connections. */
  public Future<Void> close() {
    return client.close();
  }

  private <T> Future<T> follow(URI uri, int redirects, Function<Found, Future<T>> use) {
    return resolved(uri)
        .compose(this::request)
        .compose(
            request ->
                request
                    .send()
                    .compose(
                        response -> {
                          response.pause();
                          String next = response.getHeader("location");
                          if (response.statusCode() / 100 == 3 && next != null) {
                            request.connection().close();
                            if (redirects == 0) {
                              throw refused("This URL redirects too often");
                            }
                            return follow(parsed(uri.resolve(next).toString()), redirects - 1, use);
                          }
                          if (response.statusCode() != 200) {
                            throw noFile(null);
                          }
                          return use.apply(new Found(uri, response));
                        })
                    // a body that nobody reads to its end must not keep the connection
                    .onComplete(done -> request.connection().close()));
  }

  private Future<Target> resolved(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    return vertx
        .executeBlocking(() -> InetAddress.getAllByName(uri.getHost()), false)
        .map(
            addresses -> {
              if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(allowed)) {
                throw refused("This URL does not lead to a public address");
              }
              return new Target(uri, addresses[0], port);
            });
  }

  private Future<HttpClientRequest> request(Target target) {
    URI uri = target.uri();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return client.request(
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(
                SocketAddress.inetSocketAddress(
                    new InetSocketAddress(target.address(), target.port())))
            .setHost(uri.getHost())
            .setPort(target.port())
            .setSsl("https".equals(uri.getScheme()))
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
            .setFollowRedirects(false));
  }

  private static URI parsed(String url) {
    try {
      URI uri = new URI(url.strip()).normalize();
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getPort() != 0
          && uri.getPort() <= 65_535) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      // refused below, like other addresses that cannot be fetched
    }
    throw refused("This is not an http or https URL");
  }

  private static Failure noFile(Throwable cause) {
    return cause instanceof Failure known
        ? known
        : refused("This URL does not contain a valid file");
  }

  private static Failure refused(String why) {
    return Failure.invalid(FIELD, why);
  }
}
