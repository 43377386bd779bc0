package dev.emporium.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.local.GatewayClient;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Purchases, wallet charges and installs, one after the other in threads of their own, until
 * stopped. Each wish is repeated until it is granted, as a patient client would, and every answer
 * on the way has to be a clean one.
 */
final class Load {
  private static final Duration SLOWEST = Duration.ofSeconds(25);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final LoadWishes wishes;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Set<String>> granted = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  Load(LoadWishes wishes) {
    this.wishes = wishes;
  }

  Load start() {
    thread("purchase", wishes::purchase, 200);
    thread("purchase", wishes::purchase, 200);
    thread("charge", wishes::charge, 100);
    thread("install", wishes::install, 300);
    return this;
  }

  /**
   * Stops wishing; waits until the last wish is granted; everything must have been answered
   * cleanly.
   */
  Load stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join(PATIENCE.toMillis() * 2);
      assertThat(thread.isAlive()).as(thread.getName() + " hangs").isFalse();
    }
    System.out.println("load: " + answers + ", granted " + counts());
    assertThat(complaints).as("answers: " + answers).isEmpty();
    return this;
  }

  /** The ids of the wishes of a kind that were granted. */
  Set<String> ids(String kind) {
    return granted.getOrDefault(kind, Set.of());
  }

  int granted(String kind) {
    return ids(kind).size();
  }

  /** Statuses that were answered, with how often. */
  Set<String> answers() {
    return answers.keySet();
  }

  private Map<String, Integer> counts() {
    var counts = new java.util.TreeMap<String, Integer>();
    granted.forEach((kind, ids) -> counts.put(kind, ids.size()));
    return counts;
  }

  private void thread(String kind, Function<Client, String> wish, int pauseMillis) {
    Set<String> ids = granted.computeIfAbsent(kind, k -> ConcurrentHashMap.newKeySet());
    var thread =
        new Thread(
            () -> {
              try {
                while (!stopped) {
                  String id = wish.apply(call -> patiently(kind, call));
                  if (!ids.add(id)) {
                    complaints.add(kind + " " + id + " was granted twice");
                  }
                  LockSupport.parkNanos(pauseMillis * 1_000_000L);
                }
              } catch (RuntimeException failed) {
                complaints.add(kind + ": " + failed);
              }
            },
            kind);
    threads.add(thread);
    thread.start();
  }

  /** Repeats a call until it is answered with a success. */
  interface Client {
    GatewayClient.Answer until(Supplier<GatewayClient.Answer> call);
  }

  private GatewayClient.Answer patiently(String kind, Supplier<GatewayClient.Answer> call) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      long begun = System.nanoTime();
      GatewayClient.Answer answer = call.get();
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      answers
          .computeIfAbsent(kind + " " + answer.status(), k -> new AtomicInteger())
          .incrementAndGet();
      if (took.compareTo(SLOWEST) > 0) {
        complaints.add(kind + " took " + took + ": " + answer.status());
      }
      if (answer.status() / 100 == 2) {
        return answer;
      }
      if (!isClean(answer)) {
        complaints.add(kind + ": " + answer.status() + " " + answer.body());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not granted: " + answer.status() + " " + answer.body());
      }
      LockSupport.parkNanos(300_000_000L);
    }
  }

  /** A refusal in the dialect's shape, and a 503 that says when to come again. */
  private static boolean isClean(GatewayClient.Answer answer) {
    boolean known =
        answer.status() / 100 == 4
            || (answer.status() == 503 && answer.headers().containsKey("Retry-After"));
    try {
      JsonObject body = answer.json();
      boolean openchannel = body.getValue("errors") != null && body.getValue("code") != null;
      boolean highlevel = body.getValue("statusCode") != null && body.getValue("message") != null;
      boolean appdirect = body.getValue("status") != null && body.getValue("message") != null;
      return known && (openchannel || highlevel || appdirect);
    } catch (DecodeException noJson) {
      return false;
    }
  }
}
