package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;

/**
 * How an app is paid for (openchannel.txt:6078-6131).
 *
 * @param modelId distinct in its app
 * @param type free, single or recurring
 * @param price in the currency's smallest unit
 * @param trial days, 0 for none
 * @param license single or group
 * @param currency ISO 4217
 * @param commission with two more digits: 3050 is 30.5 %
 * @param feePayer developer or marketplace
 * @param billingPeriod daily, weekly, monthly or annually; null unless recurring
 * @param billingPeriodUnit how many periods one cycle has; null unless recurring
 * @param customData null when none was given
 */
public record PricingModel(
    String modelId,
    Type type,
    long price,
    int trial,
    String license,
    String currency,
    int commission,
    String feePayer,
    String billingPeriod,
    Integer billingPeriodUnit,
    Map<String, Object> customData) {
  /** What is paid for: nothing, once, or again and again. */
  public enum Type {
    FREE,
    SINGLE,
    RECURRING;

    public String wire() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final long MAX_PRICE = 100_000_000_000L;
  private static final Set<String> PERIODS = Set.of("daily", "weekly", "monthly", "annually");

  /**
   * A model as a developer gives it; every component but the type may be null and gets the
   * document's default.
   */
  public record Draft(
      String modelId,
      String type,
      BigDecimal price,
      BigDecimal trial,
      String license,
      String currency,
      BigDecimal commission,
      String feePayer,
      String billingPeriod,
      BigDecimal billingPeriodUnit,
      Map<String, Object> customData) {
    /** The model of an app that was made without one (openchannel.txt:667). */
    public static final Draft FREE =
        new Draft(null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Checks a draft and fills in the defaults.
   *
   * @throws Failure INVALID naming {@code model.<field>}
   */
  static PricingModel of(Draft draft, String modelId) {
    Type type = type(draft.type());
    long price = whole("price", draft.price(), 0, MAX_PRICE);
    long trial = whole("trial", draft.trial(), 0, 3650);
    if (type == Type.FREE && (price > 0 || trial > 0)) {
      throw invalid(price > 0 ? "price" : "trial", "A free model has neither price nor trial");
    }
    boolean recurring = type == Type.RECURRING;
    String period = among("billingPeriod", draft.billingPeriod(), "monthly", PERIODS);
    int unit = (int) whole("billingPeriodUnit", draft.billingPeriodUnit(), 1, 365);
    if (draft.customData() != null) {
      CustomData.check("model.customData", draft.customData());
    }
    return new PricingModel(
        modelId,
        type,
        price,
        (int) trial,
        among("license", draft.license(), "single", Set.of("single", "group")),
        currency(draft.currency()),
        (int) whole("commission", draft.commission(), 0, 10_000),
        among("feePayer", draft.feePayer(), "marketplace", Set.of("developer", "marketplace")),
        recurring ? period : null,
        recurring ? unit : null,
        draft.customData());
  }

  /** Whether it costs anything. */
  public boolean paid() {
    return price > 0;
  }

  private static Type type(String wire) {
    return switch (wire == null ? "free" : wire) {
      case "free" -> Type.FREE;
      case "single" -> Type.SINGLE;
      case "recurring" -> Type.RECURRING;
      default -> throw invalid("type", "This value is not one of free, single, recurring");
    };
  }

  private static String currency(String code) {
    try {
      return code == null ? "USD" : Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException unknown) {
      throw invalid("currency", "This is not an ISO 4217 currency");
    }
  }

  private static String among(String field, String value, String otherwise, Set<String> allowed) {
    if (value == null) {
      return otherwise;
    }
    if (!allowed.contains(value)) {
      throw invalid(field, "This value is not one of " + allowed.stream().sorted().toList());
    }
    return value;
  }

  /** The smallest value is the default. */
  private static long whole(String field, BigDecimal value, long smallest, long greatest) {
    if (value == null) {
      return smallest;
    }
    if (value.compareTo(BigDecimal.valueOf(smallest)) < 0
        || value.compareTo(BigDecimal.valueOf(greatest)) > 0
        || value.stripTrailingZeros().scale() > 0) {
      throw invalid(
          field, "This value must be a whole number from " + smallest + " to " + greatest);
    }
    return value.longValueExact();
  }

  private static Failure invalid(String field, String message) {
    return Failure.invalid("model." + field, message);
  }
}
