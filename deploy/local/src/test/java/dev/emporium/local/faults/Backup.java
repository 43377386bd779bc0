package dev.emporium.local.faults;

import dev.emporium.local.Environments;
import java.sql.SQLException;

/**
 * A copy of the four databases, made and brought back while the services are stopped: what {@code
 * pg_dump} and {@code pg_restore} do, by PostgreSQL's templates.
 */
final class Backup {
  private final Cluster cluster;

  private Backup(Cluster cluster) {
    this.cluster = cluster;
  }

  static Backup take(Cluster cluster) {
    for (String service : Environments.SERVICES) {
      String database = cluster.database(service);
      copy(cluster, database, database + "_backup", database);
    }
    return new Backup(cluster);
  }

  /** Everything since is forgotten. */
  void restore() {
    for (String service : Environments.SERVICES) {
      String database = cluster.database(service);
      copy(cluster, database + "_backup", database, database);
    }
  }

  private static void copy(Cluster cluster, String from, String to, String owner) {
    try (var admin = cluster.postgres().connect("postgres");
        var statement = admin.createStatement()) {
      statement.execute("drop database if exists " + to + " with (force)");
      statement.execute("create database " + to + " template " + from + " owner " + owner);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
