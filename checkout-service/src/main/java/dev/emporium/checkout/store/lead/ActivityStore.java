package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.Activity;
import dev.emporium.checkout.domain.lead.Activity.QuoteMention;
import dev.emporium.checkout.domain.lead.ActivityQuery;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.store.Selection;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** The log of leads: only ever added to. */
public final class ActivityStore {

  /** Adds a line. */
  public Future<?> add(Tx tx, Activity activity) {
    return tx.execute(
        """
        insert into lead_activity (marketplace_id, activity_id, lead_id, created_on, verb,
          for_marketplace, actor_company, quote)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        tx.marketplace(),
        activity.id(),
        activity.leadId(),
        activity.createdOn(),
        activity.verb(),
        activity.forMarketplace(),
        activity.actorCompany(),
        mention(activity.quote()));
  }

  /** One page of a lead's log by time. */
  public Future<Page<Activity>> list(Tx tx, ActivityQuery query) {
    Selection where = new Selection(tx, "lead_activity").and("lead_id = ?", query.lead());
    query.fromDate().ifPresent(date -> where.and("created_on >= ?", date));
    query.toDate().ifPresent(date -> where.and("created_on <= ?", date));
    String direction = query.descending() ? " desc" : "";
    return where.page(
        "*",
        "created_on" + direction + ", activity_id" + direction,
        ActivityStore::read,
        query.page(),
        query.size());
  }

  private static Activity read(Row row) {
    JsonObject quote = row.getJsonObject("quote");
    return new Activity(
        row.getUUID("activity_id"),
        row.getUUID("lead_id"),
        row.getOffsetDateTime("created_on").toInstant(),
        Verb.valueOf(row.getString("verb")),
        row.getBoolean("for_marketplace"),
        row.getUUID("actor_company"),
        quote == null
            ? null
            : new QuoteMention(
                UUID.fromString(quote.getString("id")),
                quote.getString("friendlyId"),
                quote.getString("product")));
  }

  private static JsonObject mention(QuoteMention quote) {
    return quote == null
        ? null
        : new JsonObject()
            .put("id", quote.id().toString())
            .put("friendlyId", quote.friendlyId())
            .put("product", quote.product());
  }
}
