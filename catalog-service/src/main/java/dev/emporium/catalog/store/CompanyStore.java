package dev.emporium.catalog.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Companies, who belongs to them, and who people are: projections of installation's events. */
public final class CompanyStore {

  /** A user as others see them; texts may be null. */
  public record Person(UUID userId, String firstName, String lastName, String email) {}

  /** A membership that holds: the person, and the roles they have in the company. */
  public record Member(Person person, UUID companyId, Set<String> roles) {}

  /** Remembers a company; stale news change nothing. */
  public Future<Void> company(
      Tx tx, UUID company, UUID parent, String name, boolean enabled, long sequence) {
    return tx.execute(
            """
            INSERT INTO company AS c (marketplace_id, company_id, parent_id, name, enabled, sequence)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (company_id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
              enabled = excluded.enabled, sequence = excluded.sequence
            WHERE c.sequence < excluded.sequence
            """,
            tx.marketplace(),
            company,
            parent,
            name,
            enabled,
            sequence)
        .mapEmpty();
  }

  /** Remembers a membership; stale news change nothing. */
  public Future<Void> membership(
      Tx tx, UUID company, UUID user, JsonArray roles, boolean enabled, long sequence) {
    return tx.execute(
            """
            INSERT INTO membership AS m (marketplace_id, company_id, user_id, roles, enabled, sequence)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (company_id, user_id) DO UPDATE SET roles = excluded.roles,
              enabled = excluded.enabled, sequence = excluded.sequence
            WHERE m.sequence < excluded.sequence
            """,
            tx.marketplace(),
            company,
            user,
            roles,
            enabled,
            sequence)
        .mapEmpty();
  }

  /** Remembers who a user is; stale news change nothing. */
  public Future<Void> person(Tx tx, UUID user, JsonObject told, boolean enabled, long sequence) {
    return tx.execute(
            """
            INSERT INTO person AS p (marketplace_id, user_id, first_name, last_name, email, enabled, sequence)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (user_id) DO UPDATE SET first_name = excluded.first_name,
              last_name = excluded.last_name, email = excluded.email, enabled = excluded.enabled,
              sequence = excluded.sequence
            WHERE p.sequence < excluded.sequence
            """,
            tx.marketplace(),
            user,
            told.getString("firstName"),
            told.getString("lastName"),
            told.getString("email"),
            enabled,
            sequence)
        .mapEmpty();
  }

  /** Those of these companies that exist. */
  public Future<Set<UUID>> known(Tx tx, Collection<UUID> companies) {
    return tx.list(
            """
            SELECT company_id FROM company WHERE marketplace_id = $1 AND company_id = ANY($2::uuid[])
            """,
            row -> row.getUUID("company_id"),
            tx.marketplace(),
            companies.toArray(UUID[]::new))
        .map(HashSet::new);
  }

  /** A user's membership in a company; empty when there is none that holds. */
  public Future<Optional<Member>> member(Tx tx, UUID company, UUID user) {
    return tx.one(
        """
        SELECT p.user_id, p.first_name, p.last_name, p.email, m.roles FROM membership m
        JOIN person p ON p.user_id = m.user_id AND p.enabled
        WHERE m.marketplace_id = $1 AND m.company_id = $2 AND m.user_id = $3 AND m.enabled
        """,
        row ->
            new Member(
                new Person(
                    row.getUUID("user_id"),
                    row.getString("first_name"),
                    row.getString("last_name"),
                    row.getString("email")),
                company,
                Set.copyOf(Documents.strings(row.getJsonArray("roles")))),
        tx.marketplace(),
        company,
        user);
  }

  /** Whether a user belongs to a company whose parent is this reseller's. */
  public Future<Boolean> customer(Tx tx, UUID reseller, UUID user) {
    return tx.one(
            """
            SELECT 1 FROM membership m JOIN company c ON c.company_id = m.company_id
            WHERE m.marketplace_id = $1 AND m.user_id = $2 AND m.enabled AND c.enabled
              AND (c.parent_id = $3 OR c.company_id = $3)
            LIMIT 1
            """,
            row -> true,
            tx.marketplace(),
            user,
            reseller)
        .map(Optional::isPresent);
  }
}
