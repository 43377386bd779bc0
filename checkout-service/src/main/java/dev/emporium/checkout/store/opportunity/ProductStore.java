package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.lead.LeadProduct;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The catalog's products as the rules of a sale ask for them, and as leads show them. */
public final class ProductStore {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final String SELECT =
      """
      select p.product_id, p.application_id, p.name, p.type, p.add_on, p.parents, p.vendor, p.editions,
        exists (select 1 from catalog_add_on a
          where a.marketplace_id = p.marketplace_id and a.parent_id = p.product_id) as has_add_ons
      from catalog_product p
      """;

  /**
   * A product as it stands in an event.
   *
   * @param applicationId the vendor's number, or null
   * @param developer the catalog's developer id
   */
  public record Told(
      Product product, Long applicationId, String developer, boolean removed, long sequence) {}

  /**
   * Notes what the catalog told, unless it is older than what is known; a removed product stays as
   * a tombstone, so that nothing late revives it.
   */
  public Future<?> note(Tx tx, Told told) {
    Product product = told.product();
    return tx.execute(
            """
            insert into catalog_product (marketplace_id, product_id, application_id, name, type,
              add_on, parents, vendor, developer, editions, removed, sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (marketplace_id, product_id)
            do update set application_id = excluded.application_id, name = excluded.name,
              type = excluded.type, add_on = excluded.add_on, parents = excluded.parents,
              vendor = excluded.vendor, developer = excluded.developer,
              editions = excluded.editions, removed = excluded.removed,
              sequence = excluded.sequence
            where catalog_product.sequence < excluded.sequence
            """,
            tx.marketplace(),
            product.id(),
            told.applicationId(),
            product.name(),
            product.type(),
            product.addOn(),
            product.parents().toArray(String[]::new),
            product.vendor(),
            told.developer(),
            editions(product.editions()),
            told.removed(),
            told.sequence())
        .compose(
            rows -> rows == 0 ? Future.succeededFuture() : parents(tx, product, told.removed()));
  }

  private static Future<?> parents(Tx tx, Product product, boolean removed) {
    List<Object[]> rows =
        removed
            ? List.of()
            : product.parents().stream()
                .sorted()
                .map(parent -> new Object[] {tx.marketplace(), parent, product.id()})
                .toList();
    Future<?> done =
        tx.execute(
            "delete from catalog_add_on where marketplace_id = $1 and product_id = $2",
            tx.marketplace(),
            product.id());
    return rows.isEmpty()
        ? done
        : done.compose(
            gone ->
                tx.batch(
                    """
                    insert into catalog_add_on (marketplace_id, parent_id, product_id)
                    values ($1, $2, $3)
                    """,
                    rows));
  }

  /** These products, by id; unknown and removed ones are missing. */
  public Future<Map<String, Product>> of(Tx tx, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.list(
            SELECT + "where p.marketplace_id = $1 and p.product_id = any($2) and not p.removed",
            ProductStore::read,
            tx.marketplace(),
            ids.stream().distinct().toArray(String[]::new))
        .map(rows -> rows.stream().collect(Collectors.toMap(Product::id, product -> product)));
  }

  /**
   * The products that a caller names by their uuids or application numbers, by what it wrote;
   * unknown and removed ones are missing.
   */
  public Future<Map<String, Product>> named(Tx tx, Collection<String> names) {
    if (names.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Map<Boolean, List<String>> byNumber =
        names.stream().distinct().collect(Collectors.partitioningBy(NUMBER.asMatchPredicate()));
    return tx.list(
            SELECT
                + """
                where p.marketplace_id = $1 and not p.removed
                  and (p.product_id = any($2) or p.application_id = any($3))
                """,
            row -> Map.entry(row, read(row)),
            tx.marketplace(),
            byNumber.get(false).toArray(String[]::new),
            byNumber.get(true).stream().map(Long::valueOf).toArray(Long[]::new))
        .map(
            found -> {
              var named = new HashMap<String, Product>();
              for (Map.Entry<Row, Product> each : found) {
                named.put(each.getValue().id(), each.getValue());
                named.put(String.valueOf(each.getKey().getLong("application_id")), each.getValue());
              }
              named.keySet().retainAll(names);
              return named;
            });
  }

  /**
   * As {@link #named}, of one and as a lead shows it.
   *
   * @param edition the edition's id that the caller asked for, or null
   */
  public Future<Optional<LeadProduct>> ofLead(Tx tx, String name, String edition) {
    boolean number = NUMBER.matcher(name).matches();
    return tx.one(
        "select product_id, coalesce(application_id, 0) as number, name, developer"
            + " from catalog_product where marketplace_id = $1 and not removed and "
            + (number ? "application_id = $2" : "product_id = $2")
            + " order by product_id limit 1",
        row ->
            new LeadProduct(
                row.getString("product_id"),
                row.getLong("number"),
                row.getString("name"),
                row.getString("developer"),
                edition),
        tx.marketplace(),
        number ? Long.valueOf(name) : name);
  }

  private static Product read(Row row) {
    return new Product(
        row.getString("product_id"),
        row.getString("name"),
        row.getString("type"),
        row.getBoolean("add_on"),
        Set.of(row.getArrayOfStrings("parents")),
        row.getBoolean("has_add_ons"),
        row.getString("vendor"),
        editions(row.getJsonArray("editions")));
  }

  private static JsonArray editions(List<Product.Edition> editions) {
    var array = new JsonArray();
    editions.forEach(
        each ->
            array.add(
                new JsonObject()
                    .put("id", each.id())
                    .put("number", each.number())
                    .put("code", each.code())));
    return array;
  }

  private static List<Product.Edition> editions(JsonArray array) {
    return array.stream()
        .map(JsonObject.class::cast)
        .map(
            each ->
                new Product.Edition(
                    each.getString("id"), each.getLong("number"), each.getString("code")))
        .toList();
  }
}
