package dev.emporium.kit.service;

import dev.emporium.kit.event.Broker;
import dev.emporium.kit.event.EventHandler;
import dev.emporium.kit.event.Subscriptions;
import dev.emporium.kit.event.Topics;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Signals;
import dev.emporium.kit.store.Steps;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collects what a service registers; the host starts it afterwards. */
final class ServiceWiring implements Wiring {
  record Job(String name, Duration period, Supplier<Future<?>> run) {}

  private final Vertx vertx;
  private final Settings settings;
  private final Database database;
  private final Signals signals;
  private final Topics topics;
  private final ServiceContracts contracts;
  private final Subscriptions subscriptions = new Subscriptions();
  private final List<Job> jobs = new ArrayList<>();
  private final List<Supplier<Future<?>>> releases = new ArrayList<>();
  private final List<Supplier<Future<?>>> steps = new ArrayList<>();
  private final List<Supplier<Future<?>>> retellings = new ArrayList<>();

  ServiceWiring(
      Vertx vertx,
      Settings settings,
      Database database,
      Signals signals,
      Topics topics,
      ServiceContracts contracts) {
    this.vertx = vertx;
    this.settings = settings;
    this.database = database;
    this.signals = signals;
    this.topics = topics;
    this.contracts = contracts;
  }

  @Override
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public void contract(String resource, Consumer<Operations> table) {
    contracts.bind(resource, table);
  }

  @Override
  public void consume(String topic, String type, EventHandler handler) {
    subscriptions.add(topics.of(topic), type, handler);
  }

  @Override
  public void every(String job, Duration period, Supplier<Future<?>> run) {
    jobs.add(new Job(job, period, run));
  }

  @Override
  public void onClose(Supplier<Future<?>> release) {
    releases.add(release);
  }

  @Override
  public void beforeReady(Supplier<Future<?>> step) {
    steps.add(step);
  }

  @Override
  public void whenIdentityIsUnwritten(Supplier<Future<?>> tellAgain) {
    retellings.add(tellAgain);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  List<Job> jobs() {
    return jobs;
  }

  List<Supplier<Future<?>>> releases() {
    return releases;
  }

  List<Supplier<Future<?>>> steps() {
    return steps;
  }

  /** What the identity topic must hold is in the outbox when the topic has lost it. */
  Future<Void> retold(Broker broker) {
    if (retellings.isEmpty()) {
      return Future.succeededFuture();
    }
    return broker
        .isUnwritten(topics.identity())
        .compose(
            unwritten ->
                Steps.each(unwritten ? retellings : List.of(), retelling -> retelling.get().map(1)))
        .mapEmpty();
  }
}
