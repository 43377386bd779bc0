package dev.emporium.catalog.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One version of an app's metadata.
 *
 * @param number counts from 1
 * @param plans its models, in the developer's order
 * @param attributes the administrator's own data
 * @param submitted when it was last published by its developer, or null
 * @param published when it became live, or null
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
    Instant created,
    Instant lastUpdated,
    Instant submitted,
    Instant published) {

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
        created,
        lastUpdated,
        submits ? next.lastUpdated() : submitted,
        by.goesLive() ? next.lastUpdated() : published);
  }
}
