package dev.emporium.gateway.edge;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;

/** Where a request begins, ends and comes from. */
final class Framing {
  private Framing() {}

  /** Whether a transfer coding is the one that is accepted: {@code chunked}, once, in HTTP/1.1. */
  static boolean plain(HttpServerRequest request, String coding) {
    return "chunked".equalsIgnoreCase(coding)
        && request.version() == HttpVersion.HTTP_1_1
        && request.headers().getAll("transfer-encoding").size() == 1
        && !request.headers().contains("content-length");
  }

  /** Why a request that could not be read is refused. */
  static Failure failure(Throwable cause) {
    if (cause instanceof TooLongHttpHeaderException) {
      return Failure.of(Kind.HEADERS_TOO_LARGE, null, "The headers are too large");
    }
    if (cause instanceof TooLongHttpLineException) {
      return Failure.of(Kind.HEADERS_TOO_LARGE, null, "The address is too long");
    }
    return Failure.of(Kind.INVALID, null, "The request is malformed");
  }

  /**
   * The client's address.
   *
   * @param trustedProxies how many proxies of ours appended to X-Forwarded-For; the entry the
   *     outermost of them appended is the client, whatever stands before it is hearsay
   */
  static String address(HttpServerRequest request, int trustedProxies) {
    if (trustedProxies > 0) {
      String chain = String.join(",", request.headers().getAll("x-forwarded-for"));
      String[] hops = chain.split(",", -1);
      if (hops.length >= trustedProxies) {
        String hop = hops[hops.length - trustedProxies].strip();
        if (!hop.isEmpty() && hop.length() < 64) {
          return hop;
        }
      }
    }
    SocketAddress remote = request.remoteAddress();
    return remote == null ? "-" : remote.hostAddress();
  }
}
