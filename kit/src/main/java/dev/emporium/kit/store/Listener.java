package dev.emporium.kit.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection a service listens on ({@code LISTEN}), opened again whenever it is lost. All
 * its callbacks run on one context.
 */
public final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final long RECONNECT_MILLIS = 500;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Context context;
  private final Map<String, Consumer<String>> channels = new LinkedHashMap<>();
  private final List<Consumer<PgConnection>> onConnect = new ArrayList<>();
  private PgConnection connection;
  private boolean closed;

  public Listener(Vertx vertx, PgConnectOptions options) {
    this.vertx = vertx;
    this.options = options;
    this.context = vertx.getOrCreateContext();
  }

  /** The context everything of this listener runs on. */
  public Context context() {
    return context;
  }

  /** Registers, before {@link #start}, who gets a channel's payloads. */
  public Listener on(String channel, Consumer<String> handler) {
    channels.put(channel, handler);
    return this;
  }

  /**
   * Registers, before {@link #start}, who is told of each new connection: notifications may have
   * been missed, and what the session held (locks) is gone.
   */
  public Listener onConnect(Consumer<PgConnection> handler) {
    onConnect.add(handler);
    return this;
  }

  /** Connects, again and again until it works; the result succeeds at the first time. */
  public Future<Void> start() {
    Promise<Void> first = Promise.promise();
    context.runOnContext(now -> connect(first));
    return first.future();
  }

  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        now -> {
          closed = true;
          PgConnection open = connection;
          connection = null;
          (open == null ? Future.<Void>succeededFuture() : open.close()).onComplete(done);
        });
    return done.future();
  }

  private void connect(Promise<Void> first) {
    if (closed) {
      first.tryFail("closed");
      return;
    }
    PgConnection.connect(vertx, options)
        .compose(this::listen)
        .onSuccess(
            open -> {
              connection = open;
              open.closeHandler(lost -> lost(open));
              onConnect.forEach(handler -> handler.accept(open));
              first.tryComplete();
            })
        .onFailure(
            failure -> {
              LOG.warn("cannot listen to the database: {}", failure.toString());
              later(first);
            });
  }

  private Future<PgConnection> listen(PgConnection open) {
    open.notificationHandler(
        notification -> {
          Consumer<String> handler = channels.get(notification.getChannel());
          if (handler != null) {
            handler.accept(notification.getPayload());
          }
        });
    var statements = String.join("; ", channels.keySet().stream().map(c -> "LISTEN " + c).toList());
    return open.query(statements).execute().map(open).onFailure(failure -> open.close());
  }

  private void lost(PgConnection gone) {
    if (connection == gone) {
      connection = null;
      if (!closed) {
        LOG.warn("the listening connection was lost");
        later(Promise.promise());
      }
    }
  }

  private void later(Promise<Void> first) {
    vertx.setTimer(RECONNECT_MILLIS, timer -> connect(first));
  }
}
