package dev.emporium.checkout.event;

import dev.emporium.kit.store.Signals;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
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
   * Attempts; when records are missing, waits until they have arrived or the bound has passed, and
   * attempts again. An attempt that misses something must change nothing.
   *
   * @param missing the records an attempt missed, such as {@code company/<id>}; none when it is
   *     final
   */
  public <T> Future<T> settle(
      Supplier<Future<T>> attempt, Function<T, ? extends Collection<String>> missing) {
    return attempt
        .get()
        .compose(
            first -> {
              Collection<String> absent = missing.apply(first);
              return absent.isEmpty()
                  ? Future.succeededFuture(first)
                  : again(attempt, missing, absent);
            });
  }

  private <T> Future<T> again(
      Supplier<Future<T>> attempt,
      Function<T, ? extends Collection<String>> missing,
      Collection<String> absent) {
    // Begun before the second attempt: what arrives between the two is not waited for in vain.
    Future<?> arrived = Future.join(absent.stream().map(key -> signals.await(key, BOUND)).toList());
    return attempt
        .get()
        .compose(
            second ->
                missing.apply(second).isEmpty()
                    ? Future.succeededFuture(second)
                    : arrived.transform(whatever -> attempt.get()));
  }
}
