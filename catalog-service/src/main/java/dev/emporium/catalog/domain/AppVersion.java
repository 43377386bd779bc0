package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.product.ProductSheet;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One version of an app's metadata.
 *
 * @param number counts from 1
 * @param plans its models, in the developer's order
 * @param attributes the administrator's own data
 * @param sheet what AppDirect's products say besides
 * @param submitted when it was last published by its developer, or null
 * @param published when it last became live, or null: it was approved once then
 * @param deleted whether its developer deleted it; it can still be read
 */
public record AppVersion(
    int number,
    String name,
    String type,
    StatusChange status,
    List<Plan> plans,
    Map<String, Object> customData,
    Restriction restriction,
    List<Object> access,
    Map<String, Object> attributes,
    ProductSheet sheet,
    Instant created,
    Instant lastUpdated,
    Instant submitted,
    Instant published,
    boolean deleted) {

  /** After a transition: the new state, and the dates that follow from it. */
  public AppVersion with(StatusChange next, Transition by) {
    boolean submits = by == Transition.SUBMIT || by == Transition.APPROVE_AT_ONCE;
    return new AppVersion(
        number,
        name,
        type,
        next,
        plans,
        customData,
        restriction,
        access,
        attributes,
        sheet,
        created,
        lastUpdated,
        submits ? next.lastUpdated() : submitted,
        by.goesLive() ? next.lastUpdated() : published,
        deleted);
  }

  /** Whether it was approved once and may be made live (again). */
  public boolean mayGoLive() {
    return !deleted && published != null && status.value() == AppStatus.APPROVED;
  }

  /**
   * The draft that an edit of this version makes: with the next number, or this version itself. A
   * rejected version that is edited is in development again.
   */
  public AppVersion edited(int as, AppEdit edit, List<Plan> newPlans, Instant now) {
    boolean same = as == number;
    boolean restarts = !same || status.value() == AppStatus.REJECTED;
    return new AppVersion(
        as,
        edit.name(),
        edit.type(),
        restarts ? StatusChange.draft(now) : status,
        newPlans,
        edit.customData(),
        edit.restriction(),
        edit.access(),
        edit.attributes(),
        sheet,
        created,
        now,
        same ? submitted : null,
        same ? published : null,
        false);
  }

  /** With another sheet. */
  public AppVersion with(ProductSheet other) {
    return new AppVersion(
        number,
        name,
        type,
        status,
        plans,
        customData,
        restriction,
        access,
        attributes,
        other,
        created,
        lastUpdated,
        submitted,
        published,
        deleted);
  }
}
