package dev.emporium.testkit;

import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.identity.PrincipalSeal;
import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Signals;
import dev.emporium.kit.value.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A service running inside a test. */
public final class TestService {
  private final Emporium emporium;
  private final String name;
  private final Map<String, String> environment;
  private final Consumer<Wiring> wire;
  private final AtomicReference<Wiring> wiring = new AtomicReference<>();
  private ServiceHost host;

  private TestService(
      Emporium emporium, String name, Map<String, String> environment, Consumer<Wiring> wire) {
    this.emporium = emporium;
    this.name = name;
    this.environment = environment;
    this.wire = wire;
  }

  static TestService start(
      Emporium emporium, String name, Map<String, String> environment, Consumer<Wiring> wire) {
    var service = new TestService(emporium, name, environment, wire);
    service.start();
    return service;
  }

  /** The port requests are answered on. */
  public int port() {
    return host.port();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return host.managementPort();
  }

  /** The service's own database access: its role, its row-level security. */
  public Database database() {
    return wiring.get().database();
  }

  public Signals signals() {
    return wiring.get().signals();
  }

  /** An HTTP client whose requests carry this principal, sealed as the gateway would. */
  public TestClient as(Principal principal) {
    var seal = new PrincipalSeal(Emporium.INTERNAL_KEYS, Clock.systemUTC());
    return new TestClient("http://127.0.0.1:" + port(), seal.seal(principal));
  }

  /** An HTTP client without credentials. */
  public TestClient anonymous() {
    return new TestClient("http://127.0.0.1:" + port(), null);
  }

  /** A new marketplace in USD that this service knows. */
  public UUID marketplace() {
    return marketplace("USD", 0);
  }

  /** A new marketplace that this service knows. */
  public UUID marketplace(String currency, long clockOffsetMillis) {
    UUID id = Ids.uuid7();
    rows(
        """
        insert into kit.marketplace (marketplace_id, currency, clock_offset_millis)
        values (?, ?, ?) returning marketplace_id
        """,
        id,
        currency,
        clockOffsetMillis);
    return id;
  }

  /** Rows as the superuser sees them (no row-level security), by column name. */
  public List<Map<String, Object>> rows(String sql, Object... parameters) {
    try (Connection connection = emporium.postgres().connect(emporium.database(name));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      var all = new ArrayList<Map<String, Object>>();
      if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
            }
            all.add(row);
          }
        }
      }
      return all;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Stops and starts over the same database and topics. */
  public void restart() {
    stop();
    start();
  }

  /** Stops it; harmless when it is stopped already. */
  public void stop() {
    if (host != null) {
      Emporium.await(host.close());
      host = null;
    }
  }

  private void start() {
    host =
        Emporium.await(
            ServiceHost.start(
                emporium.vertx(),
                name,
                environment,
                given -> {
                  wiring.set(given);
                  wire.accept(given);
                }));
    Emporium.await(host.ready().timeout(25, TimeUnit.SECONDS));
  }
}
