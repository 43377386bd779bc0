package dev.emporium.installation.store;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Companies. Every change appends {@code company.created} or {@code company.updated}. */
public final class CompanyStore {
  private static final Map<String, Failure> TAKEN =
      Map.of(
          "company_external",
          Failure.conflict("A company with this externalId already exists")
              .withCode("COMPANY_EXTERNAL_ID_ALREADY_EXISTS"));

  /** Adds a company; fails (CONFLICT) when its externalId or group is taken. */
  public Future<Company> create(Tx tx, Company it) {
    return tx.execute(
            """
            insert into company (company_id, marketplace_id, parent_id, highlevel_id,
              openchannel_group_id, external_id, name, enabled, allow_login, currency, profile,
              custom_attributes, version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $13)
            """,
            it.companyId(),
            tx.marketplace(),
            it.parentId(),
            it.highlevelId(),
            it.openchannelGroupId(),
            it.externalId(),
            it.name(),
            it.enabled(),
            it.allowLogin(),
            it.currency(),
            CompanyRows.profile(it.profile()),
            CompanyRows.attributes(it.customAttributes()),
            it.createdAt())
        .recover(failure -> Columns.conflict(failure, TAKEN))
        .compose(rows -> tx.append(AccountEvents.company("created", it)))
        .map(it);
  }

  /** Writes a changed company over the version it was read in; a lost race fails (CONFLICT). */
  public Future<Company> update(Tx tx, Company it) {
    return tx.execute(
            """
            update company
               set parent_id = $3, openchannel_group_id = $4, external_id = $5, name = $6,
                   enabled = $7, profile = $8, custom_attributes = $9, updated_at = $10,
                   version = version + 1
             where marketplace_id = $1 and company_id = $2 and version = $11
            """,
            tx.marketplace(),
            it.companyId(),
            it.parentId(),
            it.openchannelGroupId(),
            it.externalId(),
            it.name(),
            it.enabled(),
            CompanyRows.profile(it.profile()),
            CompanyRows.attributes(it.customAttributes()),
            it.updatedAt(),
            it.version())
        .recover(failure -> Columns.conflict(failure, TAKEN))
        .compose(Columns::changedOne)
        .compose(done -> tx.append(AccountEvents.company("updated", it)))
        .map(it);
  }

  /** By our id. */
  public Future<Optional<Company>> find(Tx tx, UUID companyId) {
    return by(tx, "company_id", companyId);
  }

  /** By the client's own id. */
  public Future<Optional<Company>> findByExternalId(Tx tx, String externalId) {
    return by(tx, "external_id", externalId);
  }

  /** By OpenChannel's groupId. */
  public Future<Optional<Company>> findByGroup(Tx tx, String groupId) {
    return by(tx, "openchannel_group_id", groupId);
  }

  /** An agency's sub-accounts, by name. */
  public Future<List<Company>> children(Tx tx, UUID parentId) {
    return tx.list(
        """
        select * from company where marketplace_id = $1 and parent_id = $2
         order by lower(name), company_id
        """,
        CompanyRows::read,
        tx.marketplace(),
        parentId);
  }

  /**
   * A page of companies ordered by name.
   *
   * @param name part of the name without regard to case, or null
   * @param excluded {@code [{name, values}]}: companies whose text attribute of that name has one
   *     of these values are left out
   * @param page from 0
   */
  public Future<Page<Company>> list(
      Tx tx, String name, JsonArray excluded, boolean descending, int page, int size) {
    String matching =
        """
         from company c
        where marketplace_id = $1
          and ($2::text is null or position(lower($2::text) in lower(name)) > 0)
          and not exists (select 1
                            from jsonb_array_elements($3::jsonb) f,
                                 jsonb_array_elements(c.custom_attributes) a
                           where a ->> 'name' = f ->> 'name'
                             and f -> 'values' ? (a ->> 'value'))
        """;
    String order =
        descending
            ? " order by lower(name) desc, company_id desc"
            : " order by lower(name), company_id";
    return tx.list(
            "select *" + matching + order + " limit $4 offset $5",
            CompanyRows::read,
            tx.marketplace(),
            name,
            excluded,
            size,
            (long) page * size)
        .compose(
            rows ->
                tx.one(
                        "select count(*) as total" + matching,
                        row -> row.getLong("total"),
                        tx.marketplace(),
                        name,
                        excluded)
                    .map(total -> new Page<>(rows, total.orElse(0L))));
  }

  private static Future<Optional<Company>> by(Tx tx, String column, Object value) {
    return tx.one(
        "select * from company where marketplace_id = $1 and " + column + " = $2",
        CompanyRows::read,
        tx.marketplace(),
        value);
  }
}
