package dev.emporium.gateway.proxy;

import dev.emporium.kit.failure.Kind;
import io.vertx.core.http.HttpServerRequest;

/** A request that may pass, and what becomes of it besides the answer. */
public interface Passenger {
  HttpServerRequest request();

  /** Whether a body follows; the request is then paused. */
  boolean hasBody();

  /** The internal principal for a service of the house, or null for any other upstream. */
  String principal();

  /** Whether the upstream reads the client's credentials itself. */
  boolean keepsAuthorization();

  /** The W3C trace context to hand on. */
  String traceParent();

  String requestId();

  /**
   * No answer came: the client is told so in its dialect.
   *
   * @param why for the log; may be null
   * @param retryMillis when to come again, for what is worth another try
   * @param unread whether a part of the body was not read
   */
  void refuse(Kind kind, String message, String why, long retryMillis, boolean unread);

  /** The answer is whole but the request is not: nothing more is taken from the connection. */
  void hangUp();

  /** The answer had begun and broke off. */
  void cut();

  /**
   * It was answered by the upstream, or broke off.
   *
   * @param status as it stood in the answer; 499 when the client left before
   */
  void finished(int status);
}
