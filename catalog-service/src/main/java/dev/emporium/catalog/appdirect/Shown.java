package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.ProductSheet;
import dev.emporium.catalog.domain.product.ProductSheet.Localized;
import dev.emporium.catalog.domain.product.Sight;
import dev.emporium.kit.http.Call;
import java.util.List;
import java.util.Map;

/**
 * A product as one caller sees it.
 *
 * @param language as Accept-Language or {@code locale} has it, or null
 * @param categories numbers by name
 */
record Shown(CatalogApp entry, Sight sight, String language, Map<String, Long> categories) {

  /** Who a call comes from, as far as products are concerned. */
  static Sight sight(Call call) {
    return new Sight(call.principal().roles());
  }

  /** The language a call asks for: the parameter before the header. */
  static String language(Call call) {
    return call.query("locale").or(() -> call.header("accept-language")).orElse(null);
  }

  /** The same caller, another product. */
  Shown other(CatalogApp other) {
    return new Shown(other, sight, language, categories);
  }

  ProductSheet sheet() {
    return entry.version().sheet();
  }

  private Localized local() {
    return sheet().in(language).orElse(new Localized(null, null, null));
  }

  String name() {
    return local().name() == null ? entry.version().name() : local().name();
  }

  String blurb() {
    return local().blurb() == null ? text("summary") : local().blurb();
  }

  String overview() {
    return local().overview() == null ? text("description") : local().overview();
  }

  String text(String field) {
    return entry.version().customData().get(field) instanceof String text ? text : null;
  }

  List<String> texts(String field) {
    Object value = entry.version().customData().get(field);
    List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    return all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** The editions the caller sees; none while the marketplace hides prices. */
  List<Edition> editions() {
    return hidesPrices() ? List.of() : entry.editions(sight);
  }

  /** The plans of all of these. */
  List<Plan> plans() {
    return editions().stream().flatMap(edition -> entry.plans(edition, sight).stream()).toList();
  }

  boolean hidesPrices() {
    return entry.app().selling().settings().general().hideAllPricing() && !sight.manager();
  }
}
