package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Review;
import dev.emporium.catalog.domain.ReviewStatus;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reviews, and the ratings made of them. */
public final class ReviewStore {
  private static final QueryFields FIELDS =
      QueryFields.none()
          .text("reviewId", "r.review_id")
          .text("appId", "r.app")
          .text("appName", "v.name")
          .number("appVersion", "r.app_version")
          .text("userId", "r.user_id")
          .text("headline", "r.headline")
          .text("description", "r.description")
          .number("rating", "r.rating")
          .text("status", "r.status")
          .text("status.value", "r.status")
          .text("status.reason", "r.status_reason")
          .json("customData", "r.custom_data")
          .time("reportDate", "r.reported_at")
          // the samples sort by date (openchannel.txt:4302)
          .time("date", "r.reported_at")
          .bool("isDeleted", "r.is_deleted")
          .onlyThese();

  /** A user's own review passes for an approved one before it is. */
  private static final QueryFields OWN_FIELDS =
      FIELDS.text("status", "'approved'").text("status.value", "'approved'");

  private static final String FROM =
      """
      FROM review r JOIN app a ON a.app_id = r.app_id
      JOIN app_version v ON v.app_id = a.app_id AND v.number = coalesce(a.live_version, a.latest_version)
      WHERE r.marketplace_id = $1 AND a.marketplace_id = $1""";

  private static final String SELECT = "SELECT r.*, v.name AS app_name " + FROM;

  /** The app a review is to be about. */
  public record Reviewed(UUID appId, String openchannelId, String name, int version) {}

  /** What is asked for; {@code page} counts from 1. */
  public record Search(
      QueryDocument query, SortDocument sort, Optional<String> userId, int page, int limit) {}

  /** An app that is not deleted: its live version, or its latest. */
  public Future<Optional<Reviewed>> app(Tx tx, AppKey key) {
    return tx.one(
        """
        SELECT a.app_id, a.openchannel_id, v.name, v.number FROM app a
        JOIN app_version v ON v.app_id = a.app_id AND v.number = coalesce(a.live_version, a.latest_version)
        WHERE a.marketplace_id = $1 AND %s = $2 AND NOT a.is_deleted
        """
            .formatted(key.column()),
        row ->
            new Reviewed(
                row.getUUID("app_id"),
                row.getString("openchannel_id"),
                row.getString("name"),
                row.getInteger("number")),
        tx.marketplace(),
        key.value());
  }

  /**
   * Inserts it and counts it.
   *
   * @throws Failure CONFLICT when its author has reviewed the app already
   */
  public Future<Void> insert(Tx tx, Review review) {
    return tx.execute(
            """
            INSERT INTO review (marketplace_id, review_id, app_id, app, app_version, user_id, headline, description,
              rating, status, status_reason, custom_data, reported_at, updated_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)
            ON CONFLICT (marketplace_id, app_id, user_id) WHERE NOT is_deleted DO NOTHING
            """,
            tx.marketplace(),
            review.reviewId(),
            review.appId(),
            review.openchannelApp(),
            review.appVersion(),
            review.userId(),
            review.words().headline(),
            review.words().description(),
            review.words().rating(),
            review.status().wire(),
            review.reason(),
            new JsonObject(review.words().customData()),
            review.reported(),
            review.version())
        .compose(
            rows ->
                rows == 1
                    ? rate(tx, null, review)
                    : Future.failedFuture(
                        Failure.of(Kind.CONFLICT, null, "The user has already reviewed this app")));
  }

  /** Writes a change of what was locked, and what it does to the app's rating. */
  public Future<Void> save(Tx tx, Review before, Review after) {
    return tx.execute(
            """
            UPDATE review SET headline = $3, description = $4, rating = $5, status = $6, status_reason = $7,
              custom_data = $8, updated_at = $9, is_deleted = $10, version = $11
            WHERE marketplace_id = $1 AND review_id = $2
            """,
            tx.marketplace(),
            after.reviewId(),
            after.words().headline(),
            after.words().description(),
            after.words().rating(),
            after.status().wire(),
            after.reason(),
            new JsonObject(after.words().customData()),
            tx.now(),
            after.deleted(),
            after.version())
        .compose(done -> rate(tx, before, after));
  }

  private static Future<Void> rate(Tx tx, Review before, Review after) {
    int was = before != null && before.counts() ? before.words().rating() : 0;
    int is = after.counts() ? after.words().rating() : 0;
    int more = (after.counts() ? 1 : 0) - (before != null && before.counts() ? 1 : 0);
    if (more == 0 && was == is) {
      return Future.succeededFuture();
    }
    return tx.execute(
            """
            UPDATE app SET review_count = review_count + $3, rating_sum = rating_sum + $4,
              rating = CASE WHEN review_count + $3 = 0 THEN 0
                            ELSE round((rating_sum + $4)::numeric / (review_count + $3))::int END
            WHERE marketplace_id = $1 AND app_id = $2
            """,
            tx.marketplace(),
            after.appId(),
            more,
            (long) is - was)
        .mapEmpty();
  }

  /** A review by its id, deleted ones too. */
  public Future<Optional<Review>> find(Tx tx, String reviewId) {
    return tx.one(SELECT + " AND r.review_id = $2", ReviewStore::read, tx.marketplace(), reviewId);
  }

  /** As {@link #find}, locked until the transaction ends. */
  public Future<Optional<Review>> lock(Tx tx, String reviewId) {
    return tx.one(
        SELECT + " AND r.review_id = $2 FOR UPDATE OF r",
        ReviewStore::read,
        tx.marketplace(),
        reviewId);
  }

  /** The one review of this user about this app. */
  public Future<Optional<Review>> find(Tx tx, AppKey app, String userId) {
    return tx.one(
        SELECT + " AND NOT r.is_deleted AND r.user_id = $2 AND " + app.column() + " = $3",
        ReviewStore::read,
        tx.marketplace(),
        userId,
        app.value());
  }

  /** One page of those that are not deleted, in the sort's order and then by id. */
  public Future<Page<Review>> list(Tx tx, Search search) {
    var own = new ArrayList<Object>(List.of(tx.marketplace()));
    SqlCondition condition = search.query().toSql(FIELDS, own.size() + 1);
    own.addAll(condition.parameters());
    String where = " AND NOT r.is_deleted AND (" + condition.text();
    if (search.userId().isPresent()) {
      own.add(search.userId().get());
      String user = "$" + own.size();
      SqlCondition passing = search.query().toSql(OWN_FIELDS, own.size() + 1);
      own.addAll(passing.parameters());
      where +=
          " OR (r.user_id = %s AND r.status IN ('pending', 'flagged') AND %s)"
              .formatted(user, passing.text());
    }
    where += ")";
    Object[] counted = own.toArray();
    SqlCondition order = search.sort().toSql(FIELDS, own.size() + 1);
    own.addAll(order.parameters());
    own.add((long) search.limit());
    own.add((long) (search.page() - 1) * search.limit());
    String select =
        "%s%s ORDER BY %sr.review_id LIMIT $%d OFFSET $%d"
            .formatted(
                SELECT,
                where,
                order.text().isEmpty() ? "" : order.text() + ", ",
                own.size() - 1,
                own.size());
    return tx.one("SELECT count(*) AS total " + FROM + where, row -> row.getLong("total"), counted)
        .compose(
            total ->
                tx.list(select, ReviewStore::read, own.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  /** Whether the user has, or had, the app: alone or by a group licence (openchannel.txt:3997). */
  public Future<Boolean> hasOwned(Tx tx, UUID appId, String userId) {
    return tx.one(
            """
            SELECT 1 AS found FROM ownership o LEFT JOIN subscription_model s ON s.subscription_id = o.subscription_id
            JOIN marketplace_user u ON u.marketplace_id = $1 AND u.openchannel_user = $3
            WHERE o.marketplace_id = $1 AND o.app_id = $2
              AND (o.user_id = u.user_id OR (o.company_id = u.company_id AND s.license = 'group'))
              AND (o.licence IN ('active', 'uninstalled') OR (o.licence = 'cancelled' AND o.subscription_id IS NOT NULL))
            LIMIT 1
            """,
            row -> true,
            tx.marketplace(),
            appId,
            userId)
        .map(Optional::isPresent);
  }

  private static Review read(Row row) {
    Instant reported = AppRows.instant(row, "reported_at");
    return new Review(
        row.getString("review_id"),
        row.getUUID("app_id"),
        row.getString("app"),
        row.getString("app_name"),
        row.getInteger("app_version"),
        row.getString("user_id"),
        new Review.Words(
            row.getString("headline"),
            row.getString("description"),
            row.getInteger("rating"),
            Documents.map(row.getJsonObject("custom_data"))),
        ReviewStatus.of(row.getString("status")),
        row.getString("status_reason"),
        reported,
        row.getBoolean("is_deleted"),
        row.getInteger("version"));
  }
}
