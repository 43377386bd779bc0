package dev.emporium.gateway.edge;

import dev.emporium.gateway.auth.Authenticator;
import dev.emporium.gateway.auth.Credential;
import dev.emporium.gateway.limit.Rate;
import dev.emporium.gateway.limit.RateLimiter;
import dev.emporium.gateway.proxy.Proxy;
import dev.emporium.gateway.proxy.ProxySettings;
import dev.emporium.gateway.route.Route;
import dev.emporium.gateway.route.RouteTable;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.RouteTree;
import dev.emporium.kit.identity.PrincipalSeal;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges requests in the order: form, path, route, origin, credentials, rate, size; whoever passes
 * is handed to the proxy. One for each event loop.
 */
final class Edge {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  private final Shared shared;
  private final Proxy proxy;
  private final RouteTable routes;
  private final Authenticator authenticator;
  private final RateLimiter limiter;
  private final ProxySettings settings;
  private final Credential anonymous = Authenticator.anonymous();
  private final Cors cors;
  private final Consumer<HttpServerRequest> hangUp;

  /**
   * @param hangUp ends a request's connection: takes no other request from it, and closes it soon
   */
  Edge(Shared shared, Proxy proxy, Consumer<HttpServerRequest> hangUp) {
    this.hangUp = hangUp;
    this.shared = shared;
    this.proxy = proxy;
    this.routes = shared.routes();
    this.authenticator = shared.authenticator();
    this.limiter = shared.limiter();
    this.settings = shared.proxy();
    this.cors = shared.cors();
  }

  /** Takes a well-formed request. */
  void handle(HttpServerRequest request) {
    Visit visit = new Visit(this, request, shared.sampled());
    if (visit.hasBody()) {
      request.pause();
    }
    try {
      judge(visit);
    } catch (RuntimeException failure) {
      LOG.error("request {} failed", visit.requestId(), failure);
      visit.refuse(Kind.INTERNAL, "Something went wrong on our side", failure.toString(), 0, true);
    }
  }

  private void judge(Visit visit) {
    HttpServerRequest request = visit.request();
    String target = request.uri();
    int end = PathRules.pathEnd(target);
    if (end < 0) {
      visit.malformed(target);
      visit.refuse(Kind.INVALID, "The address is malformed", "path", 0, true);
      return;
    }
    visit.path(end == target.length() ? target : target.substring(0, end));
    String coding = request.headers().get("transfer-encoding");
    if (coding != null && !Framing.plain(request, coding)) {
      visit.refuse(Kind.INVALID, "The Transfer-Encoding is not accepted", "framing", 0, true);
      return;
    }
    cors.allow(request);
    RouteTree.Match<Route> match = routes.find(request.method().name(), visit.path());
    if (match == null) {
      strange(visit);
    } else if (match.target() == null) {
      otherMethod(visit, match);
    } else {
      visit.route(match.target());
      known(visit, match.target());
    }
  }

  private void strange(Visit visit) {
    long wait = limiter.address(visit.address(), System.nanoTime());
    if (wait > 0) {
      limited(visit, wait);
    } else if (!shared.pages().answer(visit)) {
      visit.refuse(Kind.NOT_FOUND, "There is nothing at this address", null, 0, visit.hasBody());
    }
  }

  private void otherMethod(Visit visit, RouteTree.Match<Route> match) {
    HttpServerRequest request = visit.request();
    if (cors.preflight(request, match.allowed())) {
      visit.traffic(204, null);
      return;
    }
    request.response().headers().set("allow", String.join(", ", match.allowed()));
    visit.refuse(
        Kind.METHOD_NOT_ALLOWED,
        "This address does not take " + request.method(),
        null,
        0,
        visit.hasBody());
  }

  private void known(Visit visit, Route route) {
    if (route.isPublic()) {
      stranger(visit, route, route.limit());
      return;
    }
    String header = visit.request().headers().get("authorization");
    if (header == null && route.anonymous() != null) {
      stranger(visit, route, route.anonymous());
      return;
    }
    if (header == null) {
      unknown(visit, Failure.of(Kind.UNAUTHENTICATED, null, "Credentials are required"));
      return;
    }
    Credential credential = authenticator.known(header, visit.arrived());
    if (credential != null) {
      recognised(visit, route, credential);
    } else {
      verify(visit, route, header);
    }
  }

  private void stranger(Visit visit, Route route, Rate own) {
    long wait = limiter.address(visit.address(), route.id(), own, System.nanoTime());
    if (wait > 0) {
      limited(visit, wait);
    } else {
      visit.credential(anonymous);
      pass(visit, route);
    }
  }

  private void verify(Visit visit, Route route, String header) {
    long wait = limiter.addressWait(visit.address(), System.nanoTime());
    if (wait > 0) {
      limited(visit, wait);
      return;
    }
    authenticator
        .verify(header, visit.arrived())
        .onComplete(
            credential -> recognised(visit, route, credential),
            failure -> {
              if (failure instanceof Failure refusal) {
                unknown(visit, refusal);
              } else {
                LOG.error("credentials could not be verified", failure);
                visit.refuse(Kind.UNAVAILABLE, "Try again", failure.toString(), 1_000, true);
              }
            });
  }

  private void unknown(Visit visit, Failure refusal) {
    long wait =
        refusal.kind() == Kind.UNAUTHENTICATED
            ? limiter.address(visit.address(), System.nanoTime())
            : 0;
    if (wait > 0) {
      limited(visit, wait);
    } else {
      visit.refuse(refusal, null, 1_000, visit.hasBody());
    }
  }

  private void recognised(Visit visit, Route route, Credential credential) {
    if (visit.request().response().closed()) {
      return;
    }
    visit.credential(credential);
    long wait =
        limiter.client(credential.clientKey(), route.id(), route.limit(), System.nanoTime());
    if ("highlevel".equals(route.dialect())) {
      var standing = limiter.quota(credential.resourceKey(), visit.arrived());
      standing.write(visit.request().response().headers());
      wait = Math.max(wait, standing.waitMillis());
    }
    if (wait > 0) {
      limited(visit, wait);
    } else {
      pass(visit, route);
    }
  }

  private void limited(Visit visit, long wait) {
    visit.refuse(
        Kind.RATE_LIMITED, "Too many requests, try again later", null, wait, visit.hasBody());
  }

  private void pass(Visit visit, Route route) {
    if (visit.hasBody() && tooLong(visit.request().headers().get("content-length"))) {
      visit.refuse(Kind.TOO_LARGE, "The body is too large", null, 0, true);
      return;
    }
    proxy.pass(visit, route.upstream());
  }

  private boolean tooLong(String length) {
    try {
      return length != null && Long.parseLong(length) > settings.maxBodyBytes();
    } catch (NumberFormatException huge) {
      return true;
    }
  }

  /** Takes a request that could not be read. */
  void malformed(HttpServerRequest request) {
    Visit visit = new Visit(this, request, false);
    int end = PathRules.pathEnd(request.uri());
    if (end > 0) {
      visit.path(request.uri().substring(0, end));
    }
    Throwable cause = request.decoderResult().cause();
    Failure failure = Framing.failure(cause);
    visit.refuse(failure, cause.toString(), 0, true);
  }

  String address(HttpServerRequest request) {
    return Framing.address(request, settings.trustedProxies());
  }

  PrincipalSeal seal() {
    return shared.seal();
  }

  Traffic traffic() {
    return shared.traffic();
  }

  String dialectOf(String path) {
    return routes.dialectOf(path);
  }

  void hangUp(HttpServerRequest request) {
    hangUp.accept(request);
  }

  int inFlight() {
    return proxy.inFlight();
  }

  void close() {
    proxy.close();
  }
}
