package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.uuid;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Marketplaces, companies, users and memberships, from the installation service's events. */
public final class CustomerProjection {

  /** {@code marketplace.*}: the partner code. */
  public Future<?> marketplace(Tx tx, Received event) {
    return tx.execute(
            """
            insert into marketplace_partner (marketplace_id, partner, sequence) values ($1, $2, $3)
            on conflict (marketplace_id)
            do update set partner = excluded.partner, sequence = excluded.sequence
            where marketplace_partner.sequence < excluded.sequence
            """,
            tx.marketplace(),
            event.data().getString("partner"),
            event.sequence())
        .compose(done -> byPartner(tx, event.data().getString("partner")))
        .compose(done -> tx.signal("marketplace/" + tx.marketplace()));
  }

  // A partner code never changes and names one marketplace (installation's unique column).
  private static Future<?> byPartner(Tx tx, String partner) {
    return partner == null
        ? Future.succeededFuture()
        : tx.execute(
            """
            insert into partner_marketplace (partner, marketplace_id) values ($1, $2)
            on conflict (partner) do update set marketplace_id = excluded.marketplace_id
            """,
            partner,
            tx.marketplace());
  }

  /** {@code company.*}. */
  public Future<?> company(Tx tx, Received event) {
    UUID id = uuid(event.data(), "companyId");
    return tx.execute(
            """
            insert into customer_company (marketplace_id, company_id, enabled, name, parent_id,
              reseller, sequence)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (marketplace_id, company_id)
            do update set enabled = excluded.enabled, name = excluded.name,
              parent_id = excluded.parent_id, reseller = excluded.reseller,
              sequence = excluded.sequence
            where customer_company.sequence < excluded.sequence
            """,
            tx.marketplace(),
            id,
            event.data().getBoolean("enabled", true),
            event.data().getString("name"),
            uuid(event.data(), "parentId"),
            event.data().getBoolean("reseller", false),
            event.sequence())
        .compose(done -> tx.signal("company/" + id));
  }

  /** {@code user.*}. */
  public Future<?> user(Tx tx, Received event) {
    UUID id = uuid(event.data(), "userId");
    JsonObject custom = event.data().getJsonObject("customData");
    return tx.execute(
            """
            insert into customer_user (marketplace_id, user_id, company_id, enabled, custom_data,
              email, first_name, last_name, sequence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (marketplace_id, user_id)
            do update set company_id = excluded.company_id, enabled = excluded.enabled,
              custom_data = excluded.custom_data, email = excluded.email,
              first_name = excluded.first_name, last_name = excluded.last_name,
              sequence = excluded.sequence
            where customer_user.sequence < excluded.sequence
            """,
            tx.marketplace(),
            id,
            uuid(event.data(), "companyId"),
            event.data().getBoolean("enabled", true),
            custom == null ? new JsonObject() : custom,
            event.data().getString("email"),
            event.data().getString("firstName"),
            event.data().getString("lastName"),
            event.sequence())
        .compose(done -> tx.signal("user/" + id));
  }

  /** {@code membership.*}. */
  public Future<?> membership(Tx tx, Received event) {
    UUID company = uuid(event.data(), "companyId");
    UUID user = uuid(event.data(), "userId");
    return tx.execute(
            """
            insert into customer_membership (marketplace_id, company_id, user_id, enabled, roles,
              sequence)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (marketplace_id, company_id, user_id)
            do update set enabled = excluded.enabled, roles = excluded.roles,
              sequence = excluded.sequence
            where customer_membership.sequence < excluded.sequence
            """,
            tx.marketplace(),
            company,
            user,
            event.data().getBoolean("enabled", true),
            roles(event.data()),
            event.sequence())
        .compose(done -> tx.signal("membership/" + company + "/" + user))
        .compose(done -> tx.signal("members/" + company));
  }

  private static String[] roles(JsonObject data) {
    JsonArray roles = data.getJsonArray("roles");
    return roles == null
        ? new String[0]
        : roles.stream().map(String::valueOf).toArray(String[]::new);
  }
}
