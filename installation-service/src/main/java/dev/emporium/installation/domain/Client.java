package dev.emporium.installation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A program that calls the marketplace. Its secret is not part of it.
 *
 * @param clientId what it names itself with; for an API key an id of its own, never the key
 * @param dialect {@code appdirect}, {@code highlevel}, {@code pleo} or {@code openchannel}
 * @param appId the app it belongs to (HighLevel, Pleo), or null
 * @param companyId the company it acts for without anybody's consent, or null
 * @param userId the user it acts as, or null
 * @param scopes the most it may be granted
 * @param redirectUris where the consent page may send the browser back to, exactly
 * @param confidential whether it has a secret
 */
public record Client(
    String clientId,
    String dialect,
    Kind kind,
    String name,
    UUID appId,
    UUID companyId,
    UUID userId,
    Set<String> roles,
    Set<String> scopes,
    List<String> redirectUris,
    boolean confidential,
    boolean enabled,
    Instant createdAt) {

  /** How it authenticates. */
  public enum Kind {
    CLIENT_CREDENTIALS,
    OAUTH,
    API_KEY,
    BASIC
  }

  public Client {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
    redirectUris = List.copyOf(redirectUris);
  }

  /** Whether the authorization request must carry an S256 challenge (RFC 9700, 2.1.1). */
  public boolean needsPkce() {
    return !confidential || dialect.equals("pleo");
  }
}
