package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A product's settings on a marketplace (appdirect.txt:3048-3353).
 *
 * @param categories names, in place of those the product itself has; null for the product's own
 * @param sortingRank 1 (very high) to 5 (very low)
 * @param ribbon 0 for none
 * @param trials billing options by edition number
 * @param skus by cost number
 */
public record ProductSettings(
    General general,
    Leads leads,
    Health health,
    Billing billing,
    List<String> categories,
    int sortingRank,
    int ribbon,
    Map<Long, TrialBilling> trials,
    Map<Long, Sku> skus) {
  /** The words for sorting ranks, 1 first. */
  public static final List<String> RANKS =
      List.of("Very High", "High", "Medium", "Low", "Very Low");

  /** The ribbons there are, by their numbers; the marketplace has no operation to make others. */
  public static final Map<Integer, String> RIBBONS =
      Map.of(0, "Choose One", 7, "Free", 8, "Discount", 9, "Special");

  /** The words for where a billing cycle begins. */
  public static final List<String> CYCLES =
      List.of(
          "MP_DEFAULT_CYCLE",
          "FIRST_DAY_OF_THE_MONTH",
          "LAST_DAY_OF_THE_MONTH",
          "PURCHASE_DAY",
          "CUSTOM_DAY_OF_THE_MONTH");

  /** What collecting leads may mean. */
  public static final List<String> LEADS = List.of("inAdditionToPurchase", "insteadOfPurchase");

  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9]{6}");

  /** Before anybody set anything. */
  public static final ProductSettings USUAL =
      new ProductSettings(
          new General(true, true, false, false, false, false, null, null, null),
          new Leads(false, "inAdditionToPurchase", false, false),
          new Health(true, true, true, true),
          new Billing(false, null, null, "MP_DEFAULT_CYCLE", null),
          null,
          3,
          0,
          Map.of(),
          Map.of());

  /** Where and how it is shown; texts may be null. */
  public record General(
      boolean visibleOnNetwork,
      boolean visibleOnMarketplace,
      boolean sellDomainAsStandalone,
      boolean showAsComingSoon,
      boolean hideAllPricing,
      boolean disableSelfServe,
      String termsOfServiceUrl,
      String externalIdentifier,
      String productStockNumber) {}

  /** Whether interested people leave their address. */
  public record Leads(
      boolean enabled, String selected, boolean assignToDevelopers, boolean byEdition) {}

  /** Which of the product's interfaces are switched on. */
  public record Health(
      boolean purchase, boolean singleSignOn, boolean updateSubscription, boolean assignment) {}

  /**
   * How it is billed.
   *
   * @param startDay of CUSTOM_DAY_OF_THE_MONTH, else null
   */
  public record Billing(
      boolean skipFirstPayment,
      String taxCode,
      String setupFeeTaxCode,
      String cycle,
      Integer startDay) {}

  /** A free trial's billing. */
  public record TrialBilling(boolean requireBillingInfo, boolean automaticUpgrade) {}

  /** The marketplace's own numbers of a cost; {@code fid1} may be null. */
  public record Sku(String sku, String fid1) {}

  /**
   * The settings, checked.
   *
   * @throws Failure INVALID naming the field
   */
  public ProductSettings checked() {
    longest("termsOfServiceURL", general.termsOfServiceUrl(), 1024);
    longest("externalIdentifier", general.externalIdentifier(), 36);
    longest("productStockNumber", general.productStockNumber(), 36);
    longest("taxCode", billing.taxCode(), 255);
    longest("setupFeeTaxCode", billing.setupFeeTaxCode(), 25);
    among("billingCycle.selectedOption", billing.cycle(), CYCLES);
    among("collectLeads.selectedOption", leads.selected(), LEADS);
    boolean custom = "CUSTOM_DAY_OF_THE_MONTH".equals(billing.cycle());
    if (custom && billing.startDay() == null) {
      throw Failure.invalid("startDay", "CUSTOM_DAY_OF_THE_MONTH needs a day");
    }
    if (billing.startDay() != null && (billing.startDay() < 1 || billing.startDay() > 31)) {
      throw Failure.invalid("startDay", "This value must be a day from 1 to 31");
    }
    if (sortingRank < 1 || sortingRank > RANKS.size()) {
      throw Failure.invalid("sortingRank.selectedOption", "This value is not one of " + RANKS);
    }
    if (!RIBBONS.containsKey(ribbon)) {
      throw Failure.invalid("ribbons.selectedOption", "There is no ribbon " + ribbon);
    }
    for (Sku sku : skus.values()) {
      if (!SKU.matcher(sku.sku()).matches()) {
        throw Failure.invalid("sku", "This value must be 6 letters or digits");
      }
      if (sku.fid1() != null && (sku.fid1().length() < 2 || sku.fid1().length() > 25)) {
        throw Failure.invalid("fid1", "This value must have 2 to 25 characters");
      }
    }
    return this;
  }

  /** Whether anything is sold: not switched off, not only coming, not for leads alone. */
  public boolean sells() {
    return health.purchase()
        && !general.showAsComingSoon()
        && !(leads.enabled() && "insteadOfPurchase".equals(leads.selected()));
  }

  /** With these categories; null for the product's own. */
  public ProductSettings categorized(List<String> names) {
    return new ProductSettings(
        general, leads, health, billing, names, sortingRank, ribbon, trials, skus);
  }

  private static void longest(String field, String text, int most) {
    if (text != null && (text.length() > most || text.indexOf('\0') >= 0)) {
      throw Failure.invalid(field, "This value must have at most " + most + " characters");
    }
  }

  private static void among(String field, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw Failure.invalid(field, "This value is not one of " + String.join(", ", allowed));
    }
  }
}
