package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.Creator;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadContent;
import dev.emporium.checkout.domain.lead.LeadOrigin;
import dev.emporium.checkout.domain.lead.LeadProduct;
import dev.emporium.checkout.domain.lead.LeadProgress;
import dev.emporium.checkout.domain.lead.LeadStatus;
import dev.emporium.checkout.domain.lead.LeadType;
import dev.emporium.checkout.domain.lead.Outcome;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Sales;
import dev.emporium.checkout.domain.lead.SalesSource;
import dev.emporium.checkout.domain.lead.SalesTarget;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How a lead lies in its row. */
final class LeadRow {
  private LeadRow() {}

  static Lead read(Row row) {
    var origin =
        new LeadOrigin(
            row.getString("partner"),
            LeadType.valueOf(row.getString("lead_type")),
            product(row.getJsonObject("product")),
            row.getUUID("profile_company"),
            new Creator(
                row.getUUID("creator_user"),
                row.getUUID("creator_company"),
                row.getString("creator_role")),
            row.getOffsetDateTime("created_on").toInstant());
    var content =
        new LeadContent(
            CustomerJson.read(row.getJsonObject("customer")),
            row.getJsonObject("attributes").getMap(),
            row.getString("notes"),
            sales(row));
    var progress =
        new LeadProgress(
            LeadStatus.valueOf(row.getString("status")),
            Optional.ofNullable(row.getString("result")).map(Outcome::valueOf).orElse(null),
            new Participant(row.getUUID("referrer_company")),
            new Participant(row.getUUID("recipient_company")),
            person(row, "reseller"),
            person(row, "converted"),
            row.getBoolean("linked"));
    return new Lead(
        row.getUUID("lead_id"),
        row.getLong("version"),
        origin,
        content,
        progress,
        row.getOffsetDateTime("last_modified").toInstant());
  }

  static JsonObject product(LeadProduct product) {
    return product == null
        ? null
        : new JsonObject()
            .put("appId", product.appId())
            .put("number", product.number())
            .put("name", product.name())
            .put("developer", product.developer())
            .put("editionId", product.editionId());
  }

  private static LeadProduct product(JsonObject json) {
    return json == null
        ? null
        : new LeadProduct(
            json.getString("appId"),
            json.getLong("number"),
            json.getString("name"),
            json.getString("developer"),
            json.getString("editionId"));
  }

  static JsonObject sales(Sales sales) {
    return new JsonObject()
        .put("additionalComment", sales.additionalComment())
        .put("useCase", sales.useCase())
        .put("externalIdentifier", sales.externalIdentifier())
        .put("closeDate", sales.closeDate() == null ? null : sales.closeDate().toEpochMilli())
        .put("seats", sales.seats());
  }

  private static Sales sales(Row row) {
    JsonObject json = row.getJsonObject("sales");
    Long close = json.getLong("closeDate");
    return new Sales(
        SalesSource.valueOf(row.getString("source")),
        SalesTarget.valueOf(row.getString("target")),
        json.getString("additionalComment"),
        json.getString("useCase"),
        json.getString("externalIdentifier"),
        close == null ? null : Instant.ofEpochMilli(close),
        json.getInteger("seats"));
  }

  private static Person person(Row row, String name) {
    UUID company = row.getUUID(name + "_company");
    return company == null ? null : new Person(row.getUUID(name + "_user"), company);
  }
}
