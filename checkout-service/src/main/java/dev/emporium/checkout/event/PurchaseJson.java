package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.ten;
import static dev.emporium.checkout.store.JsonValues.text;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.domain.pricing.Calculation;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.Phase;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedFee;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The frozen purchase that billing works from (ARCHITECTURE.md, Purchase). */
public final class PurchaseJson {
  private PurchaseJson() {}

  /** The payload of {@code purchase.placed}. */
  public static JsonObject write(Purchase purchase) {
    var parties = purchase.parties();
    var origin = purchase.origin();
    var items = new JsonArray();
    purchase.priced().items().forEach(item -> items.add(item(item)));
    var fees = new JsonArray();
    purchase.priced().fees().forEach(fee -> fees.add(fee(fee)));
    return new JsonObject()
        .put("purchaseId", purchase.purchaseId().toString())
        .put("origin", origin.kind())
        .put("cartId", origin.kind().equals("cart") ? origin.id() : null)
        .putNull("installationId")
        .put("opportunityId", origin.kind().equals("opportunity") ? origin.id() : null)
        .put("quoteId", origin.quoteId())
        .put("buyerUserId", text(parties.buyerUser()))
        .put("buyerCompanyId", text(parties.buyerCompany()))
        .put("ownerUserId", text(parties.ownerUser()))
        .put("ownerCompanyId", text(parties.ownerCompany()))
        .put("salesUserId", text(purchase.seller().map(Party::user).orElse(null)))
        .put("salesCompanyId", text(purchase.seller().map(Party::company).orElse(null)))
        .put("currency", purchase.currency().getCurrencyCode())
        .put("paymentInstrumentId", purchase.paymentInstrumentId())
        .put("placedAt", purchase.placedAt().toString())
        .put("items", items)
        .put("fees", fees)
        .put("dueNow", plain(purchase.priced().dueNow()));
  }

  private static JsonObject item(PricedItem item) {
    PlanTerms terms = item.terms();
    var phases = new JsonArray();
    item.phases().forEach(phase -> phases.add(phase(phase)));
    var units = new JsonArray();
    item.units().forEach(unit -> units.add(unit(unit)));
    return new JsonObject()
        .put("itemId", item.itemId())
        .put("parentItemId", item.parentItemId())
        .put("appId", terms.appId())
        .put("applicationId", terms.applicationId())
        .put("appName", terms.appName())
        .put("editionId", terms.editionId())
        .put("editionNumber", terms.editionNumber())
        .put("planId", terms.planId())
        .put("planVersion", terms.version())
        .put("paymentPlanNumber", terms.paymentPlanNumber())
        .put("modelId", terms.modelId())
        .put("type", terms.type())
        .put("license", terms.license())
        .put("trialDays", terms.recurs() ? item.schedule().trialDays() : terms.trialDays())
        .put("billingPeriod", terms.billingPeriod())
        .put("billingPeriodUnit", terms.billingPeriodUnit())
        .put("commission", terms.commission())
        .put("quantity", "1")
        .put("units", units)
        .put("lines", lines(item.lines()))
        .put("phases", phases)
        .put("contract", TermsJson.write(item.contract()))
        .put("serviceStart", item.schedule().serviceStart().toString())
        .put("billingStart", item.schedule().billingStart().toString())
        .put("dueNow", plain(item.dueNow()))
        .put("recurring", item.recurring().map(PurchaseJson::plain).orElse(null));
  }

  private static JsonObject unit(Unit unit) {
    return new JsonObject().put("unit", unit.unit()).put("quantity", ten(unit.quantity()));
  }

  private static JsonObject phase(Phase phase) {
    return new JsonObject()
        .put("fromCycle", phase.fromCycle())
        .put("toCycle", phase.toCycle())
        .put("lines", lines(phase.lines()))
        .put("total", plain(phase.total()));
  }

  private static JsonObject fee(PricedFee priced) {
    RevenueShare.Parts parts = priced.parts();
    return new JsonObject()
        .put("feeId", priced.fee().feeId())
        .put("externalId", priced.fee().externalId())
        .put("key", priced.fee().key())
        .put("description", priced.fee().description())
        .put("total", plain(priced.line().total()))
        .put(
            "revenueShare",
            new JsonObject()
                .put("appdirect", plain(parts.appdirect()))
                .put("channel", plain(parts.channel()))
                .put("vendor", plain(parts.vendor())))
        .put("itemIds", new JsonArray(priced.fee().itemIds()));
  }

  /**
   * One for each multiplication, so that quantity times unit price is the total before rounding.
   */
  private static JsonArray lines(List<Line> lines) {
    var array = new JsonArray();
    lines.forEach(line -> line.calculations().forEach(part -> array.add(line(line, part))));
    return array;
  }

  private static JsonObject line(Line line, Calculation part) {
    boolean discount = line.kind() == Line.Kind.DISCOUNT;
    return new JsonObject()
        .put("kind", line.kind().name())
        .put("costId", discount ? null : line.id())
        .put("discountId", discount ? line.id() : null)
        .put("code", line.code())
        .put("category", line.category().name())
        .put("costType", line.costType())
        .put("strategy", line.strategy().name())
        .put("unit", line.unit())
        .put("description", line.description())
        .put("quantity", ten(part.quantity()))
        .put("unitPrice", exact(part.unitPrice()))
        .put("total", plain(part.total()));
  }

  private static String plain(Money money) {
    return money.rounded().amount().toPlainString();
  }

  /** With the currency's digits, or as many more as the price has. */
  private static String exact(Money price) {
    int digits = price.currency().getDefaultFractionDigits();
    BigDecimal stripped = price.amount().stripTrailingZeros();
    return stripped
        .setScale(Math.max(digits, stripped.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }
}
