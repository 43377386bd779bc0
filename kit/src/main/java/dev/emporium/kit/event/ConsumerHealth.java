package dev.emporium.kit.event;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a consumer says of itself to readiness and metrics. */
public final class ConsumerHealth {
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong buried = new AtomicLong();
  private volatile String complaint = "not started";

  /** Why nothing is consumed at the moment; empty when all is well. */
  public Optional<String> complaint() {
    return Optional.ofNullable(complaint);
  }

  /** Events handled since the start. */
  public long handledCount() {
    return handled.get();
  }

  /** Events sent to a dead-letter topic since the start. */
  public long buriedCount() {
    return buried.get();
  }

  void polls() {
    if ("not started".equals(complaint) || "no broker".equals(complaint)) {
      complaint = null;
    }
  }

  /** What was waited for may be another replica's concern now. */
  void rebalanced() {
    complaint = null;
  }

  void noBroker() {
    complaint = "no broker";
  }

  void works() {
    handled.incrementAndGet();
    complaint = null;
  }

  void buried() {
    buried.incrementAndGet();
    complaint = null;
  }

  void waits(String reason) {
    complaint = reason;
  }
}
