package dev.emporium.kit.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** One thing after the other. */
public final class Steps {
  private Steps() {}

  /**
   * Runs the step for each in order; stops at the first failure.
   *
   * @return what the steps answered, in the same order
   */
  public static <T, R> Future<List<R>> each(Collection<T> all, Function<T, Future<R>> step) {
    var results = new ArrayList<R>();
    Future<?> last = Future.succeededFuture();
    for (T one : all) {
      last = last.compose(done -> step.apply(one).onSuccess(results::add));
    }
    return last.map(done -> results);
  }
}
