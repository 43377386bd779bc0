package dev.emporium.checkout.domain.opportunity;

import java.util.List;
import java.util.Set;

/**
 * A product as the catalog has it now.
 *
 * @param id the catalog's app
 * @param type the vendor's word, such as {@code WEB_APP}
 * @param addOn whether it is sold beside another product only
 * @param parents the products it can be sold beside; empty for any
 * @param hasAddOns whether another product can be sold beside it
 * @param vendor who provides it: the provider's id, or the developer's
 */
public record Product(
    String id,
    String name,
    String type,
    boolean addOn,
    Set<String> parents,
    boolean hasAddOns,
    String vendor,
    List<Edition> editions) {

  /** One edition; {@code code} may be null. */
  public record Edition(String id, Long number, String code) {
    /** True when a caller who writes {@code name} means this edition. */
    public boolean isCalled(String name) {
      return name.equalsIgnoreCase(id)
          || name.equals(code)
          || (number != null && name.equals(number.toString()));
    }
  }

  public Product {
    parents = Set.copyOf(parents);
    editions = List.copyOf(editions);
  }

  /** What is told when the product that a caller names by id or number has arrived. */
  public static String arrival(String name) {
    return "product/" + name;
  }

  /** What this product's edition is called, in the vendor's words: its code, else its number. */
  public String editionCode(String editionId) {
    return editions.stream()
        .filter(edition -> edition.id().equals(editionId))
        .findFirst()
        .map(
            edition ->
                edition.code() != null
                    ? edition.code()
                    : edition.number() == null ? edition.id() : edition.number().toString())
        .orElse(editionId);
  }

  /** True when it can be sold beside this other product. */
  public boolean fits(String parent) {
    return parents.isEmpty() || parents.contains(parent);
  }
}
