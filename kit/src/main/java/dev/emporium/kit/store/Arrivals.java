package dev.emporium.kit.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Waits for records that another service made a moment ago and that are not projected yet: attempts
 * again whenever {@link Signals} tell of one that was missed.
 */
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
    return settle(BOUND, attempt, missing);
  }

  /** As {@link #settle(Supplier, Function)}, until {@code bound} has passed. */
  public <T> Future<T> settle(
      Duration bound,
      Supplier<Future<T>> attempt,
      Function<T, ? extends Collection<String>> missing) {
    long deadline = System.nanoTime() + bound.toNanos();
    return attempt.get().compose(first -> settled(first, attempt, missing, deadline));
  }

  /** Reads until the record, whose arrival is signalled with {@code key}, is there; 2 seconds. */
  public <T> Future<Optional<T>> present(String key, Supplier<Future<Optional<T>>> read) {
    return present(BOUND, key, read);
  }

  /** As {@link #present(String, Supplier)}, until {@code bound} has passed. */
  public <T> Future<Optional<T>> present(
      Duration bound, String key, Supplier<Future<Optional<T>>> read) {
    return settle(bound, read, found -> found.isPresent() ? Set.of() : Set.of(key));
  }

  /** Asks until the answer, which the news signalled with {@code key} make, is yes; 2 seconds. */
  public Future<Boolean> holds(String key, Supplier<Future<Boolean>> question) {
    return settle(question, yes -> yes ? Set.of() : Set.of(key));
  }

  /**
   * As {@link #settle(Supplier, Function)} for an attempt that fails when something is missing.
   *
   * @param missing the record a failure says is missing; none when the failure is final
   */
  public <T> Future<T> accepted(
      Supplier<Future<T>> attempt, Function<Throwable, Optional<String>> missing) {
    return settle(
            () -> attempt.get().transform(Arrivals::ended),
            (AsyncResult<T> end) ->
                end.failed() ? missing.apply(end.cause()).stream().toList() : List.of())
        .compose(
            end ->
                end.failed()
                    ? Future.failedFuture(end.cause())
                    : Future.succeededFuture(end.result()));
  }

  private static <T> Future<AsyncResult<T>> ended(AsyncResult<T> end) {
    return Future.succeededFuture(end);
  }

  private <T> Future<T> settled(
      T seen,
      Supplier<Future<T>> attempt,
      Function<T, ? extends Collection<String>> missing,
      long deadline) {
    Set<String> absent = Set.copyOf(missing.apply(seen));
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (absent.isEmpty() || left.isNegative()) {
      return Future.succeededFuture(seen);
    }
    // Begun before the next attempt: what arrives between the two is not waited for in vain.
    List<Future<Boolean>> told = absent.stream().map(key -> signals.await(key, left)).toList();
    return attempt
        .get()
        .compose(
            next ->
                absent.equals(Set.copyOf(missing.apply(next)))
                    ? Future.join(told)
                        .transform(all -> attempt.get())
                        .compose(
                            then ->
                                told.stream().anyMatch(one -> Boolean.TRUE.equals(one.result()))
                                    ? settled(then, attempt, missing, deadline)
                                    : Future.succeededFuture(then))
                    : settled(next, attempt, missing, deadline));
  }
}
