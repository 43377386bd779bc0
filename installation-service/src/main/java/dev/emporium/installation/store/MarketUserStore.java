package dev.emporium.installation.store;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.MembershipRoles;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Users as OpenChannel shows them. Changes append {@code user.created|updated|removed}. */
public final class MarketUserStore {
  private static final String SELECT = "select u.*, c.openchannel_group_id as named_group ";
  private static final String FROM =
      """
      from app_user u join company c on c.company_id = u.company_id and c.marketplace_id = u.marketplace_id
      where u.marketplace_id = $1 and u.removed_at is null
      """;

  /** The fields of a user document, and where they live. */
  public static final QueryFields FIELDS =
      QueryFields.none()
          .text("userId", "u.openchannel_user_id")
          .text("groupId", "c.openchannel_group_id")
          .text("username", "u.user_name")
          .text(
              "name",
              "coalesce(u.display_name, case when u.email is not null then"
                  + " nullif(trim(u.first_name || ' ' || u.last_name), '') end)")
          .text("email", "u.email")
          .text("type", "u.openchannel_type")
          .time("created", "u.created_at")
          .json("customData", "u.custom_data")
          .onlyThese();

  private final UserStore users;
  private final CompanyStore companies;
  private final MembershipStore memberships;

  public MarketUserStore(UserStore users, CompanyStore companies, MembershipStore memberships) {
    this.users = users;
    this.companies = companies;
    this.memberships = memberships;
  }

  /** By OpenChannel's userId. */
  public Future<Optional<MarketUser>> find(Tx tx, String openchannelUserId) {
    return tx.one(
        SELECT + FROM + " and u.openchannel_user_id = $2",
        MarketUserStore::read,
        tx.marketplace(),
        openchannelUserId);
  }

  /** By our id. */
  public Future<Optional<MarketUser>> find(Tx tx, UUID userId) {
    return tx.one(
        SELECT + FROM + " and u.user_id = $2", MarketUserStore::read, tx.marketplace(), userId);
  }

  /** One page of what meets {@code query}, in the order of {@code sort}, then oldest first. */
  public Future<Page<MarketUser>> page(
      Tx tx, QueryDocument query, SortDocument sort, int pageNumber, int limit) {
    return new Pages<>(SELECT, FROM, "u.created_at, u.user_id", FIELDS, MarketUserStore::read)
        .page(tx, query, sort, pageNumber, limit);
  }

  /** Waits until nobody else is making or changing the user of this name. */
  public Future<Void> lock(Tx tx, String openchannelUserId) {
    return users.lockName(tx, openchannelUserId);
  }

  /** A user that is new, in its group or in a company of its own. */
  public Future<MarketUser> create(Tx tx, String openchannelUserId, MarketUser.Told told) {
    String group = told.group();
    Future<Company> company =
        group == null
            ? companies.create(tx, Company.named(openchannelUserId, tx.now()))
            : users.group(tx, group);
    String role = group == null ? MembershipRoles.SYS_ADMIN : MembershipRoles.USER;
    return company.compose(
        in -> {
          User first = User.openChannel(in.companyId(), openchannelUserId, tx.now());
          var it = new MarketUser(first, null, null, group).told(told, in.companyId(), tx.now());
          return users
              .create(tx, it.user())
              .compose(made -> shown(tx, it))
              .compose(
                  done ->
                      memberships.create(
                          tx,
                          Membership.create(
                              in.companyId(), first.userId(), Set.of(role), tx.now())))
              .map(it);
        });
  }

  /** A known user as told now: joins and leaves groups, changes what was given. */
  public Future<MarketUser> change(Tx tx, MarketUser before, MarketUser.Told told) {
    return placed(tx, before, told)
        .compose(
            company -> {
              var after = before.told(told, company.companyId(), tx.now());
              var now =
                  new MarketUser(
                      after.user(),
                      after.displayName(),
                      after.type(),
                      company.openchannelGroupId());
              return write(tx, now, false)
                  .compose(done -> tx.append(AccountEvents.user("updated", now.user())))
                  .map(now);
            });
  }

  /** Forgets who a user was; its name may be given anew. */
  public Future<Void> remove(Tx tx, MarketUser before) {
    MarketUser nobody = before.forgotten(tx.now());
    return memberships
        .leaveAll(tx, before.user().userId())
        .compose(left -> write(tx, nobody, true))
        .compose(done -> tx.append(AccountEvents.user("removed", nobody.user())));
  }

  private Future<Company> placed(Tx tx, MarketUser it, MarketUser.Told told) {
    Future<Company> now = companies.find(tx, it.user().companyId()).map(Optional::orElseThrow);
    boolean same = !told.placed() || java.util.Objects.equals(told.group(), it.groupId());
    if (same) {
      return now;
    }
    return now.compose(
        from ->
            (told.group() == null ? own(tx, it) : users.group(tx, told.group()))
                .compose(
                    to ->
                        memberships
                            .join(tx, to.companyId(), it.user().userId())
                            .compose(
                                joined ->
                                    from.openchannelGroupId() == null
                                        ? Future.succeededFuture()
                                        : memberships.leave(
                                            tx, from.companyId(), it.user().userId()))
                            .map(to)));
  }

  /** The user's first company that is no group; a new one when there is none. */
  private Future<Company> own(Tx tx, MarketUser it) {
    return tx.one(
            """
            select c.* from membership m join company c on c.company_id = m.company_id
            where m.marketplace_id = $1 and m.user_id = $2 and c.openchannel_group_id is null
            order by m.created_at, m.membership_id limit 1
            """,
            CompanyRows::read,
            tx.marketplace(),
            it.user().userId())
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.get())
                    : companies.create(tx, Company.named(it.user().openchannelUserId(), tx.now())));
  }

  private static Future<Void> shown(Tx tx, MarketUser it) {
    return tx.execute(
            """
            update app_user set display_name = $3, openchannel_type = $4
            where marketplace_id = $1 and user_id = $2
            """,
            tx.marketplace(),
            it.user().userId(),
            it.displayName(),
            it.type())
        .mapEmpty();
  }

  private static Future<Void> write(Tx tx, MarketUser it, boolean removed) {
    User user = it.user();
    return tx.execute(
            """
            update app_user set company_id = $3, email = $4, user_name = $5, first_name = $6,
              last_name = $7, custom_data = $8, display_name = $9, openchannel_type = $10,
              openchannel_user_id = $11, external_id = $12, enabled = $13, allow_login = $14,
              updated_at = $15, version = version + 1,
              password_hash = case when $16 then null else password_hash end,
              custom_attributes = case when $16 then '[]'::jsonb else custom_attributes end,
              removed_at = case when $16 then $15::timestamptz end
            where marketplace_id = $1 and user_id = $2 and version = $17
            """,
            tx.marketplace(),
            user.userId(),
            user.companyId(),
            user.email(),
            user.userName(),
            user.firstName(),
            user.lastName(),
            new JsonObject(user.customData()),
            it.displayName(),
            it.type(),
            user.openchannelUserId(),
            user.externalId(),
            user.enabled(),
            user.allowLogin(),
            user.updatedAt(),
            removed,
            user.version())
        .recover(failure -> Columns.conflict(failure, UserStore.TAKEN))
        .compose(Columns::changedOne);
  }

  private static MarketUser read(Row row) {
    return new MarketUser(
        UserRows.read(row),
        row.getString("display_name"),
        row.getString("openchannel_type"),
        row.getString("named_group"));
  }
}
