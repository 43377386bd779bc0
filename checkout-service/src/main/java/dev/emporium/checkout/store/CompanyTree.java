package dev.emporium.checkout.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose customer a company is: its parent's. */
public final class CompanyTree {
  private CompanyTree() {}

  /**
   * Which of these companies are customers of a reseller's.
   *
   * @param reseller null has no customers
   */
  public static Future<Set<UUID>> customers(Tx tx, UUID reseller, Collection<UUID> among) {
    if (reseller == null || among.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return tx.list(
            """
            select company_id from customer_company
            where marketplace_id = $1 and company_id = any($2) and parent_id = $3
            """,
            row -> row.getUUID(0),
            tx.marketplace(),
            among.toArray(UUID[]::new),
            reseller)
        .map(found -> found.stream().collect(Collectors.toUnmodifiableSet()));
  }

  /** Which of these companies are not known (yet). */
  public static Future<Set<UUID>> unknown(Tx tx, Collection<UUID> among) {
    if (among.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return tx.list(
            """
            select company_id from customer_company
            where marketplace_id = $1 and company_id = any($2)
            """,
            row -> row.getUUID(0),
            tx.marketplace(),
            among.toArray(UUID[]::new))
        .map(
            known ->
                among.stream()
                    .filter(each -> !known.contains(each))
                    .collect(Collectors.toUnmodifiableSet()));
  }
}
