package dev.emporium.checkout.store.quote;

import static dev.emporium.checkout.store.JsonValues.lists;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Heading;
import dev.emporium.checkout.domain.opportunity.OpportunitySnapshot;
import dev.emporium.checkout.domain.opportunity.OwnerType;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.quote.Decision;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.domain.quote.QuoteStatus;
import dev.emporium.checkout.store.opportunity.DealJson;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** How a quote lies in its row. */
final class QuoteRow {
  private QuoteRow() {}

  static Quote read(Row row) {
    var people =
        new People(
            party(row, "owner"),
            OwnerType.valueOf(row.getString("owner_type")),
            party(row, "customer"),
            party(row, "author"));
    var offered =
        new OpportunitySnapshot(
            row.getUUID("opportunity_id"),
            row.getLong("opportunity_version"),
            people,
            Currency.getInstance(row.getString("currency")),
            heading(row.getJsonObject("heading")),
            DealJson.read(row.getJsonObject("deal")));
    return new Quote(
        row.getUUID("quote_id"),
        row.getLong("version"),
        row.getLong("number"),
        row.getString("name"),
        party(row, "creator"),
        row.getOffsetDateTime("created_on").toInstant(),
        offered,
        QuoteStatus.valueOf(row.getString("status")),
        row.getOffsetDateTime("expires_on").toInstant(),
        Optional.ofNullable(row.getJsonObject("decision")).map(QuoteRow::decision));
  }

  private static Party party(Row row, String role) {
    return new Party(row.getUUID(role + "_user_id"), row.getUUID(role + "_company_id"));
  }

  static JsonObject heading(Heading heading) {
    Instant effective = heading.purchaseEffectiveDate();
    return new JsonObject()
        .put("name", heading.name())
        .put("effective", effective == null ? null : effective.toEpochMilli())
        .put("attributes", lists(heading.attributes()));
  }

  private static Heading heading(JsonObject json) {
    Long effective = json.getLong("effective");
    return new Heading(
        json.getString("name"),
        effective == null ? null : Instant.ofEpochMilli(effective),
        lists(json.getJsonObject("attributes")));
  }

  static JsonObject decision(Decision decision) {
    return new JsonObject()
        .put("approved", decision.approved())
        .put("by", decision.by())
        .put("comment", decision.comment())
        .put("on", decision.on().toEpochMilli());
  }

  private static Decision decision(JsonObject json) {
    return new Decision(
        json.getBoolean("approved"),
        json.getString("by"),
        json.getString("comment"),
        Instant.ofEpochMilli(json.getLong("on")));
  }
}
