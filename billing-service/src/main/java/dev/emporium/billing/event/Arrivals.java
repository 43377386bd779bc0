package dev.emporium.billing.event;

import dev.emporium.kit.store.Signals;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Waits, up to two seconds, for records of other services that a question misses. */
public final class Arrivals {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private final Signals signals;

  public Arrivals(Signals signals) {
    this.signals = signals;
  }

  /**
   * Asks; while a record is missing, waits until it has arrived and asks again. One arrival may
   * show that another is missing, which is waited for as well.
   *
   * @param missing the record an answer missed, such as {@code company/<id>}; empty when the answer
   *     is final
   */
  public <T> Future<T> settle(Supplier<Future<T>> question, Function<T, Optional<String>> missing) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    return question.get().compose(answer -> settle(answer, question, missing, deadline));
  }

  private <T> Future<T> settle(
      T answer,
      Supplier<Future<T>> question,
      Function<T, Optional<String>> missing,
      long deadline) {
    Optional<String> absent = missing.apply(answer);
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (absent.isEmpty() || left.isNegative() || left.isZero()) {
      return Future.succeededFuture(answer);
    }
    // begun before the next question: what arrives between the two is not waited for in vain
    Future<Boolean> told = signals.await(absent.get(), left);
    return question
        .get()
        .compose(
            next ->
                missing.apply(next).equals(absent)
                    ? told.compose(ended -> question.get())
                    : Future.succeededFuture(next))
        .compose(next -> settle(next, question, missing, deadline));
  }
}
