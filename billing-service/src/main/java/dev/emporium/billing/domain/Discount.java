package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A discount as AppDirect describes it (appdirect.txt:1637-1699). Checkout applies it; what was
 * sold with it keeps it, whatever happens to it later.
 *
 * @param redemptions how many items of completed purchases it took something off
 */
public record Discount(
    UUID id,
    long number,
    Offer offer,
    Target target,
    Instant createdAt,
    int redemptions,
    int version) {

  /**
   * The terms.
   *
   * @param code what customers type, or null
   * @param percentage of a PERCENTAGE discount, at most two decimals; otherwise null
   * @param price what a FIXED_PRICE discount takes off, in the marketplace's currency; otherwise
   *     null
   * @param billingCycles how many periods it runs, or null for all
   * @param minUnits fewer are not discounted, or null
   * @param maxUnits no more are discounted, or null
   * @param unit what the limits count and what is discounted, or null for everything
   * @param maxRedemptions how many items it may be used for, or null for any number
   * @param restriction the vendor's redemptionRestriction, kept as it is given; or null
   */
  public record Offer(
      String code,
      String description,
      BigDecimal percentage,
      Money price,
      boolean autoApply,
      boolean retainable,
      Integer billingCycles,
      BigDecimal minUnits,
      BigDecimal maxUnits,
      String unit,
      Integer maxRedemptions,
      String restriction,
      Long industryId,
      Instant startsAt,
      Instant expiresAt,
      Bearers bearers) {

    /** {@code PERCENTAGE} or {@code FIXED_PRICE}. */
    public String type() {
      return price == null ? "PERCENTAGE" : "FIXED_PRICE";
    }

    /**
     * Checks what a schema cannot.
     *
     * @param before the terms it takes the place of, or null for a new one; an expiry that has
     *     passed may stay
     */
    public Offer checked(Offer before, Instant now) {
      if (price == null) {
        require(percentage != null, "percentage", "is required for a PERCENTAGE discount");
        require(
            percentage.signum() > 0 && percentage.compareTo(BigDecimal.valueOf(100)) <= 0,
            "percentage",
            "must be greater than 0 and at most 100");
        require(
            percentage.stripTrailingZeros().scale() <= 2,
            "percentage",
            "has more than two decimals");
      } else {
        require(price.signum() > 0, "price", "must be greater than 0");
        require(
            price.amount().compareTo(price.rounded().amount()) == 0,
            "price",
            "has more decimals than " + price.currency() + " has");
      }
      require(code != null || autoApply, "code", "is required unless autoApply is true");
      boolean same = before != null && Objects.equals(before.expiresAt, expiresAt);
      require(
          expiresAt == null || same || expiresAt.isAfter(now),
          "expirationDate",
          "must be in the future");
      require(
          expiresAt == null || startsAt == null || expiresAt.isAfter(startsAt),
          "expirationDate",
          "must be after startDate");
      require(
          minUnits == null || maxUnits == null || minUnits.compareTo(maxUnits) <= 0,
          "maxUnits",
          "must be at least minUnits");
      bearers.check();
      return this;
    }
  }

  /**
   * Who bears a discount, in percent; all null when it is not said. Kept and shown: what is paid is
   * divided by the commission of what the customer pays.
   */
  public record Bearers(BigDecimal vendor, BigDecimal partner, BigDecimal basePartner) {
    void check() {
      if (vendor == null && partner == null && basePartner == null) {
        return;
      }
      BigDecimal sum =
          Stream.of(vendor, partner, basePartner)
              .filter(Objects::nonNull)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      require(
          sum.compareTo(BigDecimal.valueOf(100)) == 0,
          "vendorSharePercentage",
          "the vendor's, partner's and base partner's shares must be 100 together");
    }
  }

  /** What it is for; all null for everything. */
  public record Target(
      UUID appId,
      Long applicationId,
      String applicationName,
      UUID editionId,
      Long editionNumber,
      UUID planId,
      Long planNumber) {
    /** Every app. */
    public static final Target ANY = new Target(null, null, null, null, null, null, null);
  }

  private static void require(boolean holds, String field, String message) {
    if (!holds) {
      throw Failure.invalid(field, message);
    }
  }
}
