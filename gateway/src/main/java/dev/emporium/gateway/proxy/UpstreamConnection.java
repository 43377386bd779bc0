package dev.emporium.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.net.NetSocketInternal;

/**
 * One kept HTTP/1.1 connection to a service. Netty's codec on a Vert.x socket: cheaper than Vert.x'
 * own client because heads and bodies pass as they were read. Used on its event loop only.
 */
final class UpstreamConnection {
  private static final int MAX_LINE = 8_192;
  private static final int MAX_HEAD = 65_536;

  /** Who the connection currently works for. Content handed over must be released. */
  interface Listener {
    void head(HttpResponse response);

    void content(ByteBuf part);

    void end();

    /** There is room again for the request's body. */
    void writable();

    /** Closed, or broken, before the end. */
    void lost(String why);
  }

  private final NetSocketInternal socket;
  private final Runnable onClose;
  private Listener listener;
  private boolean informational;
  private boolean keepAlive = true;
  private boolean closed;
  private boolean used;
  long idleSince;

  UpstreamConnection(NetSocketInternal socket, Runnable onClose) {
    this.socket = socket;
    this.onClose = onClose;
    var config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(MAX_HEAD)
            .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false));
    socket
        .channelHandlerContext()
        .pipeline()
        .addBefore("handler", "http", new HttpClientCodec(config, false, false));
    socket.messageHandler(this::received);
    socket.closeHandler(v -> lost("the service closed the connection"));
    socket.exceptionHandler(failure -> lost("the connection broke"));
    socket.drainHandler(
        v -> {
          if (listener != null) {
            listener.writable();
          }
        });
  }

  /** Whether it was taken from the pool and may have been closed by the other side meanwhile. */
  boolean used() {
    return used;
  }

  boolean closed() {
    return closed;
  }

  /** Whether another request may follow. */
  boolean reusable() {
    return keepAlive && !closed;
  }

  /** Sends a head, or a whole request when it is a {@code FullHttpRequest}. */
  void send(HttpRequest request, Listener answering) {
    listener = answering;
    socket.writeMessage(request);
  }

  void write(ByteBuf part) {
    socket.writeMessage(new DefaultHttpContent(part));
  }

  void endRequest() {
    socket.writeMessage(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  boolean full() {
    return socket.writeQueueFull();
  }

  void pause() {
    socket.pause();
  }

  void resume() {
    socket.resume();
  }

  /** Lets go: nobody listens any more. */
  void detach() {
    listener = null;
    used = true;
  }

  void close() {
    listener = null;
    socket.close();
  }

  private void received(Object message) {
    if (!(message instanceof HttpObject part)
        || part.decoderResult().isFailure()
        || listener == null) {
      ReferenceCountUtil.release(message);
      lost("the service's answer is not HTTP");
      return;
    }
    if (part instanceof HttpResponse response) {
      int status = response.status().code();
      informational = status < 200;
      if (status == 101) {
        lost("the service switched protocols");
        return;
      }
      if (!informational) {
        keepAlive = HttpUtil.isKeepAlive(response);
        listener.head(response);
      }
    }
    if (part instanceof HttpContent content) {
      content(content);
    }
  }

  private void content(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (informational || listener == null) {
      content.release();
    } else {
      if (content.content().isReadable()) {
        listener.content(content.content());
      } else {
        content.release();
      }
      if (last && listener != null) {
        listener.end();
      }
    }
  }

  private void lost(String why) {
    if (!closed) {
      closed = true;
      socket.close();
      onClose.run();
      Listener waiting = listener;
      listener = null;
      if (waiting != null) {
        waiting.lost(why);
      }
    }
  }
}
