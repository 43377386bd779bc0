package dev.emporium.kit.http;

import io.vertx.core.Future;

/** One operation: extract, act, reply. Throwing and failing the future are the same. */
@FunctionalInterface
public interface OperationHandler {
  Future<Reply> handle(Call call);
}
