package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Viewer;
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
import java.util.regex.Pattern;

/**
 * Live apps as OpenChannel lists them: approved and suspended ones (openchannel.txt:2607), which is
 * what a live version can be. A deleted app has no live version, except for {@link #find}.
 */
public final class AppListStore {
  static final QueryFields FIELDS =
      QueryFields.none()
          .text("appId", "a.openchannel_id")
          .text("developerId", "a.developer_id")
          // the vendor's own sample says developer for developerId (openchannel.txt:106-110)
          .text("developer", "a.developer_id")
          .text("groupId", "a.group_id")
          .json("safeName", "to_jsonb(a.safe_names)")
          .number("rating", "a.rating")
          .number("reviewCount", "a.review_count")
          .bool("isDeleted", "a.is_deleted")
          .bool("isLive", "v.live")
          .bool("isLatestVersion", "(v.number = a.latest_version)")
          .text("name", "v.name")
          .text("type", "v.type")
          .number("version", "v.number")
          // the vendor's own sample sorts by status (openchannel.txt:1256)
          .text("status", "v.status")
          .text("status.value", "v.status")
          .time("status.lastUpdated", "v.status_at")
          .text("status.modifiedBy", "v.status_by")
          .text("status.reason", "v.status_reason")
          .json("model", "v.models")
          .json("customData", "v.custom_data")
          .json("allow", "v.allow_rule")
          .json("restrict", "v.restrict_rule")
          .json("access", "v.access")
          .json("attributes", "v.attributes")
          .time("created", "v.created_at")
          .time("lastUpdated", "v.updated_at")
          .time("submittedDate", "v.submitted_at")
          .refused("ownership");

  private static final Pattern OF_APP = Pattern.compile("\\ba\\.");
  private static final String VERSIONS = "app_version v WHERE v.marketplace_id = $1 AND v.live";
  private static final String OF_VERSIONS =
      " JOIN app a ON a.app_id = v.app_id AND a.marketplace_id = $1";

  /**
   * What is asked for.
   *
   * @param viewer empty when no user was named: nothing is restricted
   * @param ownedOnly only what the viewer owns
   * @param text a tsquery that must be met, best matches first; empty asks nothing
   * @param page from 1
   */
  public record Search(
      QueryDocument query,
      SortDocument sort,
      Optional<Viewer> viewer,
      boolean ownedOnly,
      String text,
      int page,
      int limit) {}

  /** One page, in the sort's order and then by age. */
  public Future<Page<LiveApp>> list(Tx tx, Search search) {
    Instant now = tx.now();
    QueryFields fields =
        StatisticStore.fields(FIELDS).number("randomize", randomize(now)).onlyThese();
    var own = new ArrayList<Object>(List.of(tx.marketplace()));
    String visible = visible(search, own);
    SqlCondition condition = search.query().toSql(fields, own.size() + 1);
    Object[] parameters = condition.after(own.toArray());
    SqlCondition order = search.sort().toSql(fields, parameters.length + 1);
    String where = visible + " AND " + condition.text();
    String used = condition.text() + order.text();
    String counters = StatisticStore.tables(used);
    String joined = StatisticStore.conditions(used);
    String countedCounters = StatisticStore.tables(condition.text());
    String countedJoined = StatisticStore.conditions(condition.text());
    var all = new ArrayList<Object>(List.of(order.after(parameters)));
    all.add((long) search.limit());
    all.add((long) (search.page() - 1) * search.limit());
    String by =
        " ORDER BY %s%s v.app_id"
            .formatted(order.text().isEmpty() ? "" : order.text() + ", ", rank(search));
    String bounds = " LIMIT $%d OFFSET $%d".formatted(all.size() - 1, all.size());
    // apps are read for the page's rows only, unless the question is about them
    String rows =
        counters.isEmpty() && !OF_APP.matcher(where + by).find()
            ? "(SELECT v.* FROM " + VERSIONS + where + by + bounds + ") v" + OF_VERSIONS + by
            : counters + AppRows.LIVE + where + joined + by + bounds;
    String select =
        "SELECT %s, a.group_id, %s AS randomize FROM %s"
            .formatted(AppRows.COLUMNS, randomize(now), rows);
    // most lists ask about versions only, and an index alone can count those
    String counted = OF_APP.matcher(where).find() ? AppRows.LIVE : VERSIONS;
    return tx.one(
            "SELECT count(*) AS total FROM " + countedCounters + counted + where + countedJoined,
            row -> row.getLong("total"),
            parameters)
        .compose(
            total ->
                tx.list(select, AppListStore::read, all.toArray())
                    .map(found -> new Page<>(found, total.orElse(0L))));
  }

  /**
   * An app in its live version, by its id; a deleted one in the version that was live at last
   * (openchannel.txt:2761).
   */
  public Future<Optional<LiveApp>> find(Tx tx, AppKey key) {
    return tx.one(
        """
        SELECT %s, a.group_id, %s AS randomize FROM app a
        JOIN app_version v ON v.app_id = a.app_id AND v.number = a.live_version
        WHERE a.marketplace_id = $1 AND v.marketplace_id = $1 AND %s = $2
        """
            .formatted(AppRows.COLUMNS, randomize(tx.now()), key.column()),
        AppListStore::read,
        tx.marketplace(),
        key.value());
  }

  /** The group of developers that owns an app; empty for none. */
  public Future<Optional<String>> group(Tx tx, UUID appId) {
    return tx.one(
        "SELECT group_id FROM app WHERE marketplace_id = $1 AND app_id = $2",
        row -> row.getString("group_id"),
        tx.marketplace(),
        appId);
  }

  // the text's parameter is the first after the tenant
  private static String rank(Search search) {
    return search.text().isEmpty() ? "" : "ts_rank(v.search, $2::text::tsquery) DESC, ";
  }

  private static String visible(Search search, List<Object> parameters) {
    var where = new StringBuilder();
    if (!search.text().isEmpty()) {
      parameters.add(search.text());
      where.append(" AND v.search @@ $2::text::tsquery");
    }
    search
        .viewer()
        .ifPresent(
            viewer -> {
              parameters.add(new JsonObject(viewer.customData()));
              where.append(
                  " AND catalog_may_view(v.allow_rule, v.restrict_rule, $%d::jsonb)"
                      .formatted(parameters.size()));
            });
    if (search.ownedOnly()) {
      Viewer viewer = search.viewer().orElse(Viewer.UNKNOWN);
      if (viewer.userId() == null) {
        return where.append(" AND FALSE").toString();
      }
      parameters.add(viewer.userId());
      String user = "$" + parameters.size();
      String company = "NULL";
      if (viewer.companyId() != null) {
        parameters.add(viewer.companyId());
        company = "$" + parameters.size();
      }
      where
          .append(" AND EXISTS (SELECT 1 FROM ")
          .append(OwnershipStore.OWNED_BY.formatted(user, company))
          .append(" AND o.app_id = v.app_id AND o.licence = 'active')");
    }
    return where.toString();
  }

  private static LiveApp read(Row row) {
    return new LiveApp(
        AppRows.read(row),
        row.getLong("randomize"),
        row.getInteger("review_count"),
        row.getString("group_id"));
  }

  // made of a number this service computed, so it may stand in the text
  private static String randomize(Instant now) {
    return "(hashtextextended(a.openchannel_id, %d) & 2147483647)"
        .formatted(now.getEpochSecond() / 3600);
  }
}
