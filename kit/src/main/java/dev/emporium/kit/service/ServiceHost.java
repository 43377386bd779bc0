package dev.emporium.kit.service;

import dev.emporium.kit.event.Broker;
import dev.emporium.kit.event.InboxConsumer;
import dev.emporium.kit.event.OutboxRelay;
import dev.emporium.kit.event.Publisher;
import dev.emporium.kit.event.Topics;
import dev.emporium.kit.http.ContractRouter;
import dev.emporium.kit.service.ServiceSettings.MigrateAt;
import dev.emporium.kit.store.Leases;
import dev.emporium.kit.store.Listener;
import dev.emporium.kit.store.Migrations;
import dev.emporium.kit.store.PgDatabase;
import dev.emporium.kit.store.PgReplies;
import dev.emporium.kit.store.PgSignals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running service: its HTTP server, database pool, outbox relay, consumers and jobs. */
public final class ServiceHost {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);
  private static final long RETRY_MILLIS = 2000;

  private final Vertx vertx;
  private final String name;
  private final ServiceSettings settings;
  private final PrometheusMeterRegistry metrics;
  private final Topics topics;
  private final PgDatabase database;
  private final Broker broker;
  private final Listener listener;
  private final ServiceWiring wiring;
  private final ServiceContracts contracts;
  private final Pulse pulse;
  private final Leases leases;
  private final OutboxRelay relay;
  private final Health health = new Health();
  private final Management management;
  private ContractRouter router;
  private HttpFront front;
  private Publisher publisher;
  private InboxConsumer consumer;
  private volatile String phase = "starting";
  private volatile boolean closed;

  private ServiceHost(
      Vertx vertx, String name, Settings environment, PrometheusMeterRegistry metrics) {
    this.vertx = vertx;
    this.name = name;
    this.metrics = metrics;
    this.settings = ServiceSettings.read(environment, Clock.systemUTC());
    this.topics = new Topics(settings.topicPrefix());
    var options = settings.connectOptions(name);
    this.database = new PgDatabase(vertx, options, settings.poolSize(), Clock.systemUTC());
    this.broker =
        new Broker(
            vertx,
            settings.bootstrapServers(),
            settings.kafkaProperties(),
            settings.kafkaPartitions(),
            settings.kafkaReplication());
    this.listener = new Listener(vertx, options);
    this.relay = new OutboxRelay(vertx, listener, topics, name);
    database.carriedBy(relay);
    this.contracts = new ServiceContracts(name);
    this.wiring =
        new ServiceWiring(
            vertx,
            environment,
            database,
            new PgSignals(vertx, listener, database),
            topics,
            contracts);
    this.pulse = new Pulse(vertx, database, broker, settings.outboxLagSeconds(), metrics);
    this.leases = new Leases(vertx, database);
    this.management = new Management(vertx, health, metrics);
  }

  /**
   * Starts a service. Fails, naming everything that is wrong at once, when configuration is
   * incomplete or a contract and its handlers do not match. While Kafka does not answer the service
   * runs but is not ready.
   *
   * @param name the service's short name, such as {@code catalog}; also its CloudEvents source and
   *     consumer group
   */
  public static Future<ServiceHost> start(
      Vertx vertx, String name, Map<String, String> environment, Consumer<Wiring> wire) {
    return start(vertx, name, new Settings(environment), Telemetry.metrics(), wire);
  }

  private static Future<ServiceHost> start(
      Vertx vertx,
      String name,
      Settings settings,
      PrometheusMeterRegistry metrics,
      Consumer<Wiring> wire) {
    var host = new ServiceHost(vertx, name, settings, metrics);
    List<String> problems = host.wire(wire, settings);
    if (!problems.isEmpty()) {
      var complaint =
          new IllegalStateException(name + " cannot start: " + String.join("; ", problems));
      return host.release().transform(done -> Future.failedFuture(complaint));
    }
    return host.start()
        .map(host)
        .recover(failure -> host.close().transform(done -> Future.failedFuture(failure)));
  }

  /**
   * What a service asks its environment for, and what it would complain about, without starting it.
   * Used by what writes and checks documentation and manifests.
   */
  public static Settings variables(
      Vertx vertx, String name, Map<String, String> environment, Consumer<Wiring> wire) {
    var settings = new Settings(environment);
    Telemetry.declare(settings);
    var host = new ServiceHost(vertx, name, settings, Telemetry.metrics());
    host.wire(wire, settings);
    host.release();
    return settings;
  }

  /**
   * The main method of every service: starts from the process's environment, stops on SIGTERM. With
   * {@code MIGRATE=only} it brings the database up to the code, for which {@code DATABASE_*} are
   * enough, and ends.
   */
  public static void main(String name, Consumer<Wiring> wire) {
    var settings = new Settings(System.getenv());
    if (ServiceSettings.migrate(settings) == MigrateAt.ONLY) {
      migrateOnly(name, settings);
      return;
    }
    PrometheusMeterRegistry metrics = Telemetry.metrics();
    Vertx vertx = Telemetry.vertx(name, settings, metrics);
    start(vertx, name, settings, metrics, wire)
        .onSuccess(
            host -> {
              LOG.info("{} answers on port {}", name, host.port());
              Runtime.getRuntime().addShutdownHook(new Thread(() -> end(vertx, host)));
            })
        .onFailure(
            failure -> {
              LOG.error("{}", failure.getMessage(), failure);
              System.exit(1);
            });
  }

  private static void migrateOnly(String name, Settings settings) {
    String url = ServiceSettings.url(settings);
    String user = settings.text("DATABASE_USER");
    String password = settings.text("DATABASE_PASSWORD", "");
    if (!settings.problems().isEmpty()) {
      LOG.error("{} cannot migrate: {}", name, String.join("; ", settings.problems()));
      System.exit(1);
    }
    try {
      Migrations.run(url, user, password, name);
      LOG.info("the database of {} is up to date", name);
    } catch (RuntimeException failed) {
      LOG.error("the database of {} cannot be migrated", name, failed);
      System.exit(1);
    }
  }

  /** The port requests are answered on (the one bound, when 0 was configured). */
  public int port() {
    return front.port();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return management.port();
  }

  /** Succeeds when readiness says yes. */
  public Future<Void> ready() {
    if (health.isUp()) {
      return Future.succeededFuture();
    }
    return vertx.timer(20, TimeUnit.MILLISECONDS).compose(passed -> ready());
  }

  /** Stops taking requests, drains, stops consumers, relay and pools. */
  public Future<Void> close() {
    if (closed) {
      return Future.succeededFuture();
    }
    closed = true;
    phase = "stopping";
    int delay = Math.max(1, settings.drainMillis());
    return vertx
        .timer(delay, TimeUnit.MILLISECONDS)
        .compose(ok -> quietly(() -> front == null ? done() : front.drain()))
        .compose(ok -> quietly(() -> consumer == null ? done() : consumer.close()))
        .compose(ok -> quietly(leases::close))
        .compose(ok -> quietly(relay::close))
        .compose(ok -> release());
  }

  private List<String> wire(Consumer<Wiring> wire, Settings environment) {
    wire.accept(wiring);
    var problems = new ArrayList<>(environment.problems());
    problems.addAll(contracts.problems());
    if (problems.isEmpty()) {
      try {
        router =
            new ContractRouter(
                contracts.bound(),
                settings.seal(),
                new PgReplies(database),
                settings.maxBodyBytes());
        front = new HttpFront(vertx, settings, router, metrics);
      } catch (IllegalStateException mismatch) {
        problems.add(mismatch.getMessage());
      }
    }
    if (!name.equals(MarketplaceProjection.OWNER)) {
      wiring.consume(MarketplaceProjection.OWNER, "marketplace.*", MarketplaceProjection::apply);
    }
    wiring.every("kit.housekeeping", Duration.ofHours(1), () -> Housekeeping.run(database));
    health
        .check("service", () -> Optional.of(phase).filter(now -> !now.equals("running")))
        .check("database", pulse::database)
        .check("kafka", pulse::broker)
        .check("outbox", pulse::outbox)
        .check(
            "consumers",
            () ->
                wiring.subscriptions().topics().isEmpty()
                    ? Optional.empty()
                    : consumer == null
                        ? Optional.of("not started")
                        : consumer.health().complaint());
    return problems;
  }

  private Future<Void> start() {
    return management
        .listen(settings.httpHost(), settings.managementPort())
        .compose(ok -> migrated())
        .compose(ok -> listener.start())
        .compose(ok -> inOrder(wiring.steps()))
        .compose(ok -> vertx.executeBlocking(this::schemasRead, false))
        .compose(ok -> front.listen())
        .compose(
            ok -> {
              pulse.start();
              wiring.jobs().forEach(job -> leases.every(job.name(), job.period(), job.run()));
              connect();
              phase = "running";
              return done();
            });
  }

  private Void schemasRead() {
    router.awaitSchemas();
    return null;
  }

  /** The database is as this code wants it; waits for whoever migrates when that is another. */
  private Future<Void> migrated() {
    return vertx
        .executeBlocking(this::migrate, false)
        .compose(
            upToDate -> {
              if (upToDate || closed) {
                return done();
              }
              phase = "waiting for migrations";
              return vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS).compose(ok -> migrated());
            });
  }

  private boolean migrate() {
    String user = settings.databaseUser();
    if (settings.migrate() == MigrateAt.NO) {
      return Migrations.areDone(settings.databaseUrl(), user, settings.databasePassword(), name);
    }
    Migrations.run(settings.databaseUrl(), user, settings.databasePassword(), name);
    return true;
  }

  /** Makes the topics and begins to publish and consume, as soon as Kafka lets us. */
  private void connect() {
    if (closed) {
      return;
    }
    var names = new ArrayList<String>();
    Stream.concat(Stream.of(topics.of(name)), wiring.subscriptions().topics().stream())
        .distinct()
        .forEach(topic -> names.addAll(List.of(topic, Topics.dead(topic))));
    broker
        .ensure(names, List.of(topics.identity()))
        .compose(made -> wiring.retold(broker))
        .onSuccess(done -> carry())
        .onFailure(
            failure -> {
              LOG.warn("{} waits for Kafka: {}", name, failure.toString());
              vertx.setTimer(RETRY_MILLIS, again -> connect());
            });
  }

  private void carry() {
    if (closed) {
      return;
    }
    publisher = new Publisher(vertx, broker);
    relay.start(publisher);
    if (wiring.subscriptions().topics().isEmpty()) {
      return;
    }
    consumer =
        new InboxConsumer(
            vertx, broker, publisher, database, name, topics.of(name), wiring.subscriptions());
    FunctionCounter.builder("emporium_events_handled", consumer.health(), h -> h.handledCount())
        .register(metrics);
    FunctionCounter.builder("emporium_events_dead", consumer.health(), h -> h.buriedCount())
        .register(metrics);
    consumer.start();
  }

  private Future<Void> release() {
    return quietly(() -> inOrder(wiring.releases()))
        .compose(ok -> quietly(listener::close))
        .compose(
            ok ->
                quietly(
                    () ->
                        vertx.executeBlocking(
                            () -> {
                              if (publisher != null) {
                                publisher.close();
                              }
                              broker.close();
                              return null;
                            },
                            false)))
        .compose(ok -> quietly(database::close))
        .compose(ok -> quietly(management::close))
        .onComplete(
            ok -> {
              pulse.stop();
              metrics.close();
            });
  }

  private static Future<Void> inOrder(List<Supplier<Future<?>>> steps) {
    Future<?> all = done();
    for (Supplier<Future<?>> step : steps) {
      all = all.compose(ok -> step.get());
    }
    return all.mapEmpty();
  }

  private static Future<Void> quietly(Supplier<Future<?>> step) {
    return done()
        .compose(go -> step.get())
        .transform(
            outcome -> {
              if (outcome.failed()) {
                LOG.warn("while stopping", outcome.cause());
              }
              return done();
            });
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  private static void end(Vertx vertx, ServiceHost host) {
    try {
      host.close().toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
      // not chained: a future of a context cannot be told that its own event loop has ended
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception overdue) {
      LOG.error("shutdown was cut short", overdue);
    }
  }
}
