package dev.emporium.checkout.store.opportunity;

import static dev.emporium.checkout.store.JsonValues.lists;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Heading;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityStatus;
import dev.emporium.checkout.domain.opportunity.OwnerType;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.opportunity.Progress;
import dev.emporium.checkout.store.JsonValues;
import io.vertx.sqlclient.Row;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/** How an opportunity lies in its row. */
final class OpportunityRow {
  private OpportunityRow() {}

  static Opportunity read(Row row) {
    var effective = row.getOffsetDateTime("effective_on");
    return new Opportunity(
        row.getUUID("opportunity_id"),
        row.getOffsetDateTime("created_on").toInstant(),
        row.getLong("version"),
        new People(
            party(row, "owner"),
            OwnerType.valueOf(row.getString("owner_type")),
            party(row, "customer"),
            party(row, "creator")),
        Currency.getInstance(row.getString("currency")),
        new Heading(
            row.getString("name"),
            effective == null ? null : effective.toInstant(),
            lists(row.getJsonObject("attributes"))),
        DealJson.read(row.getJsonObject("deal")),
        progress(row));
  }

  private static Party party(Row row, String role) {
    return new Party(row.getUUID(role + "_user_id"), row.getUUID(role + "_company_id"));
  }

  private static Progress progress(Row row) {
    UUID purchase = row.getUUID("purchase_id");
    return new Progress(
        OpportunityStatus.valueOf(row.getString("status")),
        Optional.ofNullable(purchase)
            .map(
                id ->
                    new Progress.Sale(
                        id, row.getString("purchase_number"), row.getUUID("quote_id"))),
        Optional.ofNullable(row.getJsonObject("rejection")).map(JsonValues::rejection));
  }
}
