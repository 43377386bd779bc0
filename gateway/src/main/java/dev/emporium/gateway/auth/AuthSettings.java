package dev.emporium.gateway.auth;

import dev.emporium.gateway.route.UpstreamAddress;
import dev.emporium.kit.service.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is believed.
 *
 * @param issuers the embedded one first, when there is one
 * @param leewaySeconds how far clocks may differ
 * @param refreshSeconds how often key sets are fetched anew
 * @param maxTokenBytes longer credentials are refused unread
 * @param cacheBytes how much the verified credentials' headers may weigh together
 * @param kafka bootstrap servers; empty means no Basic credentials and no revocations
 * @param kafkaProperties {@code k=v;…} for TLS and SASL
 * @param topicPrefix of the identity topic
 */
public record AuthSettings(
    List<IssuerSettings> issuers,
    int leewaySeconds,
    int refreshSeconds,
    int maxTokenBytes,
    int cacheBytes,
    Optional<String> kafka,
    String kafkaProperties,
    String topicPrefix) {

  /** Reads the environment; the installation service is the embedded issuer's home. */
  public static AuthSettings read(Settings settings, UpstreamAddress installation) {
    var issuers = new ArrayList<IssuerSettings>();
    Optional<String> embedded = settings.optional("ISSUER");
    String home =
        installation == null ? "" : "http://" + installation.authority() + "/.well-known/jwks.json";
    String jwks = settings.text("JWKS_URL", home);
    String audience = settings.text("AUDIENCE", "emporium");
    embedded.ifPresent(issuer -> issuers.add(IssuerSettings.embedded(issuer, jwks, audience)));
    if (embedded.isPresent() && jwks.isEmpty()) {
      settings.problem("JWKS_URL", "is required when UPSTREAM_INSTALLATION is not set");
    }
    issuers.addAll(
        settings.parsed(
            "TRUSTED_ISSUERS",
            IssuerSettings::parseAll,
            "is not a JSON array of {issuer, jwksUri or keyFile, audience, dialect, …}",
            List.<IssuerSettings>of()));
    return new AuthSettings(
        List.copyOf(issuers),
        settings.number("JWT_LEEWAY_SECONDS", 5),
        settings.number("JWKS_REFRESH_SECONDS", 300),
        settings.number("MAX_TOKEN_BYTES", 8192),
        settings.number("TOKEN_CACHE_BYTES", 32 << 20),
        settings.optional("KAFKA_BOOTSTRAP_SERVERS"),
        settings.text("KAFKA_PROPERTIES", ""),
        settings.text("TOPIC_PREFIX", "emporium"));
  }
}
