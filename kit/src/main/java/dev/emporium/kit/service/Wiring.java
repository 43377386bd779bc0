package dev.emporium.kit.service;

import dev.emporium.kit.event.EventHandler;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Signals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a service is given to put itself together. Everything is registered while the wiring
 * function runs; nothing is started before it returns and its configuration has been found
 * complete.
 */
public interface Wiring {
  Vertx vertx();

  /** Reads the service's own variables; all mistakes are reported together after wiring. */
  Settings settings();

  Database database();

  Signals signals();

  /** Binds a contract ({@code contract/openchannel.yaml} on the class path) to its handlers. */
  void contract(String resource, Consumer<Operations> table);

  /**
   * Consumes one type of event.
   *
   * @param topic the topic's last word: {@code catalog}, {@code checkout}, {@code billing}, {@code
   *     installation}
   * @param type the event type, or a prefix ending in {@code .*} such as {@code app.*}
   */
  void consume(String topic, String type, EventHandler handler);

  /**
   * Runs a job again and again, on one replica at a time; a failure is logged and the next run
   * comes.
   */
  void every(String job, Duration period, Supplier<Future<?>> run);

  /** Something to release at shutdown, after requests have drained. */
  void onClose(Supplier<Future<?>> release);

  /** Runs once before the service reports ready, after migrations; start-up fails when it fails. */
  void beforeReady(Supplier<Future<?>> step);

  /**
   * Runs when the identity topic exists and nothing was ever written to it: Kafka is new, or has
   * lost what it held. Tells again what the topic must hold.
   */
  void whenIdentityIsUnwritten(Supplier<Future<?>> tellAgain);
}
