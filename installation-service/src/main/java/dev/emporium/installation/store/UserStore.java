package dev.emporium.installation.store;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.MembershipRoles;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Users. Every change appends {@code user.created} or {@code user.updated}. */
public final class UserStore {
  static final Map<String, Failure> TAKEN =
      Map.of(
          "app_user_email",
          Failure.conflict("A user with this email already exists")
              .withCode("USER_EMAIL_ALREADY_EXISTS"),
          "app_user_external",
          Failure.conflict("A user with this externalId already exists")
              .withCode("USER_EXTERNAL_ID_ALREADY_EXISTS"));

  private final CompanyStore companies;
  private final MembershipStore memberships;

  public UserStore(CompanyStore companies, MembershipStore memberships) {
    this.companies = companies;
    this.memberships = memberships;
  }

  /**
   * A user and the company it acts for.
   *
   * @param company the group's company, or the user's own first one
   */
  public record Placed(User user, Company company) {}

  /** Adds a user; fails (CONFLICT) when its e-mail or externalId is taken. */
  public Future<User> create(Tx tx, User it) {
    return tx.execute(
            """
            insert into app_user (user_id, marketplace_id, openchannel_user_id, highlevel_user_id,
              company_id, email, user_name, external_id, first_name, last_name, locale, currency,
              roles, enabled, allow_login, activated, custom_attributes, custom_data, version,
              created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              1, $19, $19)
            """,
            it.userId(),
            tx.marketplace(),
            it.openchannelUserId(),
            it.highlevelUserId(),
            it.companyId(),
            it.email(),
            it.userName(),
            it.externalId(),
            it.firstName(),
            it.lastName(),
            it.locale(),
            it.currency(),
            Columns.texts(it.roles()),
            it.enabled(),
            it.allowLogin(),
            it.activated(),
            CompanyRows.attributes(it.customAttributes()),
            new JsonObject(it.customData()),
            it.createdAt())
        .recover(failure -> Columns.conflict(failure, TAKEN))
        .compose(rows -> tx.append(AccountEvents.user("created", it)))
        .map(it);
  }

  /** By our id. */
  public Future<Optional<User>> find(Tx tx, UUID userId) {
    return by(tx, "user_id", userId);
  }

  /** By e-mail, without regard to case. */
  public Future<Optional<User>> findByEmail(Tx tx, String email) {
    return tx.one(
        "select * from app_user where marketplace_id = $1 and email_key = lower($2)",
        UserRows::read,
        tx.marketplace(),
        email);
  }

  /** By the client's own id. */
  public Future<Optional<User>> findByExternalId(Tx tx, String externalId) {
    return by(tx, "external_id", externalId);
  }

  /** By OpenChannel's userId; does not create. */
  public Future<Optional<User>> findByOpenChannelId(Tx tx, String openchannelUserId) {
    return by(tx, "openchannel_user_id", openchannelUserId);
  }

  /**
   * The user OpenChannel's caller names, made on first use (openchannel.txt:78): with a company of
   * its own, or, with a group, in that group's company, which is made on first use as well. A known
   * user who names a new group becomes a member of it.
   *
   * @param groupId null when the caller named none: the user's first company is meant
   */
  public Future<Placed> openChannel(Tx tx, String openchannelUserId, String groupId) {
    return lockName(tx, openchannelUserId)
        .compose(
            locked ->
                groupId == null
                    ? Future.succeededFuture(Optional.<Company>empty())
                    : group(tx, groupId).map(Optional::of))
        .compose(
            group ->
                findByOpenChannelId(tx, openchannelUserId)
                    .compose(
                        known ->
                            known.isPresent()
                                ? placed(tx, known.get(), group)
                                : firstUse(tx, openchannelUserId, group)));
  }

  /** Waits until nobody else is making or changing the user of this name. */
  Future<Void> lockName(Tx tx, String openchannelUserId) {
    return tx.query(
            "select pg_advisory_xact_lock(hashtextextended($1, 0))", lock(tx, openchannelUserId))
        .mapEmpty();
  }

  /** The company that stands for a group, made on first use. */
  Future<Company> group(Tx tx, String groupId) {
    return tx.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", lock(tx, groupId))
        .compose(locked -> companies.findByGroup(tx, groupId))
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(known.get())
                    : companies.create(tx, Company.named(groupId, tx.now()).forGroup(groupId)));
  }

  private Future<Placed> placed(Tx tx, User user, Optional<Company> group) {
    if (group.isEmpty()) {
      return companies.find(tx, user.companyId()).map(own -> new Placed(user, own.orElseThrow()));
    }
    Company company = group.get();
    return memberships
        .find(tx, company.companyId(), user.userId())
        .compose(
            member ->
                member.isPresent()
                    ? Future.succeededFuture(member.get())
                    : memberships.create(
                        tx,
                        Membership.create(
                            company.companyId(),
                            user.userId(),
                            Set.of(MembershipRoles.USER),
                            tx.now())))
        .map(member -> new Placed(user, company));
  }

  private Future<Placed> firstUse(Tx tx, String openchannelUserId, Optional<Company> group) {
    Future<Company> company =
        group.isPresent()
            ? Future.succeededFuture(group.get())
            : companies.create(tx, Company.named(openchannelUserId, tx.now()));
    String role = group.isPresent() ? MembershipRoles.USER : MembershipRoles.SYS_ADMIN;
    return company.compose(
        in ->
            create(tx, User.openChannel(in.companyId(), openchannelUserId, tx.now()))
                .compose(
                    user ->
                        memberships
                            .create(
                                tx,
                                Membership.create(
                                    in.companyId(), user.userId(), Set.of(role), tx.now()))
                            .map(member -> new Placed(user, in))));
  }

  private static String lock(Tx tx, String name) {
    return tx.marketplace() + "/" + name;
  }

  private static Future<Optional<User>> by(Tx tx, String column, Object value) {
    return tx.one(
        "select * from app_user where marketplace_id = $1 and " + column + " = $2",
        UserRows::read,
        tx.marketplace(),
        value);
  }
}
