package dev.emporium.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir static Path folder;

  private static EmbeddedPostgres start(int port) {
    return EmbeddedPostgres.start(
        folder.resolve("postgres"), port, EmbeddedPostgres.Durability.DURABLE);
  }

  @Test
  void itKeepsItsDataAndItsPasswordAcrossARestart() throws SQLException {
    int port;
    String password;
    try (var first = start(0)) {
      port = first.port();
      password = first.password();
      first.server().createDatabase("shop", "secret-1");
      execute(first.server(), "create table kept (word text); insert into kept values ('yes')");
      assertThatThrownBy(() -> start(0))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("is in use by another process");
    }
    try (var second = start(port)) {
      assertThat(second.port()).isEqualTo(port);
      assertThat(second.password()).isEqualTo(password);
      second.server().createDatabase("shop", "secret-2");
      try (var owner =
              DriverManager.getConnection(second.server().jdbcUrl("shop"), "shop", "secret-2");
          var statement = owner.createStatement();
          var rows =
              statement.executeQuery(
                  "select word, version(), usesuper from kept, pg_user where usename = current_user")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("yes");
        assertThat(rows.getString(2)).startsWith("PostgreSQL 18");
        assertThat(rows.getBoolean(3)).isFalse();
      }
      second.server().dropDatabase("shop");
      assertThat(PostgresServer.of(second.server().uri())).isEqualTo(second.server());
    }
  }

  @Test
  void aTakenPortIsToldInOneSentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(taken.getLocalPort()))
          .isInstanceOf(EmbeddedException.class)
          .hasMessage(
              "Port %d, wanted for PostgreSQL, is taken by another process."
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void namesThatNeedQuotingAreRefused() {
    var server = new PostgresServer("127.0.0.1", 1, "postgres", "");
    assertThatThrownBy(() -> server.createDatabase("x; drop", "secret"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> server.createDatabase("shop", "it's"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(server.jdbcUrl("shop"), "shop", "secret-1");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
