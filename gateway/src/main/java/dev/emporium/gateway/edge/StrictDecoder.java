package dev.emporium.gateway.edge;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Reads requests like Vert.x does, but refuses a request that gives its length twice (chunked and
 * Content-Length), where Netty would quietly take one of them: that is how requests are smuggled.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
  /** What such a request is refused with. */
  static final class AmbiguousLength extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    AmbiguousLength() {
      super("both Transfer-Encoding and Content-Length");
    }
  }

  private StrictDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Puts it in the place of the connection's own decoder. */
  static void install(HttpConnection connection, HttpServerOptions options) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    pipeline.replace("httpDecoder", "httpDecoder", new StrictDecoder(options));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    message.setDecoderResult(DecoderResult.failure(new AmbiguousLength()));
  }
}
