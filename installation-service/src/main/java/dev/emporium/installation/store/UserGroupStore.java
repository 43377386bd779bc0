package dev.emporium.installation.store;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.UserGroup;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** User groups: what OpenChannel keeps of the companies that stand for them. */
public final class UserGroupStore {
  private final UserStore users;
  private final CompanyStore companies;

  public UserGroupStore(UserStore users, CompanyStore companies) {
    this.users = users;
    this.companies = companies;
  }

  /** By its groupId. */
  public Future<Optional<UserGroup>> find(Tx tx, String groupId) {
    return tx.one(
        """
        select company_id, openchannel_group_id, profile ->> 'emailAddress' as email, group_data
        from company where marketplace_id = $1 and openchannel_group_id = $2
        """,
        row -> {
          JsonObject data = row.getJsonObject("group_data");
          return new UserGroup(
              row.getUUID("company_id"),
              row.getString("openchannel_group_id"),
              row.getString("email"),
              data == null ? null : data.getMap());
        },
        tx.marketplace(),
        groupId);
  }

  /**
   * Makes the group when it is new, and sets what is given.
   *
   * @param email null leaves it
   * @param customData null leaves it
   */
  public Future<UserGroup> put(
      Tx tx, String groupId, String email, Map<String, Object> customData) {
    return users
        .group(tx, groupId)
        .compose(
            company ->
                tx.execute(
                        """
                        update company set group_data = coalesce($3::jsonb, group_data),
                          profile = case when $4::text is null then profile
                            else jsonb_set(profile, '{emailAddress}', to_jsonb($4::text)) end,
                          updated_at = $5, version = version + 1
                        where marketplace_id = $1 and company_id = $2
                        """,
                        tx.marketplace(),
                        company.companyId(),
                        customData == null ? null : new JsonObject(customData),
                        email,
                        tx.now())
                    .compose(done -> told(tx, company)))
        .compose(done -> find(tx, groupId))
        .map(Optional::orElseThrow);
  }

  private Future<Void> told(Tx tx, Company company) {
    return company.createdAt().equals(tx.now())
        ? Future.succeededFuture()
        : companies
            .find(tx, company.companyId())
            .compose(now -> tx.append(AccountEvents.company("updated", now.orElseThrow())));
  }
}
