package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads from the projections who somebody is in a company. */
public final class Members {
  private static final Map<String, String> PROFILE =
      Map.of(
          "user.email", "email",
          "user.firstName", "first_name",
          "user.lastName", "last_name",
          "company.name", "company_name");

  /**
   * What is known of these users in their companies: {@link Member#UNKNOWN}, or a part of it, of
   * those that are not known (yet). A user's first company counts as joined until its membership
   * arrives, because the two events are of different aggregates and may come in either order.
   */
  public Future<Map<Party, Member>> members(Tx tx, Collection<Party> parties) {
    List<Party> distinct = parties.stream().distinct().toList();
    return tx.list(
            """
            select p.user_id, p.company_id, u.user_id is not null as known_user,
              coalesce(u.enabled, false) as user_enabled,
              c.company_id is not null as known_company,
              coalesce(c.enabled, false) as company_enabled, c.parent_id,
              coalesce(m.enabled, u.company_id = p.company_id, false) as member,
              case when m.enabled then m.roles end as roles,
              u.email, u.first_name, u.last_name, c.name as company_name,
              coalesce(u.custom_data, '{}'::jsonb) as custom_data
            from unnest($2::uuid[], $3::uuid[]) as p(user_id, company_id)
            left join customer_user u on u.marketplace_id = $1 and u.user_id = p.user_id
            left join customer_company c on c.marketplace_id = $1 and c.company_id = p.company_id
            left join customer_membership m on m.marketplace_id = $1 and m.user_id = p.user_id
              and m.company_id = p.company_id
            """,
            row -> Map.entry(new Party(row.getUUID("user_id"), row.getUUID("company_id")), of(row)),
            tx.marketplace(),
            distinct.stream().map(Party::user).toArray(UUID[]::new),
            distinct.stream().map(Party::company).toArray(UUID[]::new))
        .map(
            rows -> {
              var members = new HashMap<Party, Member>();
              rows.forEach(row -> members.put(row.getKey(), row.getValue()));
              return members;
            });
  }

  /** As {@link #members}, of one. */
  public Future<Member> of(Tx tx, Party party) {
    return members(tx, List.of(party)).map(found -> found.get(party));
  }

  /** Whether a company is a reseller; false for null and while it is not known. */
  public Future<Boolean> isReseller(Tx tx, UUID company) {
    return company == null
        ? Future.succeededFuture(false)
        : tx.one(
                """
                select reseller from customer_company
                where marketplace_id = $1 and company_id = $2
                """,
                row -> row.getBoolean(0),
                tx.marketplace(),
                company)
            .map(found -> found.orElse(false));
  }

  private static Member of(Row row) {
    String[] roles = row.getArrayOfStrings("roles");
    JsonObject custom = row.getJsonObject("custom_data");
    var profile = new LinkedHashMap<String, String>();
    PROFILE.forEach(
        (name, column) -> {
          String value = row.getString(column);
          if (value != null) {
            profile.put(name, value);
          }
        });
    return new Member(
        row.getBoolean("known_user"),
        row.getBoolean("user_enabled"),
        row.getBoolean("known_company"),
        row.getBoolean("company_enabled"),
        row.getUUID("parent_id"),
        row.getBoolean("member"),
        roles == null ? Optional.empty() : Optional.of(Set.of(roles)),
        profile,
        custom.getMap());
  }
}
