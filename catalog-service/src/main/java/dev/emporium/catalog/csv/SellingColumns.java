package dev.emporium.catalog.csv;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.Amounts;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.Markup;
import dev.emporium.catalog.domain.product.ProductSettings;
import dev.emporium.catalog.domain.product.ProductSettings.Billing;
import dev.emporium.catalog.domain.product.ProductSettings.General;
import dev.emporium.catalog.domain.product.ProductSettings.Health;
import dev.emporium.catalog.domain.product.ProductSettings.Leads;
import dev.emporium.catalog.domain.product.Selling;
import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The columns of what a marketplace sets for a product: settings and price books. */
final class SellingColumns {
  static final Set<String> GENERAL =
      Set.of(
          "productCode",
          "visibleOnNetwork",
          "visibleOnMarketplace",
          "showAsComingSoon",
          "hideAllPricing",
          "disableSelfServe",
          "collectLeads",
          "sortingRank",
          "termsOfServiceURL",
          "externalIdentifier",
          "productStockNumber",
          "purchaseEnabled",
          "skipFirstPayment",
          "taxCode",
          "setupFeeTaxCode",
          "billingCycle",
          "startDay");

  private SellingColumns() {}

  /** General and billing settings; empty cells keep what was set. */
  static Selling general(CatalogApp entry, Selling selling, CsvRow row) {
    ProductSettings old = selling.settings();
    General general = old.general();
    Billing billing = old.billing();
    String leads =
        row.choice(
            "collectLeads",
            List.of("NONE", "inAdditionToPurchase", "insteadOfPurchase"),
            old.leads().enabled() ? old.leads().selected() : "NONE");
    boolean collect = !leads.equals("NONE");
    var settings =
        new ProductSettings(
            new General(
                row.flag("visibleOnNetwork", general.visibleOnNetwork()),
                row.flag("visibleOnMarketplace", general.visibleOnMarketplace()),
                general.sellDomainAsStandalone(),
                row.flag("showAsComingSoon", general.showAsComingSoon()),
                row.flag("hideAllPricing", general.hideAllPricing()),
                row.flag("disableSelfServe", general.disableSelfServe()),
                row.text("termsOfServiceURL", general.termsOfServiceUrl()),
                row.text("externalIdentifier", general.externalIdentifier()),
                row.text("productStockNumber", general.productStockNumber())),
            new Leads(
                collect,
                collect ? leads : old.leads().selected(),
                old.leads().assignToDevelopers(),
                old.leads().byEdition()),
            new Health(
                row.flag("purchaseEnabled", old.health().purchase()),
                old.health().singleSignOn(),
                old.health().updateSubscription(),
                old.health().assignment()),
            new Billing(
                row.flag("skipFirstPayment", billing.skipFirstPayment()),
                row.text("taxCode", billing.taxCode()),
                row.text("setupFeeTaxCode", billing.setupFeeTaxCode()),
                row.choice("billingCycle", ProductSettings.CYCLES, billing.cycle()),
                row.whole("startDay", billing.startDay())),
            old.categories(),
            ProductSettings.RANKS.indexOf(
                    row.choice(
                        "sortingRank",
                        ProductSettings.RANKS,
                        ProductSettings.RANKS.get(old.sortingRank() - 1)))
                + 1,
            old.ribbon(),
            old.trials(),
            old.skus());
    return selling.with(settings.checked());
  }

  /** The marketplace's categories of the product; {@code *} is the product's own again. */
  static Selling categories(CatalogApp entry, Selling selling, CsvRow row) {
    row.required("categories");
    List<String> names = row.list("categories");
    ProductSettings old = selling.settings();
    return selling.with(
        old.categorized(names.equals(List.of("*")) ? null : names.stream().distinct().toList()));
  }

  /** What a reseller adds to the price of one cost; 0 is nothing again. */
  static Selling priceBook(CatalogApp entry, Selling selling, CsvRow row) {
    UUID company = row.uuid("companyId");
    Cost cost = cost(entry, row);
    row.required("markup");
    Map<String, java.math.BigDecimal> amount = Amounts.of("markup", row.amounts("markup"));
    List<String> currencies = cost.price().currencies();
    if (!currencies.containsAll(amount.keySet())) {
      throw Failure.invalid("markup", "The cost is sold in " + currencies);
    }
    var all = new ArrayList<>(selling.markups());
    all.removeIf(old -> old.costId().equals(cost.costId()) && old.companyId().equals(company));
    if (amount.values().stream().anyMatch(each -> each.signum() != 0)) {
      all.add(new Markup(cost.costId(), company, amount));
    }
    if (all.size() > 1000) {
      throw Failure.invalid("markup", "A product has at most 1000 markups");
    }
    return selling.with(all);
  }

  private static Cost cost(CatalogApp entry, CsvRow row) {
    String plan = row.code("planCode");
    String code = row.code("costCode");
    return entry.version().plans().stream()
        .filter(known -> known.model().modelId().equals(plan))
        .flatMap(known -> known.terms().costs().stream())
        .filter(known -> known.code().equals(code))
        .findFirst()
        .orElseThrow(
            () -> Failure.invalid("costCode", "The product has no cost " + code + " in " + plan));
  }
}
