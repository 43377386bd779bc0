package dev.emporium.catalog.csv;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.Selling;
import dev.emporium.kit.failure.Failure;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A kind of catalog file (appdirect.txt:1491-1544): its columns, and what a row does.
 *
 * @param columns all there are; {@code productCode} is always needed
 * @param required columns that must be in the header
 * @param draft what a row does to a product's draft, or null
 * @param selling what a row does to how a product is sold, or null; neither: rows publish
 */
public record EntityType(
    String name,
    Set<String> columns,
    Set<String> required,
    BiConsumer<ProductDraft, CsvRow> draft,
    Sold selling) {

  /** What an upload is for. */
  public enum Operation {
    CREATE,
    UPDATE,
    PUBLISH
  }

  /** What a row does to how a product is sold. */
  @FunctionalInterface
  public interface Sold {
    Selling apply(CatalogApp entry, Selling selling, CsvRow row);
  }

  /** The one whose file makes exactly one product. */
  public static final String ONE_PRODUCT = "PRODUCT_CONSOLIDATED";

  /** The one whose rows name companies. */
  public static final String PRICE_BOOK = "PRICE_BOOK";

  private static final Map<String, EntityType> CREATING = new LinkedHashMap<>();
  private static final Map<String, EntityType> UPDATING = new LinkedHashMap<>();
  private static final Map<String, EntityType> PUBLISHING = new LinkedHashMap<>();

  static {
    Set<String> priced = union(union(PlanColumns.EDITION, PlanColumns.PLAN), CostColumns.COST);
    Set<String> whole = union(ProductColumns.PRODUCT, priced);
    Set<String> needed = Set.of("productCode", "editionCode", "planCode", "costType", "strategy");
    for (String name : new String[] {"CATALOG_CONSOLIDATED", ONE_PRODUCT}) {
      add(CREATING, name, whole, needed, EntityType::consolidated);
    }
    add(UPDATING, "PRODUCT_BASIC", ProductColumns.BASIC, Set.of(), ProductColumns::basic);
    add(UPDATING, "EDITION", PlanColumns.EDITION, Set.of("editionCode"), EntityType::edition);
    add(UPDATING, "PRICING_PLAN", PlanColumns.PLAN, Set.of("planCode"), EntityType::plan);
    add(
        UPDATING,
        "EDITION_PRICING",
        priced,
        Set.of("planCode", "costType", "strategy"),
        EntityType::priced);
    Set<String> cost = Set.of("planCode", "costCode");
    add(
        UPDATING,
        "MARKETPLACE_PRICE",
        union(cost, Set.of("amounts", "ranges")),
        cost,
        CostColumns::price);
    add(
        UPDATING,
        "WHOLESALE_PRICE",
        union(cost, Set.of("wholesale", "ranges")),
        cost,
        CostColumns::wholesale);
    Set<String> described = Set.of("title", "description", "imageUrl");
    add(
        UPDATING,
        "PRODUCT_FEATURE",
        described,
        Set.of("title"),
        (draft, row) -> ProductColumns.feature(draft, row, false));
    add(
        UPDATING,
        "PRODUCT_BENEFIT",
        described,
        Set.of("title"),
        (draft, row) -> ProductColumns.feature(draft, row, true));
    add(
        UPDATING,
        "PRODUCT_MEDIA",
        Set.of("kind", "url", "title", "description"),
        Set.of("kind", "url"),
        ProductColumns::media);
    add(
        UPDATING,
        "PRODUCT_IMAGE",
        Set.of("use", "url"),
        Set.of("use", "url"),
        ProductColumns::image);
    add(
        UPDATING,
        "PRODUCT_CUSTOM_ATTRIBUTE",
        Set.of("attributeName", "attributeValue"),
        Set.of("attributeName"),
        ProductColumns::attribute);
    sells("PRODUCT_SETTING_GENERAL", SellingColumns.GENERAL, Set.of(), SellingColumns::general);
    Set<String> categories = Set.of("categories");
    sells("PRODUCT_SETTING_CATEGORY", categories, categories, SellingColumns::categories);
    Set<String> book = union(cost, Set.of("companyId", "markup"));
    sells(PRICE_BOOK, book, book, SellingColumns::priceBook);
    add(PUBLISHING, "PRODUCT", Set.of("action"), Set.of(), null);
  }

  private static void add(
      Map<String, EntityType> to,
      String name,
      Set<String> columns,
      Set<String> required,
      BiConsumer<ProductDraft, CsvRow> draft) {
    Set<String> code = Set.of("productCode");
    to.put(name, new EntityType(name, union(code, columns), union(code, required), draft, null));
  }

  private static void sells(String name, Set<String> columns, Set<String> required, Sold selling) {
    Set<String> code = Set.of("productCode");
    UPDATING.put(
        name, new EntityType(name, union(code, columns), union(code, required), null, selling));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var all = new HashSet<>(one);
    all.addAll(other);
    return Set.copyOf(all);
  }

  /** The kind of this name; empty for one that is not supported. */
  public static Optional<EntityType> of(Operation operation, String name) {
    return Optional.ofNullable(all(operation).get(name));
  }

  /** The names of the kinds that are supported. */
  public static Set<String> names(Operation operation) {
    return all(operation).keySet();
  }

  private static Map<String, EntityType> all(Operation operation) {
    return switch (operation) {
      case CREATE -> CREATING;
      case UPDATE -> UPDATING;
      case PUBLISH -> PUBLISHING;
    };
  }

  private static void consolidated(ProductDraft draft, CsvRow row) {
    ProductColumns.product(draft, row);
    if (row.has("editionCode")) {
      PlanColumns.edition(draft, row);
    }
    PlanColumns.plan(draft, row);
    newCost(draft, row);
  }

  private static void newCost(ProductDraft draft, CsvRow row) {
    String plan = row.code("planCode");
    String code = CostColumns.code(row);
    if (draft.existing(plan).terms().costs().stream().anyMatch(c -> c.code().equals(code))) {
      throw Failure.invalid("costCode", "The plan has two costs " + code);
    }
    CostColumns.cost(draft, row);
  }

  private static void edition(ProductDraft draft, CsvRow row) {
    String code = row.code("editionCode");
    if (!draft.hasEdition(code)) {
      throw Failure.invalid("editionCode", "The product has no edition " + code);
    }
    PlanColumns.edition(draft, row);
  }

  private static void plan(ProductDraft draft, CsvRow row) {
    draft.existing(row.code("planCode"));
    PlanColumns.plan(draft, row);
  }

  private static void priced(ProductDraft draft, CsvRow row) {
    if (row.has("editionCode")) {
      PlanColumns.edition(draft, row);
    }
    PlanColumns.plan(draft, row);
    CostColumns.cost(draft, row);
  }
}
