package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The codes uploads know products and editions by. */
public final class ProductKeyStore {

  /** The product of a code, or of AppDirect's number of it when the code is {@code #1001}. */
  public Future<Optional<UUID>> find(Tx tx, String code) {
    if (code.startsWith("#")) {
      return tx.one(
          "SELECT app_id FROM app WHERE marketplace_id = $1 AND application_id = $2 AND NOT is_deleted",
          row -> row.getUUID("app_id"),
          tx.marketplace(),
          number(code));
    }
    return tx.one(
        """
        SELECT c.app_id FROM product_code c JOIN app a ON a.app_id = c.app_id
        WHERE c.marketplace_id = $1 AND c.code = $2 AND NOT a.is_deleted
        """,
        row -> row.getUUID("app_id"),
        tx.marketplace(),
        code);
  }

  private static long number(String code) {
    try {
      return Long.parseLong(code.substring(1));
    } catch (NumberFormatException none) {
      return -1;
    }
  }

  /**
   * Gives a product its code; that of a deleted product is free again.
   *
   * @throws Failure CONFLICT with field {@code productCode}
   */
  public Future<Void> give(Tx tx, UUID appId, String code) {
    return tx.execute(
            """
            INSERT INTO product_code AS c (marketplace_id, code, app_id) VALUES ($1, $2, $3)
            ON CONFLICT (marketplace_id, code) DO UPDATE SET app_id = excluded.app_id
            WHERE (SELECT a.is_deleted FROM app a WHERE a.app_id = c.app_id)
            """,
            tx.marketplace(),
            code,
            appId)
        .compose(
            rows ->
                rows == 1
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        Failure.of(
                            Kind.CONFLICT,
                            "productCode",
                            "There is a product " + code + " already")));
  }

  /**
   * Editions by their codes with ids: those the app had before keep theirs.
   *
   * @param first what the app was made with, for the first edition of a new app; else null
   */
  public Future<Map<String, Edition>> identified(
      Tx tx, UUID appId, List<Edition> editions, Edition first) {
    return tx.list(
            "SELECT edition_id, number, code FROM edition WHERE app_id = $1", row -> row, appId)
        .compose(
            rows -> {
              var known = new HashMap<String, Edition>();
              for (var row : rows) {
                String code = row.getString("code");
                editions.stream()
                    .filter(edition -> edition.code().equals(code))
                    .forEach(
                        edition ->
                            known.put(
                                code,
                                edition.stored(row.getUUID("edition_id"), row.getLong("number"))));
              }
              var fresh = new ArrayList<Edition>();
              for (Edition edition : editions) {
                if (edition.editionId() != null) {
                  known.put(edition.code(), edition);
                } else if (!known.containsKey(edition.code())) {
                  fresh.add(edition);
                }
              }
              return numbered(tx, fresh, first)
                  .map(
                      numbered -> {
                        var all = new LinkedHashMap<>(known);
                        numbered.forEach(edition -> all.put(edition.code(), edition));
                        return all;
                      });
            });
  }

  private static Future<List<Edition>> numbered(Tx tx, List<Edition> fresh, Edition first) {
    var done = new ArrayList<Edition>();
    var open = new ArrayList<>(fresh);
    if (first != null && !open.isEmpty()) {
      done.add(open.remove(0).stored(first.editionId(), first.number()));
    }
    if (open.isEmpty()) {
      return Future.succeededFuture(done);
    }
    return tx.list(
            "SELECT nextval('edition_number') AS number FROM generate_series(1, $1)",
            row -> row.getLong("number"),
            open.size())
        .map(
            numbers -> {
              for (int i = 0; i < open.size(); i++) {
                done.add(open.get(i).stored(Ids.uuid7(), numbers.get(i)));
              }
              return done;
            });
  }

  /** Remembers editions of an app that exists. */
  public Future<Void> save(Tx tx, UUID appId, List<Edition> editions) {
    return tx.batch(
        """
        INSERT INTO edition (marketplace_id, edition_id, number, app_id, code) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (app_id, code) DO NOTHING
        """,
        editions.stream()
            .map(
                edition ->
                    new Object[] {
                      tx.marketplace(), edition.editionId(), edition.number(), appId, edition.code()
                    })
            .toList());
  }
}
