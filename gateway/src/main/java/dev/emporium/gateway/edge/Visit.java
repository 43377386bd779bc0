package dev.emporium.gateway.edge;

import dev.emporium.gateway.auth.Credential;
import dev.emporium.gateway.proxy.Passenger;
import dev.emporium.gateway.route.Route;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.ErrorFormats;
import dev.emporium.kit.http.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One request from its arrival to its answer: what was found out about it so far. */
final class Visit implements Passenger {
  private static final int MAX_BEGINNING = 200;

  private final Edge edge;
  private final HttpServerRequest request;
  private final long begun = System.nanoTime();
  private final long arrived = System.currentTimeMillis();
  private final String traceParent;
  private final String requestId;
  private final boolean body;
  private String path = "-";
  private String beginning = "-";
  private Route route;
  private Credential credential;

  Visit(Edge edge, HttpServerRequest request, boolean sampled) {
    this.edge = edge;
    this.request = request;
    MultiMap headers = request.headers();
    traceParent = TraceIds.parent(headers.get("traceparent"), sampled);
    requestId = TraceIds.requestId(headers.get("x-request-id"), traceParent);
    String length = headers.get("content-length");
    body = length == null ? headers.contains("transfer-encoding") : !"0".equals(length);
    request.response().headers().set("x-request-id", requestId);
  }

  @Override
  public HttpServerRequest request() {
    return request;
  }

  @Override
  public boolean hasBody() {
    return body;
  }

  /** Milliseconds of the wall clock when it arrived. */
  long arrived() {
    return arrived;
  }

  String path() {
    return path;
  }

  void path(String known) {
    path = known;
    beginning = known;
  }

  /** The address is refused: nothing is decided by its beginning but the shape of the answer. */
  void malformed(String target) {
    beginning = target.substring(0, Math.min(target.length(), MAX_BEGINNING));
  }

  Route route() {
    return route;
  }

  void route(Route found) {
    route = found;
  }

  void credential(Credential verified) {
    credential = verified;
  }

  String address() {
    return edge.address(request);
  }

  @Override
  public String principal() {
    return route.internal() ? credential.sealed(edge.seal(), arrived) : null;
  }

  @Override
  public boolean keepsAuthorization() {
    return route.isPublic();
  }

  @Override
  public String traceParent() {
    return traceParent;
  }

  @Override
  public String requestId() {
    return requestId;
  }

  @Override
  public void refuse(Kind kind, String message, String why, long retryMillis, boolean unread) {
    refuse(Failure.of(kind, null, message), why, retryMillis, unread);
  }

  void refuse(Failure failure, String why, long retryMillis, boolean unread) {
    String dialect = route == null ? edge.dialectOf(beginning) : route.errors();
    Reply reply = ErrorFormats.of(dialect).render(failure, 0, TraceIds.traceId(traceParent));
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (retryMillis > 0 && worthRetry(failure.kind())) {
      response.putHeader("retry-after", Long.toString((retryMillis + 999) / 1_000));
    }
    if (failure.kind() == Kind.UNAUTHENTICATED) {
      Challenges.write(response, dialect, failure, request.headers().contains("authorization"));
    }
    if (reply.contentType() != null) {
      response.putHeader("content-type", reply.contentType());
    }
    if (unread) {
      response.putHeader("connection", "close");
    }
    traffic(reply.status(), why == null ? failure.getMessage() : why);
    if (unread) {
      // before the answer: what follows on the connection may arrive while it is written
      edge.hangUp(request);
    }
    if (reply.body() == null) {
      response.end();
    } else {
      response.end(reply.body());
    }
  }

  private static boolean worthRetry(Kind kind) {
    return kind == Kind.UNAVAILABLE || kind == Kind.RATE_LIMITED;
  }

  @Override
  public void hangUp() {
    edge.hangUp(request);
  }

  @Override
  public void cut() {
    request.connection().close();
  }

  @Override
  public void finished(int status) {
    traffic(status, null);
  }

  void traffic(int status, String why) {
    String client = credential == null ? null : credential.principal().client();
    edge.traffic().finished(this, route, client, status, System.nanoTime() - begun, why);
  }
}
