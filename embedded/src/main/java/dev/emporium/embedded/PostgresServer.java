package dev.emporium.embedded;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server and who administers it.
 *
 * @param password empty when the server asks for none
 */
public record PostgresServer(String host, int port, String user, String password) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  /** From {@code postgresql://user[:password]@host:port}. */
  public static PostgresServer of(String uri) {
    URI parsed = URI.create(uri);
    String[] parts = parsed.getRawUserInfo().split(":", 2);
    String secret = parts.length > 1 ? decoded(parts[1]) : "";
    return new PostgresServer(parsed.getHost(), parsed.getPort(), decoded(parts[0]), secret);
  }

  /** {@code postgresql://user:password@host:port}. */
  public String uri() {
    String secret = password.isEmpty() ? "" : ":" + encoded(password);
    return "postgresql://" + encoded(user) + secret + "@" + host + ":" + port;
  }

  /** What a service is given as {@code DATABASE_URL}. */
  public String databaseUrl(String database) {
    return "postgresql://" + host + ":" + port + "/" + database;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /**
   * Makes a database owned by an ordinary role of the same name (row-level security holds for it);
   * what exists already is kept, with the password given now.
   *
   * @param name lower-case letters, digits and underscores
   * @param secret letters, digits, {@code _ . -}
   */
  public void createDatabase(String name, String secret) {
    if (!NAME.matcher(name).matches() || !SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("neither name nor secret may need quoting: " + name);
    }
    try (Connection admin = connect("postgres");
        Statement statement = admin.createStatement()) {
      boolean known = exists(statement, "select 1 from pg_roles where rolname = '" + name + "'");
      statement.execute(
          (known ? "alter" : "create")
              + " role "
              + name
              + " with login nosuperuser nobypassrls nocreatedb nocreaterole password '"
              + secret
              + "'");
      if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
        statement.execute(
            "create database "
                + name
                + " owner "
                + name
                + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
      }
    } catch (SQLException failed) {
      throw new EmbeddedException("Database " + name + " cannot be made: " + failed, failed);
    }
    letIndexesServe(name);
  }

  /**
   * Under row-level security an index serves only operators that tell nothing of rows they refuse.
   * These report nothing but true and false, and only a superuser can say so.
   */
  private void letIndexesServe(String name) {
    try (Connection admin = connect(name);
        Statement statement = admin.createStatement()) {
      statement.execute("alter function ts_match_vq(tsvector, tsquery) leakproof");
      statement.execute("alter function jsonb_path_exists_opr(jsonb, jsonpath) leakproof");
      statement.execute("alter function jsonb_contains(jsonb, jsonb) leakproof");
    } catch (SQLException failed) {
      throw new EmbeddedException("Database " + name + " cannot be set up: " + failed, failed);
    }
  }

  /** Drops the database, whoever is connected, and its role. */
  public void dropDatabase(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name);
    }
    try (Connection admin = connect("postgres");
        Statement statement = admin.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("drop role if exists " + name);
    } catch (SQLException failed) {
      throw new EmbeddedException("Database " + name + " cannot be dropped: " + failed, failed);
    }
  }

  /** A superuser's connection. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user, password);
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
