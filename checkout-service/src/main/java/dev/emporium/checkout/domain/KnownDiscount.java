package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A discount as billing has it, and whether it may be used at the moment.
 *
 * @param autoApply whether it is given without being asked for
 * @param redemptionsLeft how many items it may still be used for, or null for any number
 */
public record KnownDiscount(
    Discount terms, State state, boolean autoApply, Integer redemptionsLeft) {

  /** Whether it may be used at the moment. */
  public enum State {
    VALID,
    NOT_STARTED,
    EXPIRED
  }

  /** What is told when the discount of this id, number or code has arrived. */
  public static String arrival(String name) {
    return "discount/" + name.toLowerCase(Locale.ROOT);
  }

  /** True when this id, number or code names it; codes do not care for case. */
  public boolean isNamed(String code, String id) {
    boolean byCode = code != null && code.equalsIgnoreCase(terms.code());
    boolean byId =
        id != null
            && (id.equalsIgnoreCase(terms.discountId())
                || id.equals(String.valueOf(terms.number())));
    return code == null ? byId : id == null ? byCode : byCode && byId;
  }

  /**
   * Why it cannot be used for an item; empty when it can.
   *
   * @param currency what the item is sold in
   */
  public Optional<String> refusal(PlanTerms plan, List<Unit> units, String currency) {
    return switch (state) {
      case NOT_STARTED -> Optional.of("has not started");
      case EXPIRED -> Optional.of("has expired");
      case VALID ->
          redemptionsLeft != null && redemptionsLeft <= 0
              ? Optional.of("has been redeemed as often as it may be")
              : terms.refusal(plan, units, currency);
    };
  }
}
