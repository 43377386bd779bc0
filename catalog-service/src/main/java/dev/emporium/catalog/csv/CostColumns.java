package dev.emporium.catalog.csv;

import dev.emporium.catalog.domain.product.Category;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.Price;
import dev.emporium.catalog.domain.product.PriceRange;
import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.Strategy;
import dev.emporium.catalog.domain.product.UnitRule;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of costs. */
final class CostColumns {
  static final Set<String> COST =
      Set.of(
          "costCode",
          "costCategory",
          "costType",
          "strategy",
          "costDescription",
          "unit",
          "unitDependency",
          "amounts",
          "wholesale",
          "ranges",
          "increment",
          "pricePerIncrement",
          "decimals",
          "included",
          "minUnits",
          "maxUnits",
          "blockContractIncrease",
          "blockContractDecrease",
          "blockOriginalContractDecrease");

  private CostColumns() {}

  /** The cost's code: its type and, of units, their name, unless the row says another. */
  static String code(CsvRow row) {
    if (row.has("costCode")) {
      return row.code("costCode");
    }
    String type = row.required("costType");
    return row.has("unit") ? type + ":" + row.code("unit") : type;
  }

  /** Makes or changes the cost of the row, in a plan that exists. */
  static void cost(ProductDraft draft, CsvRow row) {
    String plan = row.code("planCode");
    String code = code(row);
    draft.cost(plan, code, old -> cost(row, code, old));
  }

  private static Cost cost(CsvRow row, String code, Cost old) {
    if (old == null) {
      row.required("costType");
      row.required("strategy");
    }
    String type =
        row.choice("costType", List.copyOf(Cost.TYPES), old == null ? null : old.costType());
    Category usual = type.startsWith("RECURRING") ? Category.RECURRING : Category.ONE_TIME;
    return new Cost(
            null,
            0,
            code,
            row.choice("costCategory", Category.class, old == null ? usual : old.category()),
            type,
            row.text("costDescription", old == null ? null : old.description()),
            price(row, old == null ? null : old.price()),
            units(row, old == null ? UnitRule.NONE : old.units()))
        .checked();
  }

  private static Price price(CsvRow row, Price old) {
    Strategy strategy = row.choice("strategy", Strategy.class, old == null ? null : old.strategy());
    boolean same = old != null && old.strategy() == strategy;
    return Price.of(
        strategy,
        row.has("amounts") || !same ? row.amounts("amounts") : old.amount(),
        row.has("wholesale") || !same ? row.amounts("wholesale") : old.wholesale(),
        row.has("ranges") || !same ? row.ranges("ranges") : old.ranges());
  }

  private static UnitRule units(CsvRow row, UnitRule old) {
    String unit = row.has("unit") ? row.code("unit") : old.unit();
    BigDecimal most = row.decimal("maxUnits", old.max());
    return new UnitRule(
        unit,
        row.text("unitDependency", old.dependency()),
        row.decimal("increment", old.increment()),
        row.flag("pricePerIncrement", old.pricePerIncrement()),
        row.flag("decimals", old.decimals()),
        row.decimal("included", old.included()),
        row.decimal("minUnits", old.min()),
        most,
        row.flag("blockContractIncrease", old.blockIncrease()),
        row.flag("blockContractDecrease", old.blockDecrease()),
        row.flag("blockOriginalContractDecrease", old.blockOriginalDecrease()));
  }

  /** Another price of a cost that exists; everything else stays. */
  static void price(ProductDraft draft, CsvRow row) {
    draft.cost(
        row.code("planCode"),
        row.code("costCode"),
        old -> {
          Cost known = known(old, row);
          if (!row.has("amounts") && !row.has("ranges")) {
            throw Failure.invalid("amounts", "This field or ranges is required");
          }
          Price price = known.price();
          boolean ranged = price.strategy().ranged();
          return known.priced(
              Price.of(
                  price.strategy(),
                  row.amounts("amounts"),
                  ranged ? Map.of() : price.wholesale(),
                  ranged ? row.ranges("ranges") : List.of()));
        });
  }

  /** What resellers pay for a cost that exists. */
  static void wholesale(ProductDraft draft, CsvRow row) {
    draft.cost(
        row.code("planCode"),
        row.code("costCode"),
        old -> {
          Cost known = known(old, row);
          if (!known.price().strategy().ranged()) {
            row.required("wholesale");
            return known.priced(known.price().wholesale(row.amounts("wholesale")));
          }
          List<PriceRange> given = row.ranges("ranges");
          List<PriceRange> ranges = known.price().ranges();
          if (given.size() != ranges.size()) {
            throw Failure.invalid("ranges", "The cost has " + ranges.size() + " ranges");
          }
          var merged = new java.util.ArrayList<PriceRange>();
          for (int i = 0; i < ranges.size(); i++) {
            PriceRange range = ranges.get(i);
            merged.add(
                new PriceRange(
                    range.min(), range.max(), range.price(), range.flat(), given.get(i).price()));
          }
          return known.priced(Price.of(known.price().strategy(), Map.of(), Map.of(), merged));
        });
  }

  private static Cost known(Cost old, CsvRow row) {
    if (old == null) {
      throw Failure.invalid(
          "costCode", "Plan " + row.text("planCode") + " has no cost " + row.text("costCode"));
    }
    return old;
  }
}
