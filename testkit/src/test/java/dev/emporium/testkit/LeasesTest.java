package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.service.Wiring;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@EmporiumTest
class LeasesTest {
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

  private Consumer<Wiring> replica(String name) {
    return wiring -> {
      SampleService.wire(wiring);
      wiring.every(
          "test.job",
          Duration.ofMillis(20),
          () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            int count = runs.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
            return wiring
                .vertx()
                .timer(15, TimeUnit.MILLISECONDS)
                .onComplete(done -> inside.decrementAndGet())
                .compose(
                    done ->
                        count % 3 == 0
                            ? Future.failedFuture("every third run fails")
                            : Future.succeededFuture());
          });
    };
  }

  private int count(String name) {
    return runs.getOrDefault(name, new AtomicInteger()).get();
  }

  @Test
  void oneReplicaAtATimeRunsAJobAndAnotherTakesItOver(Emporium emporium) {
    TestService first = emporium.start("sample", replica("first"));
    emporium.start("sample", replica("second"));
    Emporium.eventually(() -> assertThat(count("first") + count("second")).isGreaterThan(12));
    first.stop();
    int before = count("second");
    Emporium.eventually(() -> assertThat(count("second")).isGreaterThan(before + 5));
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void theLeaseOfAReplicaThatDiedRunsOut(Emporium emporium) {
    TestService service = emporium.start("sample", replica("survivor"));
    service.rows(
        """
        insert into kit.job_lease (job, holder, held_until, next_run)
        values ('test.job', gen_random_uuid(), clock_timestamp() + interval '1 second', clock_timestamp())
        on conflict (job) do update set holder = excluded.holder, held_until = excluded.held_until
        """);
    int before = count("survivor");
    Emporium.eventually(() -> assertThat(count("survivor")).isGreaterThan(before + 2));
  }
}
