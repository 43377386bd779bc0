package dev.emporium.installation.store;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.MembershipRoles;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Memberships. Every change appends {@code membership.created} or {@code membership.updated}. */
public final class MembershipStore {
  private static final Map<String, Failure> TAKEN =
      Map.of(
          "membership_of",
          Failure.conflict("The user is already a member of this company")
              .withCode("MEMBERSHIP_ALREADY_EXISTS"));

  /** Adds a membership; fails (CONFLICT) when the user is a member already. */
  public Future<Membership> create(Tx tx, Membership it) {
    return tx.execute(
            """
            insert into membership (membership_id, marketplace_id, company_id, user_id, roles,
              enabled, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, 1)
            """,
            it.membershipId(),
            tx.marketplace(),
            it.companyId(),
            it.userId(),
            Columns.texts(it.roles()),
            it.enabled(),
            it.createdAt())
        .recover(failure -> Columns.conflict(failure, TAKEN))
        .compose(rows -> tx.append(AccountEvents.membership("created", it)))
        .map(it);
  }

  /** Makes the user a member, or lets a former member be one again. */
  public Future<Void> join(Tx tx, UUID companyId, UUID userId) {
    return find(tx, companyId, userId)
        .compose(
            known ->
                known.isEmpty()
                    ? create(
                            tx,
                            Membership.create(
                                companyId, userId, Set.of(MembershipRoles.USER), tx.now()))
                        .mapEmpty()
                    : enable(tx, known.get(), true));
  }

  /** Ends the user's part in a company; nothing when it has none. */
  public Future<Void> leave(Tx tx, UUID companyId, UUID userId) {
    return find(tx, companyId, userId)
        .compose(
            known -> known.isEmpty() ? Future.succeededFuture() : enable(tx, known.get(), false));
  }

  /** Ends the user's part in every company. */
  public Future<Void> leaveAll(Tx tx, UUID userId) {
    return tx.list(
            """
            select * from membership where marketplace_id = $1 and user_id = $2 and enabled
            order by membership_id for update
            """,
            MembershipStore::read,
            tx.marketplace(),
            userId)
        .compose(all -> Steps.each(all, one -> enable(tx, one, false)))
        .mapEmpty();
  }

  private static Future<Void> enable(Tx tx, Membership it, boolean enabled) {
    if (it.enabled() == enabled) {
      return Future.succeededFuture();
    }
    var now =
        new Membership(
            it.membershipId(),
            it.companyId(),
            it.userId(),
            it.roles(),
            enabled,
            it.createdAt(),
            it.version() + 1);
    return tx.execute(
            """
            update membership set enabled = $3, version = version + 1
            where marketplace_id = $1 and membership_id = $2 and version = $4
            """,
            tx.marketplace(),
            it.membershipId(),
            enabled,
            it.version())
        .compose(Columns::changedOne)
        .compose(done -> tx.append(AccountEvents.membership("updated", now)));
  }

  /** The user's place in the company. */
  public Future<Optional<Membership>> find(Tx tx, UUID companyId, UUID userId) {
    return tx.one(
        """
        select * from membership
         where marketplace_id = $1 and company_id = $2 and user_id = $3
        """,
        MembershipStore::read,
        tx.marketplace(),
        companyId,
        userId);
  }

  /**
   * The companies the user may install apps for: those it administers, and the sub-accounts of the
   * agencies among them; enabled ones only, ordered by name.
   */
  public Future<List<Company>> administered(Tx tx, UUID userId) {
    return tx.list(
        """
        select c.* from company c
         where c.marketplace_id = $1 and c.enabled and c.allow_login
           and exists (select 1 from membership m
                        where m.marketplace_id = $1 and m.user_id = $2 and m.enabled
                          and m.company_id in (c.company_id, c.parent_id) and $3 = any(m.roles))
         order by lower(c.name), c.company_id
        """,
        CompanyRows::read,
        tx.marketplace(),
        userId,
        MembershipRoles.SYS_ADMIN);
  }

  private static Membership read(Row row) {
    return new Membership(
        row.getUUID("membership_id"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        Columns.texts(row, "roles"),
        row.getBoolean("enabled"),
        Columns.instant(row, "created_at"),
        row.getLong("version"));
  }
}
