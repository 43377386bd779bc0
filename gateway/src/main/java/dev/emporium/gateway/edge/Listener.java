package dev.emporium.gateway.edge;

import dev.emporium.gateway.proxy.Proxy;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One event loop's share of the listening port: its server, its edge, its clients' connections. */
public final class Listener extends VerticleBase {
  private static final int MAX_LINE = 8_192;
  private static final long SWEEP_MILLIS = 1_000;
  private static final long LINGER_MILLIS = 500;

  private final Shared shared;
  private final String host;
  private final int port;
  private final int eventLoops;
  private final IdentityHashMap<HttpConnection, Client> clients = new IdentityHashMap<>();
  private HttpServer server;
  private Edge edge;
  private volatile boolean draining;

  /** A client's connection: since when it has had nothing to do, or 0 while it has. */
  private static final class Client {
    long idleSince = System.currentTimeMillis();
    long requests;
    boolean ending;
  }

  /**
   * @param port negative for a free one, shared by all listeners with the same number
   */
  public Listener(Shared shared, String host, int port, int eventLoops) {
    this.shared = shared;
    this.host = host;
    this.port = port;
    this.eventLoops = eventLoops;
  }

  @Override
  public Future<?> start() {
    edge =
        new Edge(
            shared, new Proxy(vertx, shared.proxy(), shared.upstreams(), eventLoops), this::hangUp);
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(shared.proxy().maxHeaderBytes())
            .setHttp2ClearTextEnabled(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true)
            .setAcceptBacklog(1_024);
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connection -> connected(connection, options))
            .invalidRequestHandler(this::malformed)
            .requestHandler(this::handle);
    vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
    return server.listen();
  }

  private void connected(HttpConnection connection, HttpServerOptions options) {
    AtomicLong open = shared.traffic().connections();
    open.incrementAndGet();
    var client = new Client();
    clients.put(connection, client);
    connection.closeHandler(
        v -> {
          clients.remove(connection);
          open.decrementAndGet();
        });
    if (open.get() > shared.proxy().maxConnections() || draining) {
      connection.close();
      return;
    }
    StrictDecoder.install(connection, options);
  }

  private void handle(HttpServerRequest request) {
    Client client = clients.get(request.connection());
    if (client != null && client.ending) {
      return;
    }
    if (client != null) {
      long turn = ++client.requests;
      client.idleSince = 0;
      request
          .response()
          .endHandler(
              v -> {
                if (client.requests == turn) {
                  client.idleSince = System.currentTimeMillis();
                }
              });
    }
    if (draining) {
      request.response().putHeader("connection", "close");
    }
    edge.handle(request);
  }

  private void malformed(HttpServerRequest request) {
    Client client = clients.get(request.connection());
    if (client == null || !client.ending) {
      edge.malformed(request);
    }
  }

  /**
   * Ends a connection whose last request was not read to its end: what else it sends is dropped,
   * never taken for a request. It is closed a moment later, so that the client gets to read the
   * answer.
   */
  private void hangUp(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    Client client = clients.get(connection);
    if (client == null || client.ending) {
      return;
    }
    client.ending = true;
    if (!request.isEnded()) {
      request.handler(part -> {});
      request.endHandler(v -> {});
      request.exceptionHandler(failure -> {});
      request.resume();
    }
    vertx.setTimer(LINGER_MILLIS, id -> connection.close());
  }

  /** Closes connections that keep a socket without making a request, or make one byte by byte. */
  private void sweep() {
    long now = System.currentTimeMillis();
    long allowed = shared.proxy().clientIdleMillis();
    for (Map.Entry<HttpConnection, Client> each : new ArrayList<>(clients.entrySet())) {
      long since = each.getValue().idleSince;
      if (since > 0 && now - since > allowed) {
        each.getKey().close();
      }
    }
  }

  /** The port that is listened on. */
  public int actualPort() {
    return server.actualPort();
  }

  /** Requests on their way. */
  public int inFlight() {
    return edge == null ? 0 : edge.inFlight();
  }

  /** Takes no more connections; lets requests finish, at most so long. */
  public Future<Void> drain(int seconds) {
    draining = true;
    return server.shutdown(seconds, TimeUnit.SECONDS);
  }

  @Override
  public Future<?> stop() {
    edge.close();
    return server.close();
  }
}
