package dev.emporium.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.emporium.embedded.PostgresServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Answers on a loopback port how much the house has left to do ({@code /left}: rows in the
 * outboxes, records not consumed, purchases not ended) and how long events took ({@code
 * /latency?begin}, later {@code /latency}).
 */
final class Watch implements AutoCloseable {
  private static final List<String> SERVICES =
      List.of("catalog", "checkout", "billing", "installation");
  private final PostgresServer postgres;
  private final Admin admin;
  private final HttpServer server;
  private final Arrivals arrivals;

  Watch(int port, PostgresServer postgres, String kafka) throws IOException {
    this.postgres = postgres;
    this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
    this.arrivals = new Arrivals(kafka, SERVICES.stream().map(s -> "emporium." + s).toList());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/left", exchange -> answer(exchange, this::left));
    server.createContext(
        "/latency",
        exchange -> answer(exchange, () -> latency(exchange.getRequestURI().getQuery())));
    server.start();
  }

  private interface Question {
    JsonObject ask() throws SQLException, ExecutionException, InterruptedException;
  }

  private static void answer(HttpExchange exchange, Question question) throws IOException {
    int status = 200;
    byte[] body;
    try {
      body = question.ask().encode().getBytes(StandardCharsets.UTF_8);
    } catch (SQLException | ExecutionException | InterruptedException failed) {
      status = 500;
      body = failed.toString().getBytes(StandardCharsets.UTF_8);
    }
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private JsonObject left() throws SQLException, ExecutionException, InterruptedException {
    long outbox = 0;
    for (String service : SERVICES) {
      outbox += number(service, "select count(*) from kit.outbox");
    }
    long purchases =
        number("billing", "select count(*) from purchase where state in ('RECEIVED', 'CHARGING')");
    long lag = lag();
    return new JsonObject()
        .put("outbox", outbox)
        .put("purchases", purchases)
        .put("lag", lag)
        .put("left", outbox + purchases + lag);
  }

  private long number(String service, String sql) throws SQLException {
    try (Connection open = postgres.connect("emporium_" + service);
        var rows = open.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private long lag() throws ExecutionException, InterruptedException {
    long lag = 0;
    for (String service : SERVICES) {
      var known =
          admin
              .listConsumerGroupOffsets("emporium." + service)
              .partitionsToOffsetAndMetadata()
              .get();
      var latest =
          admin
              .listOffsets(
                  known.keySet().stream()
                      .collect(Collectors.toMap((TopicPartition p) -> p, p -> OffsetSpec.latest())))
              .all()
              .get();
      for (var entry : known.entrySet()) {
        if (entry.getValue() != null) {
          lag += Math.max(0, latest.get(entry.getKey()).offset() - entry.getValue().offset());
        }
      }
    }
    return lag;
  }

  private JsonObject latency(String query) throws SQLException {
    if ("begin".equals(query)) {
      arrivals.begin();
      return new JsonObject();
    }
    Map<String, Instant> made = arrivals.end();
    var all = new java.util.ArrayList<Double>();
    for (String service : SERVICES) {
      try (Connection open = postgres.connect("emporium_" + service);
          var statement =
              open.prepareStatement(
                  "select event_id, received_at from kit.inbox where received_at > ?")) {
        statement.setObject(1, arrivals.since().atOffset(java.time.ZoneOffset.UTC));
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            Instant begun = made.get(rows.getString(1));
            if (begun != null) {
              Instant handled = rows.getObject(2, java.time.OffsetDateTime.class).toInstant();
              all.add(java.time.Duration.between(begun, handled).toNanos() / 1e6);
            }
          }
        }
      }
    }
    var sorted = all.stream().sorted().toList();
    return sorted.isEmpty()
        ? new JsonObject().put("events", 0)
        : new JsonObject()
            .put("events", sorted.size())
            .put("p50_ms", sorted.get(sorted.size() / 2))
            .put(
                "p99_ms",
                sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * 0.99))))
            .put("max_ms", sorted.get(sorted.size() - 1));
  }

  @Override
  public void close() {
    server.stop(0);
    admin.close();
  }
}
