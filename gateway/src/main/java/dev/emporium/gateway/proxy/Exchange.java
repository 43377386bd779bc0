package dev.emporium.gateway.proxy;

import dev.emporium.kit.failure.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Set;

/**
 * One request on its way through: streamed to the upstream, the answer streamed back, both with
 * back-pressure. Ends exactly once. Used on its event loop only.
 */
final class Exchange implements UpstreamConnection.Listener, UpstreamPool.Taker {
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private static final int CLIENT_LEFT = 499;

  private final Proxy proxy;
  private final Upstream upstream;
  private final UpstreamPool pool;
  private final Passenger passenger;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final HttpHeaders head;
  private final boolean body;
  private final long deadline;

  private UpstreamConnection connection;
  private long lastActive;
  private long received;
  private long answerLength = -1;
  private long answered;
  private boolean bodySent;
  private boolean answering;
  private boolean answerWritten;
  private boolean retried;
  private boolean done;

  // neighbours in the proxy's list of exchanges on their way
  Exchange before;
  Exchange after;

  Exchange(
      Proxy proxy, Upstream upstream, UpstreamPool pool, Passenger passenger, HttpHeaders head) {
    this.proxy = proxy;
    this.upstream = upstream;
    this.pool = pool;
    this.passenger = passenger;
    this.request = passenger.request();
    this.response = request.response();
    this.head = head;
    this.body = passenger.hasBody();
    this.bodySent = !body;
    this.lastActive = proxy.now();
    this.deadline = lastActive + proxy.settings().requestMillis();
  }

  /** Sets out; the request is paused when it has a body. */
  void start() {
    response.closeHandler(v -> clientGone());
    pool.take(this);
  }

  @Override
  public void connected(UpstreamConnection taken) {
    if (done) {
      pool.release(taken, proxy.now());
      return;
    }
    connection = taken;
    HttpMethod method = HttpMethod.valueOf(request.method().name());
    if (body) {
      taken.send(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, request.uri(), head), this);
      request.handler(this::pass);
      request.endHandler(v -> passed());
      request.exceptionHandler(failure -> clientGone());
      if (request.headers().contains("expect")) {
        response.writeContinue();
      }
      request.resume();
    } else {
      taken.send(
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1,
              method,
              request.uri(),
              Unpooled.EMPTY_BUFFER,
              head,
              EmptyHttpHeaders.INSTANCE),
          this);
    }
  }

  @Override
  public void unconnected(boolean full, String why) {
    if (!done) {
      if (!full) {
        upstream.breaker().failed(proxy.now());
      }
      refuse(Kind.UNAVAILABLE, "The service cannot be reached at the moment, try again", why);
    }
  }

  private void pass(Buffer part) {
    if (done) {
      return;
    }
    lastActive = proxy.now();
    received += part.length();
    if (received > proxy.settings().maxBodyBytes()) {
      refuse(Kind.TOO_LARGE, "The body is too large", null);
      return;
    }
    connection.write(((BufferInternal) part).getByteBuf());
    if (connection.full()) {
      request.pause();
    }
  }

  private void passed() {
    if (!done) {
      bodySent = true;
      connection.endRequest();
    }
  }

  @Override
  public void writable() {
    lastActive = proxy.now();
    if (!done && !bodySent) {
      request.resume();
    }
  }

  @Override
  public void head(HttpResponse answer) {
    lastActive = proxy.now();
    answering = true;
    upstream.breaker().succeeded();
    response.setStatusCode(answer.status().code());
    HeaderRules.response(answer.headers(), (HttpHeaders) response.headers());
    answerLength = HttpUtil.getContentLength(answer, -1L);
    if (answerLength < 0 && hasContent(answer.status().code())) {
      response.setChunked(true);
    }
    if (!bodySent) {
      response.putHeader("connection", "close");
    }
  }

  private boolean hasContent(int status) {
    return status != 204 && status != 304 && !"HEAD".equals(request.method().name());
  }

  @Override
  public void content(ByteBuf part) {
    lastActive = proxy.now();
    Buffer chunk = BufferInternal.safeBuffer(part);
    answered += chunk.length();
    if (answered == answerLength) {
      // head and a short body leave in one write
      answerWritten = true;
      response.end(chunk);
      return;
    }
    response.write(chunk);
    if (response.writeQueueFull()) {
      UpstreamConnection source = connection;
      source.pause();
      response.drainHandler(
          v -> {
            lastActive = proxy.now();
            source.resume();
          });
    }
  }

  @Override
  public void end() {
    UpstreamConnection used = connection;
    finish();
    passenger.finished(response.getStatusCode());
    if (!answerWritten) {
      response.end();
    }
    if (bodySent) {
      pool.release(used, proxy.now());
    } else {
      used.close();
      passenger.hangUp();
    }
  }

  @Override
  public void lost(String why) {
    if (done) {
      return;
    }
    boolean stale = connection.used();
    connection = null;
    boolean again = stale && !retried && !answering && !body && repeatable();
    if (again) {
      retried = true;
      pool.takeFresh(this);
      return;
    }
    if (!stale) {
      upstream.breaker().failed(proxy.now());
    }
    refuse(Kind.BAD_GATEWAY, "The service did not answer", why);
  }

  private boolean repeatable() {
    return IDEMPOTENT.contains(request.method().name());
  }

  /** Gives up when it takes too long. */
  void check(long now) {
    if (now < deadline && now - lastActive < proxy.settings().idleMillis()) {
      return;
    }
    if (connection == null) {
      refuse(Kind.UNAVAILABLE, "The service is too busy at the moment, try again", "no connection");
    } else if (!bodySent && !connection.full()) {
      refuse(Kind.TIMED_OUT, "The request took too long to arrive", null);
    } else {
      upstream.breaker().failed(now);
      refuse(Kind.UPSTREAM_TIMED_OUT, "The service took too long to answer", "time-out");
    }
  }

  private void refuse(Kind kind, String message, String why) {
    drop();
    finish();
    if (answering) {
      // the answer has begun: only a broken connection tells the client that it is not whole
      passenger.finished(response.getStatusCode());
      passenger.cut();
    } else {
      long retry = upstream.open() ? proxy.settings().breakerMillis() : 1_000;
      passenger.refuse(kind, message, why, retry, !bodySent);
    }
  }

  private void clientGone() {
    if (!done) {
      drop();
      finish();
      passenger.finished(CLIENT_LEFT);
    }
  }

  private void drop() {
    UpstreamConnection current = connection;
    connection = null;
    if (current == null) {
      pool.forget(this);
    } else {
      current.close();
    }
  }

  private void finish() {
    done = true;
    proxy.remove(this);
  }
}
