package dev.emporium.kit.store;

import java.net.URL;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings a service's database up to its code: first the kit's tables (schema {@code kit}, with a
 * history of their own), then the service's. Forward only. Blocks.
 */
public final class Migrations {
  private static final int ATTEMPTS = 3;

  private Migrations() {}

  /**
   * @param url {@code postgresql://host:port/name}
   * @param service whose migrations stand in {@code db/<service>}, or, when that is absent, in
   *     {@code db/migration}
   */
  public static void run(String url, String user, String password, String service) {
    migrate(kit(url, user, password), 1);
    migrate(own(url, user, password, service), 1);
  }

  /** Whether the database is up to this code already; changes nothing. */
  public static boolean areDone(String url, String user, String password, String service) {
    return new Flyway(kit(url, user, password)).info().pending().length == 0
        && new Flyway(own(url, user, password, service)).info().pending().length == 0;
  }

  private static FluentConfiguration kit(String url, String user, String password) {
    return configuration("jdbc:" + url, user, password)
        .locations("classpath:db/kit")
        .schemas("kit")
        .defaultSchema("kit")
        .table("flyway_history");
  }

  private static FluentConfiguration own(String url, String user, String password, String service) {
    return configuration("jdbc:" + url, user, password)
        .locations("classpath:" + location(service))
        .schemas("public")
        .defaultSchema("public")
        .table("flyway_history")
        // the kit's function stands in public already
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .failOnMissingLocations(false);
  }

  private static FluentConfiguration configuration(String jdbc, String user, String password) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(jdbc, user, password)
        .connectRetries(10)
        .connectRetriesInterval(3)
        .cleanDisabled(true)
        .validateMigrationNaming(true);
  }

  private static String location(String service) {
    String own = "db/" + service;
    URL found = Migrations.class.getClassLoader().getResource(own);
    return found == null ? "db/migration" : own;
  }

  /** Two replicas may start over an empty database at once; the loser finds the winner's work. */
  private static void migrate(FluentConfiguration configuration, int attempt) {
    try {
      new Flyway(configuration).migrate();
    } catch (FlywayException failed) {
      if (attempt >= ATTEMPTS || !isRace(failed)) {
        throw failed;
      }
      migrate(configuration, attempt + 1);
    }
  }

  private static boolean isRace(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("23") || sql.getSQLState().startsWith("42P0");
      }
    }
    return false;
  }
}
