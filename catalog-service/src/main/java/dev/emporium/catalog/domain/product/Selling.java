package dev.emporium.catalog.domain.product;

import java.util.List;

/** How a marketplace sells a product, whatever its versions say: it holds at once. */
public record Selling(ProductSettings settings, List<Markup> markups) {
  /** Of a product nobody has set anything for. */
  public static final Selling USUAL = new Selling(ProductSettings.USUAL, List.of());

  /** With other settings. */
  public Selling with(ProductSettings other) {
    return new Selling(other, markups);
  }

  /** With other markups. */
  public Selling with(List<Markup> others) {
    return new Selling(settings, List.copyOf(others));
  }
}
