package dev.emporium.installation.domain;

import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What was allowed to a client, and what a revocation names: a token family after a consent, an API
 * key, or a client's standing credential.
 *
 * @param installationId the installation it came from, or null
 * @param companyId the company, or HighLevel's agency
 * @param locationId HighLevel's sub-account, or null
 */
public record Grant(
    UUID grantId,
    String clientId,
    Kind kind,
    UUID appId,
    UUID installationId,
    UUID userId,
    UUID companyId,
    UUID locationId,
    Set<String> scopes,
    Instant createdAt,
    Instant revokedAt) {

  /** What stands behind it. */
  public enum Kind {
    TOKENS,
    CREDENTIAL
  }

  public Grant {
    scopes = Set.copyOf(scopes);
  }

  /** The standing grant of a client that needs nobody's consent. */
  public static Grant ofClient(Client client) {
    return new Grant(
        Ids.uuid7(),
        client.clientId(),
        Kind.CREDENTIAL,
        client.appId(),
        null,
        client.userId(),
        client.companyId(),
        null,
        client.scopes(),
        client.createdAt(),
        null);
  }

  /** A token family that starts with a consent. */
  public static Grant consented(
      Client client,
      UUID installation,
      UUID user,
      UUID company,
      UUID location,
      Set<String> scopes,
      Instant now) {
    return new Grant(
        Ids.uuid7(),
        client.clientId(),
        Kind.TOKENS,
        client.appId(),
        installation,
        user,
        company,
        location,
        scopes,
        now,
        null);
  }

  public boolean live() {
    return revokedAt == null;
  }
}
