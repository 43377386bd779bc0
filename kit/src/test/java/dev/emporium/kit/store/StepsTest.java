package dev.emporium.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final List<Integer> MANY = IntStream.range(0, 200_000).boxed().toList();

  @Test
  @DisplayName("any number of steps that are done at once come to their end")
  void many() {
    Future<List<Integer>> all = Steps.each(MANY, Future::succeededFuture);
    assertThat(all.result()).isEqualTo(MANY);
  }

  @Test
  @DisplayName("the first failure ends it, however many were to follow")
  void failure() {
    Promise<Integer> first = Promise.promise();
    var begun = new ArrayList<Integer>();
    Future<List<Integer>> all =
        Steps.each(
            MANY,
            one -> {
              begun.add(one);
              return one == 0 ? first.future() : Future.failedFuture("no " + one);
            });
    assertThat(all.isComplete()).isFalse();
    first.complete(7);
    assertThat(all.cause()).hasMessage("no 1");
    assertThat(begun).containsExactly(0, 1);
  }

  @Test
  @DisplayName("a step begins when the one before is done; one that throws has failed")
  void order() {
    List<Promise<String>> promises = List.of(Promise.promise(), Promise.promise());
    var begun = new ArrayList<Integer>();
    Future<List<String>> all =
        Steps.each(
            List.of(0, 1, 2),
            one -> {
              begun.add(one);
              if (one == 2) {
                throw new IllegalStateException("thrown");
              }
              return promises.get(one).future();
            });
    assertThat(begun).containsExactly(0);
    promises.get(0).complete("a");
    assertThat(begun).containsExactly(0, 1);
    promises.get(1).complete("b");
    assertThat(all.cause()).hasMessage("thrown");
    assertThat(Steps.each(List.<Integer>of(), Future::succeededFuture).result()).isEmpty();
  }
}
