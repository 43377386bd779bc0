package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;

/** How a dialect says no. */
public interface ErrorFormat {
  /**
   * @param operationStatus a status the operation documents for this kind instead of the kind's
   *     own, or 0
   * @param traceId shown for failures of our own making, so that the log can be found; may be null
   */
  Reply render(Failure failure, int operationStatus, String traceId);
}
