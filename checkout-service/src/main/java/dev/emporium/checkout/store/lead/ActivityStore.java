package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.Activity;
import dev.emporium.checkout.domain.lead.Activity.QuoteMention;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
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

  /**
   * One page of a lead's log by time.
   *
   * @param page from 0
   */
  public Future<Page<Activity>> list(
      Tx tx,
      UUID lead,
      Optional<Instant> from,
      Optional<Instant> to,
      boolean descending,
      int page,
      int size) {
    String where =
        """
         from lead_activity where marketplace_id = $1 and lead_id = $2
          and ($3::timestamptz is null or created_on >= $3)
          and ($4::timestamptz is null or created_on <= $4)
        """;
    String direction = descending ? " desc" : " asc";
    return tx.one(
            "select count(*)" + where,
            row -> row.getLong(0),
            tx.marketplace(),
            lead,
            from.orElse(null),
            to.orElse(null))
        .compose(
            total ->
                tx.list(
                        "select *"
                            + where
                            + (" order by created_on" + direction + ", activity_id" + direction)
                            + " limit $5 offset $6",
                        ActivityStore::read,
                        tx.marketplace(),
                        lead,
                        from.orElse(null),
                        to.orElse(null),
                        size,
                        (long) page * size)
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
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
