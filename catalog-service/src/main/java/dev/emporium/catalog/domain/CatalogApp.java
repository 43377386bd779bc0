package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.Sight;
import java.time.Instant;
import java.util.List;

/**
 * An app and the version that is meant: the live one, or a draft.
 *
 * @param rating average of its reviews, 100 to 500, 0 without any
 * @param reviews how many approved ones there are
 */
public record CatalogApp(App app, AppVersion version, int rating, int reviews) {
  /** Whether it may be bought now. */
  public boolean onSale() {
    return live() && version.status().value().onSale() && !app.deleted();
  }

  /** Whether a buyer may buy it now: on sale, and the marketplace's settings do not forbid it. */
  public boolean buyable() {
    return onSale() && app.selling().settings().sells();
  }

  /** Suspended products are shown to those who look after the marketplace only. */
  public boolean visible(boolean manager) {
    return onSale() || (manager && live() && version.status().value().listed());
  }

  /** Whether the version is the one users see. */
  public boolean live() {
    return app.isLive(version.number());
  }

  /** After a transition of this version; it becomes live when the transition says so. */
  public CatalogApp with(Transition transition, Actor by, String reason, Instant now) {
    StatusChange status = transition.apply(version.status(), by, reason, now);
    Integer live = transition.goesLive() ? (Integer) version.number() : app.liveVersion();
    return new CatalogApp(
        app.next(live, app.integration()), version.with(status, transition), rating, reviews);
  }

  /** With the app or the version changed. */
  public CatalogApp with(App changedApp, AppVersion changedVersion) {
    return new CatalogApp(changedApp, changedVersion, rating, reviews);
  }

  /** Its editions: those of the product, or the one the app was made with. */
  public List<Edition> editions() {
    List<Edition> own = version.sheet().editions();
    return own.isEmpty()
        ? List.of(
            new Edition(
                app.editionId(),
                app.editionNumber(),
                app.openchannelId(),
                version.name(),
                1,
                false,
                false,
                List.of(),
                List.of(),
                null))
        : own;
  }

  /** The edition a plan belongs to. */
  public Edition edition(Plan plan) {
    List<Edition> all = editions();
    return all.stream()
        .filter(edition -> edition.editionId().equals(plan.editionId()))
        .findFirst()
        .orElse(all.get(0));
  }

  /** An edition's plans, in their order. */
  public List<Plan> plans(Edition edition) {
    return version.plans().stream().filter(plan -> edition(plan).equals(edition)).toList();
  }

  /** The editions somebody sees; of each at least one plan. */
  public List<Edition> editions(Sight sight) {
    return editions().stream()
        .filter(sight::sees)
        .filter(edition -> sight.manager() || !plans(edition, sight).isEmpty())
        .toList();
  }

  /** The plans of an edition that somebody sees. */
  public List<Plan> plans(Edition edition, Sight sight) {
    return plans(edition).stream().filter(sight::sees).toList();
  }

  /**
   * The marketplace's categories of it, or those named in {@code customData.categories}: texts, in
   * order, each once.
   */
  public List<String> categories() {
    List<String> set = app.selling().settings().categories();
    if (set != null) {
      return set;
    }
    Object named = version.customData().get("categories");
    List<?> all = named instanceof List<?> list ? list : named == null ? List.of() : List.of(named);
    return all.stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(name -> !name.isBlank() && name.length() <= 200)
        .distinct()
        .limit(100)
        .toList();
  }
}
