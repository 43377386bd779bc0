package dev.emporium.billing.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What other services told: apps, companies, users, memberships. */
public final class ProjectionStore {
  private ProjectionStore() {}

  /**
   * A company as HighLevel names it.
   *
   * @param agencyId its parent's name, or its own when it has none
   * @param currency its wallet's, or null while it has none
   * @param awaitedParent its parent, while nobody has told of that one; its own name stands for the
   *     parent's then
   */
  public record Location(
      UUID companyId, String highlevelId, String agencyId, String currency, UUID awaitedParent) {}

  /** Who somebody is. */
  public record Person(UUID userId, String firstName, String lastName, String email) {}

  /** Keeps the catalog's snapshot, unless a newer one is known. */
  public static Future<Integer> saveApp(Tx tx, JsonObject app, long sequence) {
    return tx.execute(
        """
        insert into known_app (marketplace_id, app_id, openchannel_id, application_id, name, snapshot, sequence)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (marketplace_id, app_id) do update set name = excluded.name, snapshot = excluded.snapshot,
          sequence = excluded.sequence
        where known_app.sequence < excluded.sequence
        """,
        tx.marketplace(),
        UUID.fromString(app.getString("appId")),
        app.getString("openchannelId"),
        app.getLong("applicationId"),
        app.getString("name"),
        app,
        sequence);
  }

  /** The catalog's last snapshot of an app. */
  public static Future<Optional<JsonObject>> app(Tx tx, UUID appId) {
    return tx.one(
        "select snapshot from known_app where marketplace_id = $1 and app_id = $2",
        row -> row.getJsonObject("snapshot"),
        tx.marketplace(),
        appId);
  }

  /** The catalog's last snapshot of the app with this number. */
  public static Future<Optional<JsonObject>> appByNumber(Tx tx, long applicationId) {
    return tx.one(
        "select snapshot from known_app where marketplace_id = $1 and application_id = $2",
        row -> row.getJsonObject("snapshot"),
        tx.marketplace(),
        applicationId);
  }

  /** The catalog's last snapshots of these apps; unknown ones are missing. */
  public static Future<List<JsonObject>> apps(Tx tx, List<UUID> appIds) {
    return tx.list(
        "select snapshot from known_app where marketplace_id = $1 and app_id = any($2)",
        row -> row.getJsonObject("snapshot"),
        tx.marketplace(),
        appIds.toArray(new UUID[0]));
  }

  /** Keeps what installation told, unless something newer is known. */
  public static Future<Integer> saveCompany(Tx tx, JsonObject company, long sequence) {
    return tx.execute(
        """
        insert into known_company (marketplace_id, company_id, parent_id, highlevel_id, name, sequence)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (marketplace_id, company_id) do update set parent_id = excluded.parent_id,
          highlevel_id = excluded.highlevel_id, name = excluded.name, sequence = excluded.sequence
        where known_company.sequence < excluded.sequence
        """,
        tx.marketplace(),
        UUID.fromString(company.getString("companyId")),
        uuid(company.getString("parentId")),
        company.getString("highlevelId"),
        company.getString("name"),
        sequence);
  }

  /** Whether installation has told of it. */
  public static Future<Boolean> hasCompany(Tx tx, UUID companyId) {
    return tx.one(
            "select 1 from known_company where marketplace_id = $1 and company_id = $2",
            row -> true,
            tx.marketplace(),
            companyId)
        .map(Optional::isPresent);
  }

  /** The company as HighLevel names it. */
  public static Future<Optional<Location>> location(Tx tx, UUID companyId) {
    return tx.one(
        LOCATION + " and c.company_id = $2",
        ProjectionStore::locationOf,
        tx.marketplace(),
        companyId);
  }

  /** The company as HighLevel names it. */
  public static Future<Optional<Location>> location(Tx tx, String highlevelId) {
    return tx.one(
        LOCATION + " and c.highlevel_id = $2",
        ProjectionStore::locationOf,
        tx.marketplace(),
        highlevelId);
  }

  /** Keeps what installation told, unless something newer is known. */
  public static Future<Integer> saveUser(Tx tx, JsonObject user, long sequence) {
    return tx.execute(
        """
        insert into known_user (marketplace_id, user_id, company_id, first_name, last_name, email, sequence,
          openchannel_user_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (marketplace_id, user_id) do update set openchannel_user_id = excluded.openchannel_user_id,
          company_id = excluded.company_id,
          first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email,
          sequence = excluded.sequence
        where known_user.sequence < excluded.sequence
        """,
        tx.marketplace(),
        UUID.fromString(user.getString("userId")),
        uuid(user.getString("companyId")),
        user.getString("firstName"),
        user.getString("lastName"),
        user.getString("email"),
        sequence,
        user.getString("openchannelUserId"));
  }

  /** A company's name; empty when it is not known. */
  public static Future<Optional<String>> companyName(Tx tx, UUID companyId) {
    return tx.one(
        "select name from known_company where marketplace_id = $1 and company_id = $2",
        row -> row.getString("name"),
        tx.marketplace(),
        companyId);
  }

  /** Who a user is; empty when not known. */
  public static Future<Optional<Person>> person(Tx tx, UUID userId) {
    return tx.one(
        "select * from known_user where marketplace_id = $1 and user_id = $2",
        row ->
            new Person(
                row.getUUID("user_id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email")),
        tx.marketplace(),
        userId);
  }

  /** A user and the company it was made in. */
  public record Member(UUID userId, UUID companyId) {}

  /** By OpenChannel's userId; empty when installation has not told of it. */
  public static Future<Optional<Member>> member(Tx tx, String openchannelUserId) {
    return tx.one(
        """
        select user_id, company_id from known_user
        where marketplace_id = $1 and openchannel_user_id = $2 and company_id is not null
        order by user_id limit 1
        """,
        row -> new Member(row.getUUID("user_id"), row.getUUID("company_id")),
        tx.marketplace(),
        openchannelUserId);
  }

  /** Whether installation has told of it. */
  public static Future<Boolean> hasUser(Tx tx, UUID userId) {
    return tx.one(
            "select 1 from known_user where marketplace_id = $1 and user_id = $2",
            row -> true,
            tx.marketplace(),
            userId)
        .map(Optional::isPresent);
  }

  /** Keeps what installation told, unless something newer is known. */
  public static Future<Integer> saveMembership(
      Tx tx, UUID companyId, UUID userId, boolean enabled, long sequence) {
    return tx.execute(
        """
        insert into known_membership (marketplace_id, company_id, user_id, enabled, sequence)
        values ($1, $2, $3, $4, $5)
        on conflict (marketplace_id, company_id, user_id) do update set enabled = excluded.enabled,
          sequence = excluded.sequence
        where known_membership.sequence < excluded.sequence
        """,
        tx.marketplace(),
        companyId,
        userId,
        enabled,
        sequence);
  }

  /** Member by an enabled membership, or by having been created in this company. */
  public static Future<Boolean> isMember(Tx tx, UUID companyId, UUID userId) {
    return tx.one(
            """
            select 1 from known_user u where u.marketplace_id = $1 and u.user_id = $3
              and coalesce((select m.enabled from known_membership m
                where m.marketplace_id = $1 and m.company_id = $2 and m.user_id = $3), u.company_id = $2, false)
            """,
            row -> true,
            tx.marketplace(),
            companyId,
            userId)
        .map(Optional::isPresent);
  }

  private static final String LOCATION =
      """
      select c.company_id, c.highlevel_id, coalesce(p.highlevel_id, c.highlevel_id) as agency_id, w.currency,
        case when p.company_id is null then c.parent_id end as awaited_parent
      from known_company c left join known_company p
        on p.marketplace_id = c.marketplace_id and p.company_id = c.parent_id
        left join wallet w on w.marketplace_id = c.marketplace_id and w.company_id = c.company_id
      where c.marketplace_id = $1
      """;

  private static Location locationOf(Row row) {
    return new Location(
        row.getUUID("company_id"),
        row.getString("highlevel_id"),
        row.getString("agency_id"),
        row.getString("currency"),
        row.getUUID("awaited_parent"));
  }

  private static UUID uuid(String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
