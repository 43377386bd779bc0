package dev.emporium.checkout.event;

import dev.emporium.kit.store.Signals;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Waits for references that another service made a moment ago and that are not projected yet. */
public final class Arrivals {
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final Signals signals;

  public Arrivals(Signals signals) {
    this.signals = signals;
  }

  /**
   * Attempts; while records are missing, waits until they have arrived and attempts again, until
   * two seconds have passed: a user's arrival may show that the membership is missing as well. An
   * attempt that misses something must change nothing.
   *
   * @param missing the records an attempt missed, such as {@code company/<id>}; none when it is
   *     final
   */
  public <T> Future<T> settle(
      Supplier<Future<T>> attempt, Function<T, ? extends Collection<String>> missing) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    return attempt.get().compose(first -> settled(first, attempt, missing, deadline));
  }

  private <T> Future<T> settled(
      T seen,
      Supplier<Future<T>> attempt,
      Function<T, ? extends Collection<String>> missing,
      long deadline) {
    Collection<String> absent = missing.apply(seen);
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (absent.isEmpty() || left.isNegative()) {
      return Future.succeededFuture(seen);
    }
    // Begun before the next attempt: what arrives between the two is not waited for in vain.
    List<Future<Boolean>> told = absent.stream().map(key -> signals.await(key, left)).toList();
    return attempt
        .get()
        .compose(
            next -> {
              Collection<String> still = missing.apply(next);
              return !still.isEmpty() && absent.containsAll(still)
                  ? Future.join(told)
                      .transform(ended -> attempt.get())
                      .compose(
                          then ->
                              told.stream().anyMatch(one -> Boolean.TRUE.equals(one.result()))
                                  ? settled(then, attempt, missing, deadline)
                                  : Future.succeededFuture(then))
                  : settled(next, attempt, missing, deadline);
            });
  }
}
