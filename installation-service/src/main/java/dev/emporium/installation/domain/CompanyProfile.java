package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Locale;
import java.util.Set;

/**
 * What a company tells about itself (AppDirect's account fields); what is not told is null.
 *
 * @param companySize {@code SMALL}, {@code MEDIUM} or {@code ENTERPRISE}
 * @param defaultRole what a new member gets, without the prefix, such as {@code USER}
 * @param countryCode ISO 3166 alpha-2
 * @param billingDayOfMonth 1 to 31; null follows the marketplace
 */
public record CompanyProfile(
    String idpUuid,
    Address address,
    String companySize,
    String industry,
    String emailAddress,
    String website,
    boolean vendor,
    boolean reseller,
    boolean channelAdmin,
    boolean referral,
    String phoneNumber,
    String defaultRole,
    String countryCode,
    boolean onlyAdminsCanBuy,
    boolean importAppsEnabled,
    Integer billingDayOfMonth,
    PurchaseLimits limits) {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  public CompanyProfile {
    if (countryCode != null && !COUNTRIES.contains(countryCode)) {
      throw Failure.invalid("countryCode", "countryCode is not an ISO alpha-2 country code");
    }
    if (billingDayOfMonth != null && (billingDayOfMonth < 1 || billingDayOfMonth > 31)) {
      throw Failure.invalid("billingDayOfMonth", "billingDayOfMonth must be from 1 to 31");
    }
    MembershipRoles.checkDefault(defaultRole);
  }

  /** Nothing told: a member is a plain user. */
  public static CompanyProfile unknown() {
    return new CompanyProfile(
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        false,
        false,
        null,
        "USER",
        null,
        false,
        false,
        null,
        new PurchaseLimits(false, null, false, null));
  }
}
