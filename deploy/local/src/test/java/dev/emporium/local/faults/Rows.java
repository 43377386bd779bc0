package dev.emporium.local.faults;

import dev.emporium.embedded.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Looks into a database beside its service. */
record Rows(String jdbcUrl, PostgresServer server) {
  /** Two columns as a sorted map; a key that comes twice is kept apart, so that it is seen. */
  Map<String, Long> map(String query) {
    var all = new TreeMap<String, Long>();
    try (var connection = DriverManager.getConnection(jdbcUrl, server.user(), server.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        String key = rows.getString(1);
        all.put(all.containsKey(key) ? key + " again" : key, rows.getLong(2));
      }
      return all;
    } catch (SQLException failed) {
      throw new IllegalStateException(query + ": " + failed.getMessage(), failed);
    }
  }

  /** The one number a query gives. */
  long count(String query) {
    return map("select 'count', (" + query + ")").get("count");
  }
}
