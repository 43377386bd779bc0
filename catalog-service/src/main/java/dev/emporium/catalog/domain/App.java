package dev.emporium.catalog.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An app, whatever its versions say.
 *
 * @param openchannelId 24 hex digits
 * @param applicationId AppDirect's number of the product
 * @param editionNumber AppDirect's number of its one edition
 * @param developerId the developer's id as the marketplace spells it
 * @param developerUuid the developer's own id, AppDirect's vendor
 * @param safeNames URL-safe aliases, the current one first
 * @param liveVersion the version users see, or null
 * @param latestVersion the greatest version number
 * @param integration how other software connects to it
 * @param version counts changes of this record
 */
public record App(
    UUID appId,
    String openchannelId,
    long applicationId,
    UUID editionId,
    long editionNumber,
    String developerId,
    UUID developerUuid,
    List<String> safeNames,
    Integer liveVersion,
    int latestVersion,
    boolean deleted,
    Integration integration,
    int version,
    Instant created) {

  public boolean isLive(int number) {
    return liveVersion != null && liveVersion == number;
  }

  /** The app after a change: this version of it live (or none), integrated this way. */
  public App next(Integer live, Integration integratedAs) {
    return new App(
        appId,
        openchannelId,
        applicationId,
        editionId,
        editionNumber,
        developerId,
        developerUuid,
        safeNames,
        live,
        latestVersion,
        deleted,
        integratedAs,
        version + 1,
        created);
  }
}
