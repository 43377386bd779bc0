package dev.emporium.gateway.proxy;

import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** One event loop's connections to one upstream: kept, bounded, last used first. */
final class UpstreamPool {
  /** Below the idle time-outs that servers usually have, so that few are found closed. */
  private static final long KEEP_MILLIS = 25_000;

  /** Who waits for a connection. */
  interface Taker {
    void connected(UpstreamConnection connection);

    /** No connection: {@code full} because too many wait, else because the upstream is away. */
    void unconnected(boolean full, String why);
  }

  private final NetClient client;
  private final Upstream upstream;
  private final int max;
  private final int maxWaiting;
  private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
  private final Set<UpstreamConnection> all = new HashSet<>();
  private final Deque<Taker> waiting = new ArrayDeque<>();
  private int open;

  UpstreamPool(NetClient client, Upstream upstream, int max, int maxWaiting) {
    this.client = client;
    this.upstream = upstream;
    this.max = max;
    this.maxWaiting = maxWaiting;
  }

  /** Takes a connection, at once when one is idle. */
  void take(Taker taker) {
    UpstreamConnection kept;
    while ((kept = idle.pollLast()) != null) {
      if (kept.reusable()) {
        taker.connected(kept);
        return;
      }
    }
    if (open < max) {
      connect(taker);
    } else if (waiting.size() < maxWaiting) {
      waiting.add(taker);
    } else {
      taker.unconnected(true, "too many requests wait for " + upstream.address().authority());
    }
  }

  /** Takes a connection nobody has used before. */
  void takeFresh(Taker taker) {
    if (open < max) {
      connect(taker);
    } else {
      take(taker);
    }
  }

  private void connect(Taker taker) {
    open++;
    client
        .connect(upstream.address().port(), upstream.address().host())
        .onComplete(
            socket -> taker.connected(opened(socket)),
            failure -> {
              closed(null);
              taker.unconnected(false, failure.getMessage());
            });
  }

  private UpstreamConnection opened(NetSocket socket) {
    var holder = new UpstreamConnection[1];
    holder[0] = new UpstreamConnection((NetSocketInternal) socket, () -> closed(holder[0]));
    all.add(holder[0]);
    return holder[0];
  }

  private void closed(UpstreamConnection connection) {
    open--;
    if (connection != null) {
      all.remove(connection);
      idle.remove(connection);
    }
    Taker next = waiting.poll();
    if (next != null) {
      connect(next);
    }
  }

  /** Gives a connection back after a whole exchange. */
  void release(UpstreamConnection connection, long nowMillis) {
    connection.detach();
    if (!connection.reusable()) {
      connection.close();
      return;
    }
    Taker next = waiting.poll();
    if (next != null) {
      next.connected(connection);
    } else {
      connection.idleSince = nowMillis;
      idle.addLast(connection);
    }
  }

  /** Stops waiting. */
  void forget(Taker taker) {
    waiting.remove(taker);
  }

  /** Closes what nobody has used for a while. */
  void sweep(long nowMillis) {
    UpstreamConnection oldest;
    while ((oldest = idle.peekFirst()) != null && nowMillis - oldest.idleSince > KEEP_MILLIS) {
      idle.pollFirst();
      oldest.close();
    }
  }

  void close() {
    Set.copyOf(all).forEach(UpstreamConnection::close);
  }
}
