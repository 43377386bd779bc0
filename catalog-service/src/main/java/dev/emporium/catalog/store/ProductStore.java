package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Live apps as AppDirect lists products. */
public final class ProductStore {
  /** How a listing is ordered; ties go by age. */
  public enum Order {
    NUMBER("a.application_id"),
    ALPHABETICAL("lower(v.name) COLLATE \"C\", v.app_id"),
    // ids begin with the time they were made at
    NEWEST_FIRST("v.app_id DESC"),
    NEWEST_PUBLISHED("v.published_at DESC, v.app_id DESC"),
    POPULARITY("a.purchases DESC, a.application_id"),
    RATING("a.rating DESC, a.application_id");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  /** What a product may be known for. */
  public enum Trait {
    FREE("v.models @? '$[*] ? (@.price == 0)'"),
    PAID("(v.models @? '$[*] ? (@.price > 0)' OR v.plans @? '$[*].model ? (@.price > 0)')"),
    FREE_TRIAL("(v.models @? '$[*] ? (@.trial > 0)' OR v.plans @? '$[*].model ? (@.trial > 0)')"),
    FEATURED("v.attributes @> '{\"featured\": true}'"),
    POPULAR("v.attributes @> '{\"popular\": true}'"),
    STAFFPICK("v.attributes @> '{\"staffPick\": true}'"),
    DISCOUNT("FALSE");

    private final String sql;

    Trait(String sql) {
      this.sql = sql;
    }
  }

  /**
   * What is asked for; empty lists ask nothing.
   *
   * @param text words that must all begin words of the product
   * @param categories of two lists, each of which must be met
   * @param types AppDirect's product types
   */
  public record Search(
      Optional<String> text,
      Optional<Instant> publishedAfter,
      Optional<Instant> publishedBefore,
      List<List<Long>> categories,
      List<String> vendors,
      List<String> types,
      List<Trait> traits,
      boolean nothing,
      Order order,
      long start,
      int count) {}

  /** Products on sale. */
  public Future<Page<CatalogApp>> list(Tx tx, Search search) {
    if (search.nothing()) {
      return Future.succeededFuture(new Page<>(List.of(), 0));
    }
    var parameters = new ArrayList<Object>(List.of(tx.marketplace()));
    String from = " FROM " + AppRows.LIVE + where(search, parameters);
    Object[] filtered = parameters.toArray();
    parameters.add((long) search.count());
    parameters.add(search.start());
    String select =
        "SELECT %s %s ORDER BY %s LIMIT $%d OFFSET $%d"
            .formatted(
                AppRows.COLUMNS,
                from,
                search.order().sql,
                parameters.size() - 1,
                parameters.size());
    return tx.one("SELECT count(*) AS total" + from, row -> row.getLong("total"), filtered)
        .compose(
            total ->
                tx.list(select, AppRows::read, parameters.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  /** A live product, approved or suspended, by its number. */
  public Future<Optional<CatalogApp>> find(Tx tx, long applicationId) {
    return tx.one(
        """
        SELECT %s FROM %s AND a.application_id = $2 AND a.live_version IS NOT NULL AND NOT a.is_deleted
        """
            .formatted(AppRows.COLUMNS, AppRows.LIVE),
        AppRows::read,
        tx.marketplace(),
        applicationId);
  }

  /** The live product a payment plan belongs to, by the plan's number. */
  public Future<Optional<CatalogApp>> findByPlan(Tx tx, long paymentPlanId) {
    return tx.one(
        """
        SELECT %s FROM %s AND NOT a.is_deleted
          AND a.app_id = (SELECT p.app_id FROM plan p WHERE p.marketplace_id = $1 AND p.number = $2)
        """
            .formatted(AppRows.COLUMNS, AppRows.LIVE),
        AppRows::read,
        tx.marketplace(),
        paymentPlanId);
  }

  private static String where(Search search, List<Object> parameters) {
    var clauses = new ArrayList<String>();
    clauses.add(
        " AND a.live_version IS NOT NULL AND NOT a.is_deleted AND a.visible AND v.status = 'approved'");
    search
        .text()
        .map(ProductSql::prefixes)
        .filter(words -> !words.isEmpty())
        .ifPresent(
            words ->
                clauses.add(
                    "v.words @@ to_tsquery('simple', " + add(parameters, words, "text") + ")"));
    search
        .publishedAfter()
        .ifPresent(time -> clauses.add("v.published_at > " + add(parameters, time, "timestamptz")));
    search
        .publishedBefore()
        .ifPresent(time -> clauses.add("v.published_at < " + add(parameters, time, "timestamptz")));
    for (List<Long> category : search.categories()) {
      if (!category.isEmpty()) {
        clauses.add(
            ProductSql.OF_CATEGORY.formatted(
                add(parameters, category.toArray(Long[]::new), "bigint[]")));
      }
    }
    if (!search.types().isEmpty()) {
      clauses.add(
          ProductSql.TYPE
              + " = ANY("
              + add(parameters, search.types().toArray(String[]::new), "text[]")
              + ")");
    }
    if (!search.vendors().isEmpty()) {
      String ids = add(parameters, search.vendors().toArray(String[]::new), "text[]");
      clauses.add(
          "(a.developer_id = ANY(" + ids + ") OR a.developer_uuid::text = ANY(" + ids + "))");
    }
    if (!search.traits().isEmpty()) {
      clauses.add(
          search.traits().stream()
              .map(trait -> trait.sql)
              .collect(Collectors.joining(" OR ", "(", ")")));
    }
    return String.join(" AND ", clauses);
  }

  private static String add(List<Object> parameters, Object value, String type) {
    parameters.add(value);
    return "$" + parameters.size() + "::" + type;
  }
}
