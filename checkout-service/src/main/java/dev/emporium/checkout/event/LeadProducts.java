package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.lead.LeadProduct;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Products as leads name them, from the catalog's {@code app.*}. */
public final class LeadProducts {

  /** {@code app.*}. */
  public Future<?> apply(Tx tx, Received event) {
    JsonObject app = event.data().getJsonObject("app");
    String id = app.getString("appId");
    Long number = app.getLong("applicationId", 0L);
    return tx.execute(
            """
            insert into lead_product (marketplace_id, app_id, number, name, developer, removed,
              sequence)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (marketplace_id, app_id)
            do update set number = excluded.number, name = excluded.name,
              developer = excluded.developer, removed = excluded.removed,
              sequence = excluded.sequence
            where lead_product.sequence < excluded.sequence
            """,
            tx.marketplace(),
            id,
            number,
            app.getString("name", ""),
            app.getString("developerId", ""),
            event.type().equals("app.removed"),
            event.sequence())
        .compose(done -> tx.signal(signal(id)))
        .compose(done -> tx.signal(signal(number.toString())));
  }

  /** What is signalled when a product has become known. */
  public static String signal(String idOrNumber) {
    return "product/" + idOrNumber;
  }

  /** By the catalog's app id or the application number. */
  public Future<Optional<LeadProduct>> find(Tx tx, String idOrNumber, String editionId) {
    return tx.one(
        """
        select app_id, number, name, developer from lead_product
        where marketplace_id = $1 and (app_id = $2 or number = $3) and not removed
        order by app_id limit 1
        """,
        row ->
            new LeadProduct(
                row.getString("app_id"),
                row.getLong("number"),
                row.getString("name"),
                row.getString("developer"),
                editionId),
        tx.marketplace(),
        idOrNumber,
        number(idOrNumber));
  }

  private static Long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }
}
