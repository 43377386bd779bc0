package dev.emporium.installation.store;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Integration;
import dev.emporium.installation.domain.Licence;
import dev.emporium.installation.domain.OwnershipType;
import dev.emporium.installation.domain.Refusal;
import dev.emporium.installation.domain.Standing;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Installations, one table for all dialects. */
public final class InstallationStore {
  /**
   * Makes everybody else who wants this app for this company wait until this transaction ends, so
   * that the same wish at the same moment is granted once.
   */
  public Future<Void> lock(Tx tx, UUID appId, UUID companyId) {
    return tx.query(
            "select pg_advisory_xact_lock(hashtextextended($1, 0))",
            "installation/" + tx.marketplace() + "/" + appId + "/" + companyId)
        .mapEmpty();
  }

  public Future<Optional<Installation>> find(Tx tx, UUID id) {
    return tx.one(
        "select * from installation where marketplace_id = $1 and installation_id = $2",
        InstallationStore::read,
        tx.marketplace(),
        id);
  }

  /** By OpenChannel's id, locked for the change that follows. */
  public Future<Optional<Installation>> byOwnershipIdForUpdate(Tx tx, String ownershipId) {
    return tx.one(
        """
        select * from installation where marketplace_id = $1 and ownership_id = $2
        for update
        """,
        InstallationStore::read,
        tx.marketplace(),
        ownershipId);
  }

  /** By its id, locked for the change that follows. */
  public Future<Optional<Installation>> forUpdate(Tx tx, UUID id) {
    return tx.one(
        """
        select * from installation where marketplace_id = $1 and installation_id = $2
        for update
        """,
        InstallationStore::read,
        tx.marketplace(),
        id);
  }

  /** The installation one item of a purchase made, locked. */
  public Future<Optional<Installation>> byItemForUpdate(Tx tx, UUID purchaseId, UUID itemId) {
    return tx.one(
        """
        select * from installation
        where marketplace_id = $1 and purchase_id = $2 and item_id = $3
        for update
        """,
        InstallationStore::read,
        tx.marketplace(),
        purchaseId,
        itemId);
  }

  /** The installation a subscription keeps valid, locked. */
  public Future<Optional<Installation>> bySubscriptionForUpdate(Tx tx, UUID subscriptionId) {
    return tx.one(
        """
        select * from installation where marketplace_id = $1 and subscription_id = $2
        order by created_at desc limit 1
        for update
        """,
        InstallationStore::read,
        tx.marketplace(),
        subscriptionId);
  }

  /** The installation a subscription keeps, or kept, valid. */
  public Future<Optional<Installation>> bySubscription(Tx tx, UUID subscriptionId) {
    return tx.one(
        """
        select * from installation where marketplace_id = $1 and subscription_id = $2
        order by created_at desc limit 1
        """,
        InstallationStore::read,
        tx.marketplace(),
        subscriptionId);
  }

  /**
   * All that a user or a company has, or had, of an app, and what covers the user through the group
   * licence of another company the user belongs to.
   */
  public Future<List<Installation>> of(Tx tx, UUID appId, UUID userId, UUID companyId) {
    return tx.list(
        """
        select * from installation
        where marketplace_id = $1 and installation_id = any (array(
          select installation_id from installation
          where marketplace_id = $1 and app_id = $2 and company_id = $3
          union
          select installation_id from installation
          where marketplace_id = $1 and user_id = $4 and app_id = $2
          union
          select shared.installation_id
          from membership m join installation shared
            on shared.marketplace_id = $1 and shared.app_id = $2 and shared.company_id = m.company_id
          where m.marketplace_id = $1 and m.user_id = $4 and m.enabled and shared.plan ->> 'license' = 'group'))
        for update
        """,
        InstallationStore::read,
        tx.marketplace(),
        appId,
        companyId,
        userId);
  }

  /** The newest installation of an app in a company, whatever its state; a valid one goes first. */
  public Future<Optional<Installation>> newest(Tx tx, UUID appId, UUID companyId) {
    return tx.one(
        """
        select * from installation
        where marketplace_id = $1 and app_id = $2 and company_id = $3
        order by (licence = 'active') desc, created_at desc, installation_id desc
        limit 1
        """,
        InstallationStore::read,
        tx.marketplace(),
        appId,
        companyId);
  }

  /** Every installation of an app in a company or one right below it, oldest first, locked. */
  public Future<List<Installation>> underForUpdate(Tx tx, UUID appId, UUID companyId) {
    return tx.list(
        """
        select i.* from installation i
        where i.marketplace_id = $1 and i.app_id = $2
          and i.company_id in (
            select c.company_id from company c
            where c.marketplace_id = $1 and (c.company_id = $3 or c.parent_id = $3))
        order by i.created_at, i.installation_id
        for update of i
        """,
        InstallationStore::read,
        tx.marketplace(),
        appId,
        companyId);
  }

  /** Valid installations whose set end has come, the earliest first. */
  public Future<List<UUID>> over(Tx tx, int atMost) {
    return tx.list(
        """
        select installation_id from installation
        where marketplace_id = $1 and licence = 'active' and ends_at is not null and ends_at <= $2
        order by ends_at, installation_id limit $3
        """,
        row -> row.getUUID(0),
        tx.marketplace(),
        tx.now(),
        atMost);
  }

  /** What a user has that is not shared with a group: to be ended with the user. Locked. */
  public Future<List<Installation>> personalForUpdate(Tx tx, UUID userId) {
    return tx.list(
        """
        select i.* from installation i join company c on c.company_id = i.company_id
        where i.marketplace_id = $1 and c.marketplace_id = $1 and i.user_id = $2
          and (i.plan ->> 'license' <> 'group' or c.openchannel_group_id is null)
        order by i.created_at, i.installation_id
        for update of i
        """,
        InstallationStore::read,
        tx.marketplace(),
        userId);
  }

  /** Writes a new installation. */
  public Future<Installation> insert(Tx tx, Installation i) {
    return tx.execute(
            """
            insert into installation (
              plan, purchase_id, item_id, subscription_id, licence, ownership_type, since, ended_at,
              expires_at, ended_by, refusal_reason, refusal_message, integration, error_code,
              metadata, custom_data, updated_at, ends_at, marketplace_id, installation_id, version,
              ownership_id, app_id, company_id, user_id, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, $20, $21, $22, $23, $24, $25, $26)
            """,
            parameters(tx, i, i.ownershipId(), i.appId(), i.companyId(), i.userId(), i.createdAt()))
        .map(i);
  }

  /** Writes a change; 409 when somebody else changed it since it was read. */
  public Future<Installation> update(Tx tx, Installation i) {
    return tx.execute(
            """
            update installation
            set plan = $1, purchase_id = $2, item_id = $3, subscription_id = $4, licence = $5,
              ownership_type = $6, since = $7, ended_at = $8, expires_at = $9, ended_by = $10,
              refusal_reason = $11, refusal_message = $12, integration = $13, error_code = $14,
              metadata = $15, custom_data = $16, updated_at = $17, ends_at = $18,
              version = version + 1
            where marketplace_id = $19 and installation_id = $20 and version = $21
            """,
            parameters(tx, i))
        .map(
            rows -> {
              if (rows == 0) {
                throw Failure.conflict("The installation was changed by somebody else");
              }
              return i.stored();
            });
  }

  private static Object[] parameters(Tx tx, Installation i, Object... more) {
    Standing standing = i.standing();
    Refusal refusal = i.terms().refusal();
    Object[] first = {
      PlanJson.write(i.terms().plan()),
      i.terms().purchaseId(),
      i.terms().itemId(),
      i.terms().subscriptionId(),
      standing.licence().word(),
      standing.type().word(),
      standing.since(),
      standing.ended(),
      standing.expires(),
      standing.endedBy() == null ? null : standing.endedBy().word(),
      refusal == null ? null : refusal.reason(),
      refusal == null ? null : refusal.message(),
      i.integration().status().name(),
      i.integration().errorCode(),
      new JsonObject(i.integration().metadata()),
      i.customData() == null ? null : new JsonObject(i.customData()),
      i.updatedAt(),
      standing.until(),
      tx.marketplace(),
      i.id(),
      i.version()
    };
    Object[] all = new Object[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  /** Maps a row with all columns of {@code installation}. */
  static Installation read(Row row) {
    String refused = row.getString("refusal_reason");
    return new Installation(
        row.getUUID("installation_id"),
        row.getString("ownership_id"),
        row.getUUID("app_id"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        new Installation.Terms(
            PlanJson.read(row.getJsonObject("plan")),
            row.getUUID("purchase_id"),
            row.getUUID("item_id"),
            row.getUUID("subscription_id"),
            refused == null ? null : new Refusal(refused, row.getString("refusal_message"))),
        new Standing(
            Licence.of(row.getString("licence")),
            OwnershipType.of(row.getString("ownership_type")),
            instant(row, "since"),
            instant(row, "ended_at"),
            instant(row, "expires_at"),
            Channel.of(row.getString("ended_by")),
            instant(row, "ends_at")),
        new Integration(
            Integration.Status.valueOf(row.getString("integration")),
            row.getString("error_code"),
            map(row, "metadata")),
        map(row, "custom_data"),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        row.getLong("version"));
  }

  private static Map<String, Object> map(Row row, String column) {
    JsonObject json = row.getJsonObject(column);
    return json == null ? null : json.getMap();
  }

  private static Instant instant(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
