package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** {@code Idempotency-Key}: the same request again gets the same reply and does nothing. */
final class Idempotency {
  /** About twelve seconds in all, longer than any operation waits for a saga. */
  private static final int ATTEMPTS = 28;

  private final IdempotencyStore store;

  Idempotency(IdempotencyStore store) {
    this.store = store;
  }

  Future<Reply> answer(Call call, String key, String uri, Buffer body, OperationHandler handler) {
    if (key.isBlank() || key.length() > 255) {
      throw Failure.invalid("Idempotency-Key", "This header has 1 to 255 characters");
    }
    if (call.principal().client() == null) {
      return handler.handle(call);
    }
    var use =
        new IdempotencyStore.Use(
            call.marketplace(),
            call.principal().client(),
            key,
            call.operation().id(),
            fingerprint(uri, body));
    return claim(use, call, handler, 0);
  }

  private Future<Reply> claim(
      IdempotencyStore.Use use, Call call, OperationHandler handler, int attempt) {
    return store
        .claim(use)
        .compose(
            claim ->
                switch (claim.state()) {
                  case REPLIED ->
                      Future.succeededFuture(
                          claim.reply().withHeader("Idempotent-Replayed", "true"));
                  case MISMATCH ->
                      Future.failedFuture(
                          Failure.of(
                              Kind.UNPROCESSABLE,
                              "Idempotency-Key",
                              "This key was used for another request"));
                  case IN_PROGRESS -> again(use, call, handler, attempt);
                  case CLAIMED -> act(use, call, handler);
                });
  }

  /** The same request is being worked on: its reply is worth waiting for, but not for ever. */
  private Future<Reply> again(
      IdempotencyStore.Use use, Call call, OperationHandler handler, int attempt) {
    if (attempt == ATTEMPTS) {
      return Future.failedFuture(
          Failure.of(
              Kind.CONFLICT,
              "Idempotency-Key",
              "A request with this key is still being worked on"));
    }
    return Vertx.currentContext()
        .owner()
        .timer(attempt < 5 ? 20L << attempt : 500, TimeUnit.MILLISECONDS)
        .compose(passed -> claim(use, call, handler, attempt + 1));
  }

  private Future<Reply> act(IdempotencyStore.Use use, Call call, OperationHandler handler) {
    Future<Reply> reply;
    try {
      reply = handler.handle(call);
    } catch (RuntimeException thrown) {
      reply = Future.failedFuture(thrown);
    }
    // A refusal changed nothing, so the key is free again; only what was done is remembered. When
    // it
    // cannot be, the caller still gets the reply and the key stays taken rather than be free at
    // once.
    return reply
        .recover(failure -> store.release(use).transform(released -> Future.failedFuture(failure)))
        .compose(done -> store.remember(use, done).transform(kept -> Future.succeededFuture(done)));
  }

  private static String fingerprint(String uri, Buffer body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(uri.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(body.getBytes());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
