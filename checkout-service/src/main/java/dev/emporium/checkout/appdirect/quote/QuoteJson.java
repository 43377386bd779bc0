package dev.emporium.checkout.appdirect.quote;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.ten;

import dev.emporium.checkout.appdirect.RecurringJson;
import dev.emporium.checkout.domain.KnownUser;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.quote.Offer;
import dev.emporium.checkout.domain.quote.Quote;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Quotes on the wire (appdirect.txt:7281-7541). What is not set is left out. */
final class QuoteJson {
  private QuoteJson() {}

  /** A row of a list: no prices. */
  static JsonObject summary(QuoteView view) {
    Quote quote = view.quote();
    return new JsonObject()
        .put("id", quote.id().toString())
        .put("displayId", quote.displayId())
        .put("name", quote.name())
        .put("createdOn", quote.createdOn().toEpochMilli())
        .put("expiresOn", quote.expiresOn().toEpochMilli())
        .put("createdBy", person(view, quote.createdBy()))
        .put("status", quote.status().name())
        .put("ownerUser", person(view, quote.offered().people().owner()))
        .put("customerUser", person(view, quote.offered().people().customer()))
        .put("availableActions", actions(quote));
  }

  /** Everything of a quote. */
  static JsonObject full(QuoteView view) {
    Quote quote = view.quote();
    return offer(summary(view), view)
        .put(
            "quoteSource",
            new JsonObject()
                .put("id", quote.offered().opportunityId().toString())
                .put("type", "OPPORTUNITY"));
  }

  /** What an action answers. */
  static JsonObject acted(Quote quote) {
    return new JsonObject()
        .put("id", quote.id().toString())
        .put("name", quote.name())
        .put(
            "createdBy",
            new JsonObject()
                .put("id", quote.createdBy().user().toString())
                .put("company", company(quote.createdBy())))
        .put("status", quote.status().name())
        .put("availableActions", actions(quote));
  }

  /** What the customer sees. */
  static JsonObject shared(QuoteView view) {
    Quote quote = view.quote();
    var people = quote.offered().people();
    var json =
        new JsonObject()
            .put("displayId", quote.displayId())
            .put("name", quote.name())
            .put("createdOn", quote.createdOn().toEpochMilli())
            .put("expiresOn", quote.expiresOn().toEpochMilli())
            .put("status", quote.status().name())
            .put(
                "seller",
                new JsonObject()
                    .put("name", view.userName(people.owner()))
                    .put("company", view.companyName(people.owner())))
            .put(
                "customer",
                new JsonObject()
                    .put("name", view.userName(people.customer()))
                    .put("company", view.companyName(people.customer())));
    return offer(json, view);
  }

  private static JsonObject offer(JsonObject json, QuoteView view) {
    Offer offer = view.offer();
    json.put("currency", view.quote().offered().currency().getCurrencyCode())
        .put("pricingTotals", totals(offer))
        .put("items", array(offer.items(), QuoteJson::item));
    if (!offer.fees().isEmpty()) {
      json.put("fees", array(offer.fees(), QuoteJson::row));
    }
    view.quote()
        .decision()
        .ifPresent(
            decision -> {
              var said =
                  new JsonObject()
                      .put("approved", decision.approved())
                      .put("decidedOn", decision.on().toEpochMilli());
              put(said, "name", decision.by());
              put(said, "comment", decision.comment());
              json.put("decision", said);
            });
    return json;
  }

  private static JsonObject totals(Offer offer) {
    return new JsonObject()
        .put("amountDueBeforeTax", offer.due().tenDecimals())
        .put("amountDueAfterTax", offer.due().plus(offer.tax()).tenDecimals())
        .put("taxSummary", new JsonArray())
        .put("recurringTotals", array(offer.recurring(), RecurringJson::total));
  }

  private static JsonObject item(Offer.Item item) {
    var product = new JsonObject().put("id", item.productId()).put("name", item.product());
    put(product, "editionId", item.editionId());
    return new JsonObject()
        .put("id", item.id())
        .put("product", product)
        .put("pricingPlan", new JsonObject().put("id", item.planId()).put("name", item.plan()))
        .put("pricing", array(item.rows(), QuoteJson::row));
  }

  private static JsonObject row(Offer.Row row) {
    var json = new JsonObject().put("costType", row.costType());
    put(json, "description", row.description());
    return json.put("quantity", ten(row.quantity()))
        .put("totalSalePrice", row.total().tenDecimals())
        .put("salePrice", row.price().tenDecimals());
  }

  private static JsonArray actions(Quote quote) {
    var actions = new JsonArray();
    quote.availableActions().forEach(action -> actions.add(action.name()));
    return actions;
  }

  private static JsonObject person(QuoteView view, Party party) {
    KnownUser user = view.users().get(party.user());
    var json = new JsonObject().put("id", party.user().toString());
    if (user != null) {
      put(json, "email", user.email());
      put(json, "firstName", user.firstName());
      put(json, "lastName", user.lastName());
    }
    return json.put("company", company(party));
  }

  private static JsonObject company(Party party) {
    return new JsonObject().put("id", party.company().toString());
  }

  private static void put(JsonObject json, String field, String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
