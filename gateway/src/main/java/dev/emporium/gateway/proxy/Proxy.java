package dev.emporium.gateway.proxy;

import dev.emporium.gateway.route.UpstreamAddress;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.PrincipalSeal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.HashMap;
import java.util.Map;

/** One event loop's way to the upstreams: its connections and the exchanges on their way. */
public final class Proxy {
  private static final AsciiString PRINCIPAL = AsciiString.cached(PrincipalSeal.HEADER);
  private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
  private static final AsciiString TRACE_PARENT = AsciiString.cached("traceparent");
  private static final AsciiString ZERO = AsciiString.cached("0");
  private static final AsciiString CHUNKED = AsciiString.cached("chunked");
  private static final long SWEEP_MILLIS = 100;

  private final Vertx vertx;
  private final ProxySettings settings;
  private final NetClient client;
  private final Map<UpstreamAddress, Upstream> upstreams;
  private final Map<UpstreamAddress, UpstreamPool> pools = new HashMap<>();
  private final int poolSize;
  private final long timer;
  private Exchange first;
  private int inFlight;

  /**
   * @param upstreams shared by all event loops
   * @param eventLoops how many share the upstreams' connections
   */
  public Proxy(
      Vertx vertx,
      ProxySettings settings,
      Map<UpstreamAddress, Upstream> upstreams,
      int eventLoops) {
    this.vertx = vertx;
    this.settings = settings;
    this.upstreams = upstreams;
    this.poolSize = Math.max(1, settings.upstreamConnections() / eventLoops);
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(settings.connectMillis()));
    this.timer = vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
  }

  /** Passes a request on. What the client must not send has been refused before. */
  public void pass(Passenger passenger, UpstreamAddress address) {
    Upstream upstream = upstreams.get(address);
    HttpServerRequest request = passenger.request();
    HttpHeaders head = HeadersMultiMap.httpHeaders(null);
    int headers =
        HeaderRules.request((HttpHeaders) request.headers(), head, passenger.keepsAuthorization());
    if (headers != HeaderRules.WELL_FORMED) {
      passenger.refuse(
          Kind.INVALID, "A header that must stand once stands more often", null, 0, true);
      return;
    }
    long wait = upstream.breaker().ask(now());
    if (wait > 0) {
      passenger.refuse(
          Kind.UNAVAILABLE,
          "The service is not available at the moment, try again",
          "circuit open",
          wait,
          passenger.hasBody());
      return;
    }
    complete(head, passenger, upstream);
    UpstreamPool pool =
        pools.computeIfAbsent(
            address, a -> new UpstreamPool(client, upstream, poolSize, settings.upstreamQueue()));
    var exchange = new Exchange(this, upstream, pool, passenger, head);
    add(exchange);
    exchange.start();
  }

  private static void complete(HttpHeaders head, Passenger passenger, Upstream upstream) {
    head.add(HttpHeaderNames.HOST, upstream.authority());
    head.add(REQUEST_ID, passenger.requestId());
    head.add(TRACE_PARENT, passenger.traceParent());
    String principal = passenger.principal();
    if (principal != null) {
      head.add(PRINCIPAL, principal);
    }
    if (!head.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      if (passenger.hasBody()) {
        head.add(HttpHeaderNames.TRANSFER_ENCODING, CHUNKED);
      } else if (passenger.request().method().name().startsWith("P")) {
        head.add(HttpHeaderNames.CONTENT_LENGTH, ZERO);
      }
    }
  }

  ProxySettings settings() {
    return settings;
  }

  /** Milliseconds of the wall clock. */
  long now() {
    return System.currentTimeMillis();
  }

  /** Requests on their way. */
  public int inFlight() {
    return inFlight;
  }

  private void add(Exchange exchange) {
    inFlight++;
    exchange.after = first;
    if (first != null) {
      first.before = exchange;
    }
    first = exchange;
  }

  void remove(Exchange exchange) {
    inFlight--;
    if (exchange.before == null) {
      first = exchange.after;
    } else {
      exchange.before.after = exchange.after;
    }
    if (exchange.after != null) {
      exchange.after.before = exchange.before;
    }
  }

  private void sweep() {
    long now = now();
    Exchange each = first;
    while (each != null) {
      Exchange next = each.after;
      each.check(now);
      each = next;
    }
    pools.values().forEach(pool -> pool.sweep(now));
  }

  /** Closes the connections. */
  public void close() {
    vertx.cancelTimer(timer);
    pools.values().forEach(UpstreamPool::close);
    client.close();
  }
}
