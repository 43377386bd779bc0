package dev.emporium.catalog.domain.product;

/** How units become money (appdirect.txt:4842-4905). */
public enum Strategy {
  FREE,
  FLAT,
  UNIT,
  TIERED,
  VOLUME,
  STAIRSTEP,
  UNLIMITED;

  /** Whether its prices stand in ranges of units. */
  public boolean ranged() {
    return this == TIERED || this == VOLUME || this == STAIRSTEP;
  }

  /** Whether it has a price at all. */
  public boolean priced() {
    return this != FREE && this != UNLIMITED;
  }
}
