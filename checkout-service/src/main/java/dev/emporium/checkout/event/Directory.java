package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.KnownCompany;
import dev.emporium.checkout.domain.KnownUser;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads marketplaces, companies, users and memberships from the projections. */
public final class Directory {
  private static final String USER = "user_id, company_id, email, first_name, last_name, enabled";

  /** The marketplace's partner code; empty while it is not known. */
  public Future<Optional<String>> partner(Tx tx) {
    return tx.one(
        "select partner from marketplace_partner where marketplace_id = $1",
        row -> row.getString(0),
        tx.marketplace());
  }

  /** The marketplace with this partner code, for callers who belong to none; a system query. */
  public Future<Optional<UUID>> marketplaceOf(Tx tx, String partner) {
    return tx.one(
        "select marketplace_id from partner_marketplace where partner = $1",
        row -> row.getUUID(0),
        partner);
  }

  /** A company; empty while it is not known. */
  public Future<Optional<KnownCompany>> company(Tx tx, UUID id) {
    return tx.one(
        """
        select company_id, name, parent_id, enabled from customer_company
        where marketplace_id = $1 and company_id = $2
        """,
        row ->
            new KnownCompany(
                row.getUUID("company_id"),
                row.getString("name"),
                row.getUUID("parent_id"),
                row.getBoolean("enabled")),
        tx.marketplace(),
        id);
  }

  /** The names of these companies, by id; unknown and nameless ones are missing, nulls ignored. */
  public Future<Map<UUID, String>> companyNames(Tx tx, Collection<UUID> ids) {
    return tx.list(
            """
            select company_id, name from customer_company
            where marketplace_id = $1 and company_id = any($2) and name is not null
            """,
            row -> Map.entry(row.getUUID(0), row.getString(1)),
            tx.marketplace(),
            distinct(ids))
        .map(
            rows -> {
              var names = new HashMap<UUID, String>();
              rows.forEach(row -> names.put(row.getKey(), row.getValue()));
              return names;
            });
  }

  /** These users, by id; unknown ones are missing, nulls ignored. */
  public Future<Map<UUID, KnownUser>> users(Tx tx, Collection<UUID> ids) {
    return tx.list(
            "select "
                + USER
                + " from customer_user where marketplace_id = $1 and user_id = any($2)",
            Directory::user,
            tx.marketplace(),
            distinct(ids))
        .map(rows -> rows.stream().collect(Collectors.toMap(KnownUser::id, user -> user)));
  }

  /** The user with this e-mail address, in any case. */
  public Future<Optional<KnownUser>> byEmail(Tx tx, String email) {
    return tx.one(
        "select "
            + USER
            + " from customer_user"
            + " where marketplace_id = $1 and email_key = lower($2) order by user_id limit 1",
        Directory::user,
        tx.marketplace(),
        email);
  }

  /** The user's roles in the company; empty when the user is no (longer a) member. */
  public Future<Optional<Set<String>>> roles(Tx tx, UUID user, UUID company) {
    return tx.one(
        """
        select roles from customer_membership
        where marketplace_id = $1 and user_id = $2 and company_id = $3 and enabled
        """,
        row -> Set.copyOf(List.of(row.getArrayOfStrings(0))),
        tx.marketplace(),
        user,
        company);
  }

  /** Whether the company sells: it says so itself, or a member of it is a reseller there. */
  public Future<Boolean> resells(Tx tx, UUID company) {
    return tx.one(
            """
            select 1 from customer_company c
            where c.marketplace_id = $1 and c.company_id = $2
              and (c.reseller or exists (select 1 from customer_membership m
                where m.marketplace_id = $1 and m.company_id = $2 and m.enabled
                  and 'ROLE_RESELLER' = any(m.roles)))
            """,
            row -> true,
            tx.marketplace(),
            company)
        .map(Optional::isPresent);
  }

  /**
   * Remembers a company and its first user that the installation service has been asked to make;
   * its events will say the same with a greater sequence.
   */
  public Future<?> expect(Tx tx, KnownCompany company, KnownUser user) {
    return tx.execute(
            """
            insert into customer_company (marketplace_id, company_id, enabled, name, parent_id,
              sequence)
            values ($1, $2, true, $3, $4, 0) on conflict do nothing
            """,
            tx.marketplace(),
            company.id(),
            company.name(),
            company.parentId())
        .compose(
            done ->
                tx.execute(
                    """
                    insert into customer_user (marketplace_id, user_id, company_id, enabled,
                      custom_data, email, first_name, last_name, sequence)
                    values ($1, $2, $3, true, '{}', $4, $5, $6, 0) on conflict do nothing
                    """,
                    tx.marketplace(),
                    user.id(),
                    user.companyId(),
                    user.email(),
                    user.firstName(),
                    user.lastName()));
  }

  private static UUID[] distinct(Collection<UUID> ids) {
    return ids.stream().filter(Objects::nonNull).distinct().toArray(UUID[]::new);
  }

  private static KnownUser user(Row row) {
    return new KnownUser(
        row.getUUID("user_id"),
        row.getUUID("company_id"),
        row.getString("email"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getBoolean("enabled"));
  }
}
