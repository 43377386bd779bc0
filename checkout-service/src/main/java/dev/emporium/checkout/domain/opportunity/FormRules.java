package dev.emporium.checkout.domain.opportunity;

import dev.emporium.kit.failure.Failure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What holds for the required fields of several items (appdirect.txt:5437-5445). */
public final class FormRules {
  private FormRules() {}

  /**
   * Fails with INVALID when these items are not all of a vendor whose products share their values:
   * then the others would be left with different ones.
   *
   * @param forms what the vendors ask, by item
   * @param items ids of items of the deal
   */
  public static void requireWhole(
      Deal deal, Map<UUID, List<RequiredForm>> forms, Collection<String> items) {
    Set<UUID> named = new HashSet<>();
    items.forEach(id -> named.add(deal.item(id).id()));
    Set<String> vendors =
        named.stream()
            .flatMap(id -> sharing(forms, id).stream())
            .collect(Collectors.toUnmodifiableSet());
    List<String> missing =
        deal.items().stream()
            .map(OpportunityItem::id)
            .filter(id -> !named.contains(id))
            .filter(id -> sharing(forms, id).stream().anyMatch(vendors::contains))
            .map(UUID::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw Failure.invalid(
              "itemIds", "must name all items of the vendor, also " + String.join(", ", missing))
          .withCode("REQUIRED_FIELDS_INCOMPLETE");
    }
  }

  private static Set<String> sharing(Map<UUID, List<RequiredForm>> forms, UUID item) {
    return forms.getOrDefault(item, List.of()).stream()
        .filter(RequiredForm::cartLevel)
        .map(RequiredForm::isv)
        .collect(Collectors.toUnmodifiableSet());
  }
}
