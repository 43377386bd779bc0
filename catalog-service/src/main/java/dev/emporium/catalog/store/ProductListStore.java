package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Products as those who sell them list them. */
public final class ProductListStore {
  private static final String ON_SALE =
      " AND a.live_version IS NOT NULL AND NOT a.is_deleted AND v.status = 'approved'";

  /** How buyable products are ordered; each in the direction the document gives it. */
  public enum Order {
    NAME(
        "lower(v.name) COLLATE \"C\", v.app_id", "lower(v.name) COLLATE \"C\" DESC, v.app_id DESC"),
    RATING("a.rating DESC, a.application_id", "a.rating, a.application_id DESC"),
    POPULARITY("a.purchases DESC, a.application_id", "a.purchases, a.application_id DESC"),
    // ids begin with the time they were made at
    NEWEST_FIRST("v.app_id DESC", "v.app_id"),
    /** By age: the staging catalog's usual order. */
    CREATED("a.created_at, a.application_id", "a.created_at DESC, a.application_id DESC"),
    MODIFIED("v.updated_at, a.application_id", "v.updated_at DESC, a.application_id DESC"),
    NUMBER("a.application_id", "a.application_id DESC");

    private final String sql;
    private final String reversed;

    Order(String sql, String reversed) {
      this.sql = sql;
      this.reversed = reversed;
    }
  }

  /**
   * What is asked for; empty lists and options ask nothing.
   *
   * @param statuses of staging: the newest version's
   * @param live of staging: whether it was ever published, or not
   * @param owner custom data of who is to own the products
   * @param page from 0
   */
  public record Search(
      Optional<String> text,
      List<Long> categories,
      List<String> types,
      Optional<UUID> vendor,
      List<String> statuses,
      Optional<Boolean> live,
      Optional<JsonObject> owner,
      Order order,
      boolean reversed,
      int page,
      int size) {}

  /** Everything on sale, shown on the marketplace or not. */
  public Future<Page<CatalogApp>> onSale(Tx tx, Search search) {
    return page(tx, AppRows.LIVE + ON_SALE, search);
  }

  /** The newest version of every product. */
  public Future<Page<CatalogApp>> staging(Tx tx, Search search) {
    return page(
        tx,
        """
        app a JOIN app_version v ON v.app_id = a.app_id AND v.number = a.latest_version
        WHERE a.marketplace_id = $1 AND NOT a.is_deleted""",
        search);
  }

  private static Future<Page<CatalogApp>> page(Tx tx, String source, Search search) {
    var parameters = new ArrayList<Object>(List.of(tx.marketplace()));
    String from = " FROM " + source + where(search, parameters);
    Object[] filtered = parameters.toArray();
    parameters.add((long) search.size());
    parameters.add((long) search.page() * search.size());
    String select =
        "SELECT %s %s ORDER BY %s LIMIT $%d OFFSET $%d"
            .formatted(
                AppRows.COLUMNS,
                from,
                search.reversed() ? search.order().reversed : search.order().sql,
                parameters.size() - 1,
                parameters.size());
    return tx.one("SELECT count(*) AS total" + from, row -> row.getLong("total"), filtered)
        .compose(
            total ->
                tx.list(select, AppRows::read, parameters.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  private static String where(Search search, List<Object> parameters) {
    var sql = new StringBuilder();
    search
        .text()
        .map(ProductSql::prefixes)
        .filter(words -> !words.isEmpty())
        .ifPresent(
            words ->
                sql.append(
                    " AND v.words @@ to_tsquery('simple', %s)"
                        .formatted(add(parameters, words, "text"))));
    if (!search.categories().isEmpty()) {
      sql.append(" AND ")
          .append(
              ProductSql.OF_CATEGORY.formatted(
                  add(parameters, search.categories().toArray(Long[]::new), "bigint[]")));
    }
    if (!search.types().isEmpty()) {
      sql.append(" AND ")
          .append(ProductSql.TYPE)
          .append(" = ANY(")
          .append(add(parameters, search.types().toArray(String[]::new), "text[]"))
          .append(')');
    }
    search
        .vendor()
        .ifPresent(
            vendor ->
                sql.append(" AND a.developer_uuid = ").append(add(parameters, vendor, "uuid")));
    if (!search.statuses().isEmpty()) {
      sql.append(" AND v.status = ANY(")
          .append(add(parameters, search.statuses().toArray(String[]::new), "text[]"))
          .append(')');
    }
    search
        .live()
        .ifPresent(
            live ->
                sql.append(
                    live ? " AND a.live_version IS NOT NULL" : " AND a.live_version IS NULL"));
    search
        .owner()
        .ifPresent(
            owner ->
                sql.append(" AND catalog_may_own(v.allow_rule, v.restrict_rule, ")
                    .append(add(parameters, owner, "jsonb"))
                    .append(')'));
    return sql.toString();
  }

  private static String add(List<Object> parameters, Object value, String type) {
    parameters.add(value);
    return "$" + parameters.size() + "::" + type;
  }

  /** Whether there is such a vendor. */
  public Future<Boolean> isVendor(Tx tx, UUID vendor) {
    return tx.one(
            "SELECT 1 FROM developer WHERE marketplace_id = $1 AND developer_uuid = $2 AND NOT is_deleted",
            row -> true,
            tx.marketplace(),
            vendor)
        .map(Optional::isPresent);
  }

  /** A vendor's products on sale that the marketplace shows, oldest first. */
  public Future<List<CatalogApp>> ofVendor(Tx tx, UUID vendor) {
    return tx.list(
        "SELECT %s FROM %s%s AND a.visible AND a.developer_uuid = $2 ORDER BY a.application_id LIMIT 500"
            .formatted(AppRows.COLUMNS, AppRows.LIVE, ON_SALE),
        AppRows::read,
        tx.marketplace(),
        vendor);
  }

  /**
   * What those who have this product have, too: products on sale by how many of the 1000 newest
   * owners have them, at most ten.
   */
  public Future<List<CatalogApp>> boughtWith(Tx tx, UUID appId) {
    return tx.list(
        """
        WITH owners AS (
          SELECT company_id, user_id FROM ownership
          WHERE marketplace_id = $1 AND app_id = $2 AND licence <> 'pending'
          ORDER BY owned_at DESC LIMIT 1000),
        bought AS (
          SELECT o.app_id, w.company_id AS owner FROM (SELECT DISTINCT company_id FROM owners WHERE company_id IS NOT NULL) w
          JOIN ownership o ON o.marketplace_id = $1 AND o.company_id = w.company_id
          WHERE o.app_id <> $2 AND o.licence <> 'pending'
          UNION
          SELECT o.app_id, w.user_id FROM (SELECT DISTINCT user_id FROM owners WHERE company_id IS NULL) w
          JOIN ownership o ON o.marketplace_id = $1 AND o.user_id = w.user_id
          WHERE o.app_id <> $2 AND o.licence <> 'pending'),
        ranked AS (SELECT app_id, count(*) AS owners FROM bought GROUP BY app_id)
        SELECT %s FROM ranked r JOIN app_version v ON v.app_id = r.app_id AND v.live
        JOIN app a ON a.app_id = r.app_id
        WHERE v.marketplace_id = $1 AND a.marketplace_id = $1%s AND a.visible
        ORDER BY r.owners DESC, a.purchases DESC, a.application_id LIMIT 10
        """
            .formatted(AppRows.COLUMNS, ON_SALE),
        AppRows::read,
        tx.marketplace(),
        appId);
  }

  /** Live products by their ids; those that are not live are missing. */
  public Future<List<CatalogApp>> byIds(Tx tx, List<UUID> apps) {
    return apps.isEmpty()
        ? Future.succeededFuture(List.of())
        : tx.list(
            "SELECT %s FROM %s AND a.live_version IS NOT NULL AND NOT a.is_deleted AND a.app_id = ANY($2::uuid[])"
                .formatted(AppRows.COLUMNS, AppRows.LIVE),
            AppRows::read,
            tx.marketplace(),
            apps.toArray(UUID[]::new));
  }

  /** A product's live version, or its newest one when none is. */
  public Future<Optional<CatalogApp>> any(Tx tx, long applicationId) {
    return tx.one(
        """
        SELECT %s FROM app a JOIN app_version v ON v.app_id = a.app_id
          AND v.number = coalesce(a.live_version, a.latest_version)
        WHERE a.marketplace_id = $1 AND a.application_id = $2 AND NOT a.is_deleted
        """
            .formatted(AppRows.COLUMNS),
        AppRows::read,
        tx.marketplace(),
        applicationId);
  }

  /** The numbers and names of all categories, by name. */
  public Future<List<Category>> categories(Tx tx) {
    return tx.list(
        "SELECT category_id, name FROM category WHERE marketplace_id = $1 ORDER BY name LIMIT 1000",
        row -> new Category(row.getLong("category_id"), row.getString("name")),
        tx.marketplace());
  }

  /** A category under its number. */
  public record Category(long number, String name) {}
}
