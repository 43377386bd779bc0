package dev.emporium.local;

import dev.emporium.embedded.PostgresServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of every process, as a deployment would set them.
 *
 * @param postgres where the four databases are
 * @param kafka bootstrap servers
 * @param prefix of topics and, with an underscore, of databases
 * @param host the address everything listens on
 * @param basePort the gateway's port, or 0 to let every process take a free one
 * @param secrets keys and passwords
 */
public record Environments(
    PostgresServer postgres,
    String kafka,
    String prefix,
    String host,
    int basePort,
    Secrets secrets) {
  /** In the order of their ports. */
  public static final List<String> SERVICES =
      List.of("catalog", "checkout", "billing", "installation");

  /** What the gateway may be told through the environment of {@code ./run}. */
  private static final List<String> FOR_GATEWAY =
      List.of(
          "CORS_ORIGINS",
          "ACCESS_LOG",
          "TRUSTED_ISSUERS",
          "RATE_LIMIT_DEFAULT",
          "RATE_LIMIT_ANONYMOUS",
          "RATE_LIMIT_CLIENTS",
          "HIGHLEVEL_BURST_LIMIT",
          "HIGHLEVEL_INTERVAL_MS",
          "HIGHLEVEL_DAILY_LIMIT");

  static final String OPERATOR = "emporium-operator";

  String database(String service) {
    return prefix.replace('-', '_') + "_" + service;
  }

  /** Makes the services' databases where they do not exist. */
  public void prepare() {
    for (String service : SERVICES) {
      postgres.createDatabase(database(service), secrets.password("DATABASE_" + service));
    }
  }

  public Map<String, String> service(String service, String gatewayUrl) {
    var variables = common(SERVICES.indexOf(service) + 1);
    variables.put("DATABASE_URL", postgres.databaseUrl(database(service)));
    variables.put("DATABASE_USER", database(service));
    variables.put("DATABASE_PASSWORD", secrets.password("DATABASE_" + service));
    if (service.equals("installation")) {
      variables.put("ISSUER", gatewayUrl);
      variables.put("SECRETS_KEY", secrets.key("SECRETS_KEY"));
      variables.put("WEBHOOK_ALLOW_PRIVATE", "true");
      variables.put("BOOTSTRAP_OPERATOR_CLIENT_ID", OPERATOR);
      variables.put("BOOTSTRAP_OPERATOR_CLIENT_SECRET", secrets.password("OPERATOR_SECRET"));
    }
    if (service.equals("checkout")) {
      variables.put("PUBLIC_URL", gatewayUrl);
    }
    if (service.equals("catalog")) {
      variables.put("PUBLIC_URL", gatewayUrl);
      variables.put(
          "FILES_DIRECTORY", System.getenv().getOrDefault("FILES_DIRECTORY", ".local/files"));
      variables.put("FILES_URL_PRIVATE_ADDRESSES", "true");
    }
    if (service.equals("billing")) {
      variables.put("PAYMENT_GATEWAY", System.getenv().getOrDefault("PAYMENT_GATEWAY", "test"));
      for (String name : List.of("STRIPE_SECRET_KEY")) {
        if (System.getenv(name) != null) {
          variables.put(name, System.getenv(name));
        }
      }
    }
    return variables;
  }

  public Map<String, String> gateway(Map<String, Integer> ports, String gatewayUrl) {
    var variables = common(0);
    ports.forEach(
        (service, port) ->
            variables.put(
                "UPSTREAM_" + service.toUpperCase(java.util.Locale.ROOT),
                "http://" + host + ":" + port));
    variables.put("ISSUER", gatewayUrl);
    variables.put(
        "JWKS_URL", "http://" + host + ":" + ports.get("installation") + "/.well-known/jwks.json");
    // uploads pass through; services that read whole bodies have smaller limits of their own
    variables.put("MAX_BODY_BYTES", "105906176");
    for (String name : FOR_GATEWAY) {
      if (System.getenv(name) != null) {
        variables.put(name, System.getenv(name));
      }
    }
    return variables;
  }

  private Map<String, String> common(int offset) {
    var variables = new HashMap<String, String>();
    variables.put("HTTP_HOST", host);
    variables.put("HTTP_PORT", String.valueOf(basePort == 0 ? 0 : basePort + offset));
    variables.put("MANAGEMENT_PORT", String.valueOf(basePort == 0 ? 0 : basePort + 1000 + offset));
    variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    variables.put("TOPIC_PREFIX", prefix);
    variables.put("INTERNAL_KEYS", "local:" + secrets.key("INTERNAL_KEY"));
    return variables;
  }
}
