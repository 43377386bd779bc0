package dev.emporium.kit.http;

import io.vertx.core.Future;
import java.util.UUID;

/** Remembers the replies to POSTs that carried an {@code Idempotency-Key}. */
public interface IdempotencyStore {
  /**
   * One use of a key.
   *
   * @param marketplace the tenant
   * @param client who sent it: keys of different clients never meet
   * @param key what the client sent, at most 255 characters
   * @param operation the operationId
   * @param fingerprint SHA-256 of path, query and body, hex
   */
  record Use(UUID marketplace, String client, String key, String operation, String fingerprint) {}

  /** What is known of a key. */
  enum State {
    /** Nobody used it: this call now holds it. */
    CLAIMED,
    /** Another call holds it and has not replied yet. */
    IN_PROGRESS,
    /** It was used for another request. */
    MISMATCH,
    /** The same request was replied to. */
    REPLIED
  }

  /** The reply is given with {@link State#REPLIED} only. */
  record Claim(State state, Reply reply) {}

  Future<Claim> claim(Use use);

  /** Keeps the reply for a day. */
  Future<Void> remember(Use use, Reply reply);

  /** Gives the key up again: the call failed on our side and may be repeated. */
  Future<Void> release(Use use);
}
