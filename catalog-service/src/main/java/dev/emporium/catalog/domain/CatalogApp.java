package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.StatusChange.Actor;
import java.time.Instant;
import java.util.List;

/**
 * An app and the version that is meant: the live one, or a draft.
 *
 * @param rating average of its reviews, 100 to 500, 0 without any
 */
public record CatalogApp(App app, AppVersion version, int rating) {
  /** Whether it may be bought now. */
  public boolean onSale() {
    return live() && version.status().value().onSale() && !app.deleted();
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
        app.next(live, app.integration()), version.with(status, transition), rating);
  }

  /** The categories named in {@code customData.categories}: texts, in order, each once. */
  public List<String> categories() {
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
