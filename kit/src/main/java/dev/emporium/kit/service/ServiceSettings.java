package dev.emporium.kit.service;

import dev.emporium.kit.event.Broker;
import dev.emporium.kit.identity.PrincipalSeal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What every service reads from its environment.
 *
 * @param httpPort 0 for any free one
 * @param httpThreads event loops that answer requests
 * @param drainMillis how long readiness says no before requests are refused at shutdown
 * @param migrate whether the database is brought up to the code at start
 * @param outboxLagSeconds age of the oldest unpublished event that makes the service unready
 */
record ServiceSettings(
    String httpHost,
    int httpPort,
    int httpThreads,
    int managementPort,
    long maxBodyBytes,
    int drainMillis,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    int poolSize,
    String bootstrapServers,
    Map<String, String> kafkaProperties,
    int kafkaPartitions,
    int kafkaReplication,
    String topicPrefix,
    int outboxLagSeconds,
    PrincipalSeal seal,
    MigrateAt migrate) {

  private static final Pattern AUTHORITIES = Pattern.compile("[?&]sslrootcert=([^&]+)");

  /** When a process runs its migrations. */
  enum MigrateAt {
    /** At start. */
    YES,
    /** Never: another process does, and this one waits for it. */
    NO,
    /** At once, and nothing else. */
    ONLY;

    static MigrateAt of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  static ServiceSettings read(Settings settings, Clock clock) {
    return new ServiceSettings(
        settings.text("HTTP_HOST", "0.0.0.0"),
        settings.number("HTTP_PORT", 8081),
        settings.number("HTTP_THREADS", Math.min(4, Runtime.getRuntime().availableProcessors())),
        settings.number("MANAGEMENT_PORT", 9081),
        settings.number("MAX_BODY_BYTES", 10_000_000),
        settings.number("SHUTDOWN_DELAY_MILLIS", 0),
        url(settings),
        settings.text("DATABASE_USER"),
        settings.text("DATABASE_PASSWORD", ""),
        settings.number("DATABASE_POOL_SIZE", 16),
        settings.text("KAFKA_BOOTSTRAP_SERVERS"),
        settings.parsed(
            "KAFKA_PROPERTIES", Broker::properties, "is not of the form k=v;k=v", Map.of()),
        settings.number("KAFKA_PARTITIONS", 4),
        settings.number("KAFKA_REPLICATION_FACTOR", 1),
        settings.text("TOPIC_PREFIX", "emporium"),
        settings.number("OUTBOX_LAG_SECONDS", 60),
        seal(settings, clock),
        migrate(settings));
  }

  /** {@code MIGRATE}: {@code yes}, {@code no} or {@code only}. */
  static MigrateAt migrate(Settings settings) {
    return MigrateAt.of(
        settings.parsed(
            "MIGRATE", text -> MigrateAt.of(text).name(), "is not yes, no or only", "yes"));
  }

  /** The address for vertx-pg-client. Placeholders stand in while the settings are incomplete. */
  PgConnectOptions connectOptions(String service) {
    PgConnectOptions options =
        databaseUrl.isEmpty() ? new PgConnectOptions() : PgConnectOptions.fromUri(databaseUrl);
    options
        .setUser(databaseUser)
        .setPassword(databasePassword)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(512);
    secure(options, databaseUrl);
    options
        .addProperty("application_name", "emporium-" + service)
        .addProperty("statement_timeout", "30000")
        .addProperty("lock_timeout", "15000")
        .addProperty("idle_in_transaction_session_timeout", "60000");
    return options;
  }

  /**
   * What JDBC understands by itself: {@code sslmode=verify-full&sslrootcert=/path/ca.crt} in the
   * address checks the server's certificate and name, {@code verify-ca} the certificate alone.
   */
  private static void secure(PgConnectOptions options, String url) {
    var authorities = AUTHORITIES.matcher(url);
    SslMode mode = options.getSslMode();
    if (mode == SslMode.DISABLE || mode == SslMode.ALLOW || mode == SslMode.PREFER) {
      return;
    }
    var tls = new ClientSSLOptions();
    tls.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
    if (authorities.find()) {
      String path = URLDecoder.decode(authorities.group(1), StandardCharsets.UTF_8);
      tls.setTrustOptions(new PemTrustOptions().addCertPath(path));
    } else {
      tls.setTrustAll(mode == SslMode.REQUIRE);
    }
    options.setSslOptions(tls);
  }

  static String url(Settings settings) {
    String url = settings.text("DATABASE_URL");
    if (!url.isEmpty() && !url.matches("postgresql://[^/\\s]+/\\S+")) {
      settings.problem("DATABASE_URL", "is not of the form postgresql://host:port/name");
      return "";
    }
    return url;
  }

  private static PrincipalSeal seal(Settings settings, Clock clock) {
    String keys = settings.text("INTERNAL_KEYS");
    if (keys.isEmpty()) {
      return null;
    }
    try {
      return new PrincipalSeal(keys, clock);
    } catch (IllegalArgumentException malformed) {
      settings.problem("INTERNAL_KEYS", "is not id:base64[,id:base64…] of 32 bytes or more each");
      return null;
    }
  }
}
