package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.KnownDiscount;
import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which discounts can be applied to an opportunity, and to which of its items. */
public final class DiscountRules {
  private DiscountRules() {}

  /**
   * A discount on the eligible ones of these items (appdirect.txt:5277). Fails with INVALID when
   * the code is unknown or not valid now, or no item is eligible; with CONFLICT when its redemption
   * limit does not cover the eligible items.
   *
   * @param found the discount of this code, as billing has it
   */
  public static AppliedDiscount apply(
      String code, Optional<KnownDiscount> found, Deal deal, Set<UUID> items, Currency currency) {
    KnownDiscount known =
        found
            .filter(discount -> discount.state() == KnownDiscount.State.VALID)
            .orElseThrow(
                () ->
                    Failure.invalid("discountCode", "Discount " + code + " is not valid.")
                        .withCode("DISCOUNT_NOT_FOUND"));
    Set<UUID> eligible = new HashSet<>();
    String refusal = "is for none of these items";
    for (OpportunityItem item : deal.items()) {
      if (items.contains(item.id()) && item.terms().isPresent()) {
        Optional<String> no =
            known.terms().refusal(item.terms().get(), item.units(), currency.getCurrencyCode());
        if (no.isEmpty()) {
          eligible.add(item.id());
        }
        refusal = no.orElse(refusal);
      }
    }
    if (eligible.isEmpty()) {
      throw Failure.invalid("discountCode", "Discount " + code + " " + refusal + ".")
          .withCode("DISCOUNT_NOT_APPLICABLE");
    }
    if (known.redemptionsLeft() != null && known.redemptionsLeft() < eligible.size()) {
      throw limit(code);
    }
    return new AppliedDiscount(known.terms(), eligible);
  }

  /**
   * Why applied discounts cannot be redeemed any more.
   *
   * @param now the same discounts as billing has them; removed ones are missing
   */
  public static List<Problem> unusable(Deal deal, Collection<KnownDiscount> now) {
    var found = new ArrayList<Problem>();
    for (AppliedDiscount applied : deal.discounts()) {
      Optional<KnownDiscount> known =
          now.stream()
              .filter(each -> each.terms().discountId().equals(applied.discount().discountId()))
              .findFirst();
      String code = applied.discount().code();
      if (known.isEmpty() || known.get().state() != KnownDiscount.State.VALID) {
        found.add(Problem.of("DISCOUNT_NOT_VALID", "Discount " + code + " is not valid."));
      } else if (known.get().redemptionsLeft() != null
          && known.get().redemptionsLeft() < applied.items().size()) {
        found.add(Problem.of("DISCOUNT_LIMIT_REACHED", limit(code).getMessage()));
      }
    }
    return found;
  }

  private static Failure limit(String code) {
    return Failure.conflict("The redemption limit of discount " + code + " is reached.")
        .withCode("DISCOUNT_LIMIT_REACHED");
  }
}
