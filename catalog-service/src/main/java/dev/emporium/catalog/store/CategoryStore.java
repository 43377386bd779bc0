package dev.emporium.catalog.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Categories: the names apps give, under numbers of their own. */
public final class CategoryStore {
  /** Gives each name a number unless it has one. */
  public Future<Void> ensure(Tx tx, List<String> names) {
    return names.isEmpty()
        ? Future.succeededFuture()
        : tx.execute(
                """
                INSERT INTO category (marketplace_id, name)
                SELECT $1, n FROM unnest($2::text[]) AS n ORDER BY n
                ON CONFLICT (marketplace_id, name) DO NOTHING
                """,
                tx.marketplace(),
                names.toArray(String[]::new))
            .mapEmpty();
  }

  /** Numbers by name; names without one are missing. */
  public Future<Map<String, Long>> numbers(Tx tx, List<String> names) {
    if (names.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.list(
            """
            SELECT name, category_id FROM category WHERE marketplace_id = $1 AND name = ANY($2::text[])
            """,
            row -> Map.entry(row.getString("name"), row.getLong("category_id")),
            tx.marketplace(),
            names.toArray(String[]::new))
        .map(
            entries -> {
              var numbers = new HashMap<String, Long>();
              entries.forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
              return numbers;
            });
  }
}
