package dev.emporium.catalog.domain.product;

import java.util.List;
import java.util.UUID;

/**
 * A way a product is offered; plans belong to one.
 *
 * @param editionId null until it is stored
 * @param number AppDirect's number of it; 0 until it is stored
 * @param code names it within its product
 * @param rank its place, from 1
 * @param invisible whether only those who look after the marketplace see it
 * @param bundleOnly whether it is sold in bundles only
 * @param visibleTo roles that see it; empty for everybody
 * @param bullets what it has, in short
 * @param audience whom it is for, or null
 */
public record Edition(
    UUID editionId,
    long number,
    String code,
    String name,
    int rank,
    boolean invisible,
    boolean bundleOnly,
    List<String> visibleTo,
    List<String> bullets,
    String audience) {
  /** Whether everybody may buy it on its own. */
  public boolean open() {
    return !invisible && !bundleOnly && visibleTo.isEmpty();
  }

  /** With the ids it is stored under. */
  public Edition stored(UUID id, long as) {
    return new Edition(
        id, as, code, name, rank, invisible, bundleOnly, visibleTo, bullets, audience);
  }
}
