package dev.emporium.kit.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The table from operationId to handler of one contract, in the contract's order. */
public final class Operations {
  private final Map<String, OperationHandler> handlers = new LinkedHashMap<>();

  /** Binds one operation; binding an id twice is a programming error. */
  public Operations on(String operationId, OperationHandler handler) {
    if (handlers.put(operationId, handler) != null) {
      throw new IllegalStateException("operation " + operationId + " is bound twice");
    }
    return this;
  }

  Map<String, OperationHandler> handlers() {
    return handlers;
  }
}
