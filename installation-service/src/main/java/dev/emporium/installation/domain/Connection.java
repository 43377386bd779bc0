package dev.emporium.installation.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An account at an app's external service that a company has connected. Its credentials are not
 * part of it: they rest sealed beside it and leave the store for nobody.
 *
 * @param companyId HighLevel's location
 * @param accountId the caller's name of the connection; unique for an app and a location
 * @param type {@code basic} or {@code oauth2}
 * @param expires when the access token ends, or null
 * @param isDefault whether it is the location's default for the app; at most one is
 */
public record Connection(
    UUID connectionId,
    UUID appId,
    UUID companyId,
    String appVersionId,
    String accountId,
    String type,
    Instant expires,
    List<String> scopes,
    String displayName,
    boolean isDefault,
    Instant updatedAt) {
  public Connection {
    scopes = List.copyOf(scopes);
  }
}
