package dev.emporium.kit.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** One thing after the other. */
public final class Steps {
  private Steps() {}

  /**
   * Runs the step for each in order; stops at the first failure. There may be any number: a chain
   * of futures made beforehand overflows the stack when thousands of them are done at once.
   *
   * @return what the steps answered, in the same order
   */
  public static <T, R> Future<List<R>> each(Collection<T> all, Function<T, Future<R>> step) {
    var walk = new Walk<>(all.iterator(), step);
    walk.on();
    return walk.end.future();
  }

  private static final class Walk<T, R> {
    private final Iterator<T> rest;
    private final Function<T, Future<R>> step;
    private final List<R> results = new ArrayList<>();
    private final Promise<List<R>> end = Promise.promise();

    Walk(Iterator<T> rest, Function<T, Future<R>> step) {
      this.rest = rest;
      this.step = step;
    }

    /** Goes on to the next step that has to be waited for, or to the end. */
    void on() {
      while (rest.hasNext()) {
        Future<R> next = begin(rest.next());
        if (!next.isComplete()) {
          next.onComplete(
              done -> {
                if (kept(done)) {
                  on();
                }
              });
          return;
        }
        if (!kept(next)) {
          return;
        }
      }
      end.complete(results);
    }

    private Future<R> begin(T one) {
      try {
        return step.apply(one);
      } catch (RuntimeException failure) {
        return Future.failedFuture(failure);
      }
    }

    private boolean kept(AsyncResult<R> done) {
      if (done.failed()) {
        end.fail(done.cause());
        return false;
      }
      results.add(done.result());
      return true;
    }
  }
}
