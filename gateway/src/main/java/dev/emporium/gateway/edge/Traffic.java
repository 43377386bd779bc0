package dev.emporium.gateway.edge;

import dev.emporium.gateway.route.Route;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What passed: one metric and, when wanted, one log line for each request. */
public final class Traffic {
  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final int STATUSES = 600;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();
  private final AtomicLong connections = new AtomicLong();
  private final boolean log;

  /**
   * @param log whether each request gets a line
   */
  public Traffic(boolean log) {
    this.log = log;
    gauge("gateway.connections", "Clients' open connections", connections::get);
  }

  /** Registers a value that is read when asked for. */
  public void gauge(String name, String help, DoubleSupplier value, String... tags) {
    Gauge.builder(name, value::getAsDouble).description(help).tags(tags).register(registry);
  }

  AtomicLong connections() {
    return connections;
  }

  /** Where the metrics are. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * Counts and logs one request. The query is never logged: it may hold secrets.
   *
   * @param route null when there was none
   * @param client null when nobody was recognised
   * @param why a refusal's inner reason, or null
   */
  void finished(Visit visit, Route route, String client, int status, long nanos, String why) {
    String operation = route == null ? "none" : route.id();
    Timer[] byStatus = timers.get(operation);
    if (byStatus == null) {
      byStatus = timers.computeIfAbsent(operation, id -> new Timer[STATUSES]);
    }
    Timer timer = byStatus[status];
    if (timer == null) {
      timer = timer(operation, route, status);
      byStatus[status] = timer;
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
    if (log) {
      line(visit, operation, client, status, nanos, why);
    }
  }

  private Timer timer(String operation, Route route, int status) {
    return Timer.builder("http.server.requests")
        .description("Requests by operation and status")
        .tag("operation", operation)
        .tag("dialect", route == null || route.dialect() == null ? "none" : route.dialect())
        .tag("status", Integer.toString(status))
        .register(registry);
  }

  private static void line(
      Visit visit, String operation, String client, int status, long nanos, String why) {
    var line = new StringBuilder(200);
    line.append(visit.request().method().name()).append(' ').append(visit.path());
    line.append(' ').append(status).append(' ').append(nanos / 1_000).append("us ");
    line.append(operation).append(" client=").append(client == null ? "-" : client);
    line.append(" from=").append(visit.address());
    line.append(" request=").append(visit.requestId());
    line.append(" trace=").append(TraceIds.traceId(visit.traceParent()));
    if (why != null) {
      line.append(" why=").append(why);
    }
    LOG.info("{}", line);
  }
}
