package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.product.Selling;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param liveVersion the version users see, or null; a deleted app keeps the one it had
 * @param latestVersion the greatest number of a version that is not deleted
 * @param integration how other software connects to it
 * @param selling how the marketplace sells it, whatever its versions say
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
    Selling selling,
    int version,
    Instant created) {

  /** Whether users see this version now. */
  public boolean isLive(int number) {
    return !deleted && liveVersion != null && liveVersion == number;
  }

  /** The app after a change: this version of it live (or none), integrated this way. */
  public App next(Integer live, Integration integratedAs) {
    return changed(safeNames, live, latestVersion, deleted, integratedAs, selling);
  }

  /** Sold another way. */
  public App sold(Selling otherwise) {
    return changed(safeNames, liveVersion, latestVersion, deleted, integration, otherwise);
  }

  /** After its developer edited it: another latest version, and the alias of its name now. */
  public App edited(int latest, String alias) {
    var aliases = new ArrayList<>(List.of(alias));
    safeNames.stream().filter(old -> !old.equals(alias)).forEach(aliases::add);
    return changed(List.copyOf(aliases), liveVersion, latest, deleted, integration, selling);
  }

  /** After one of its versions was deleted. */
  public App without(int number, int latest) {
    return changed(
        safeNames, isLive(number) ? null : liveVersion, latest, deleted, integration, selling);
  }

  /** After it was deleted. */
  public App removed() {
    return changed(safeNames, liveVersion, latestVersion, true, integration, selling);
  }

  private App changed(
      List<String> aliases,
      Integer live,
      int latest,
      boolean gone,
      Integration integratedAs,
      Selling soldAs) {
    return new App(
        appId,
        openchannelId,
        applicationId,
        editionId,
        editionNumber,
        developerId,
        developerUuid,
        aliases,
        live,
        latest,
        gone,
        integratedAs,
        soldAs,
        version + 1,
        created);
  }
}
