package dev.emporium.installation.store;

import dev.emporium.installation.domain.Ownership;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/** Reads installations together with the names of what they refer to. */
public final class OwnershipStore {
  private static final String FROM =
      """
      from installation i
      left join offer a on a.app_id = i.app_id and a.marketplace_id = i.marketplace_id
      left join app_user u on u.user_id = i.user_id and u.marketplace_id = i.marketplace_id
      left join company c on c.company_id = i.company_id and c.marketplace_id = i.marketplace_id
      where i.marketplace_id = $1
      """;

  private static final String SELECT =
      """
      select i.*, a.openchannel_id as named_app, a.developer_id as named_developer,
        u.openchannel_user_id as named_user, c.openchannel_group_id as named_group
      """;

  /** The fields of an ownership document, and where they live. */
  public static final QueryFields FIELDS =
      QueryFields.none()
          .text("ownershipId", "i.ownership_id")
          .time("date", "i.since")
          .text("appId", "a.openchannel_id")
          .text("userId", "u.openchannel_user_id")
          .text("developerId", "a.developer_id")
          .text("groupId", "c.openchannel_group_id")
          .text("ownershipType", "i.ownership_type")
          .text("ownershipStatus", "i.licence")
          .time("uninstallDate", "i.ended_at")
          .time("expires", "coalesce(i.ends_at, i.expires_at)")
          .text("model.modelId", "(i.plan ->> 'modelId')")
          .text("model.type", "(i.plan ->> 'type')")
          .number("model.price", "(i.plan ->> 'priceMinor')::numeric")
          .text("model.currency", "(i.plan #>> '{price,currency}')")
          .text("model.license", "(i.plan ->> 'license')")
          .number("model.trial", "(i.plan ->> 'trialDays')::numeric")
          .number("model.commission", "(i.plan ->> 'commission')::numeric")
          .text("model.feePayer", "(i.plan ->> 'feePayer')")
          .text("model.billingPeriod", "(i.plan ->> 'billingPeriod')")
          .number("model.billingPeriodUnit", "(i.plan ->> 'billingPeriodUnit')::numeric")
          .json("customData", "i.custom_data")
          .onlyThese();

  public Future<Optional<Ownership>> find(Tx tx, UUID installationId) {
    return tx.one(
        SELECT + FROM + "and i.installation_id = $2",
        OwnershipStore::read,
        tx.marketplace(),
        installationId);
  }

  /** By OpenChannel's id. */
  public Future<Optional<Ownership>> byOwnershipId(Tx tx, String ownershipId) {
    return tx.one(
        SELECT + FROM + "and i.ownership_id = $2",
        OwnershipStore::read,
        tx.marketplace(),
        ownershipId);
  }

  /**
   * One page of what meets {@code query}, in the order of {@code sort}, then oldest first.
   *
   * @param pageNumber from 1
   */
  public Future<Page<Ownership>> page(
      Tx tx, QueryDocument query, SortDocument sort, int pageNumber, int limit) {
    SqlCondition condition = query.toSql(FIELDS, 2);
    int next = condition.next(2);
    SqlCondition order = sort.toSql(FIELDS, next);
    int last = order.next(next);
    String by = order.text().isEmpty() ? "" : order.text() + ", ";
    var parameters = new ArrayList<Object>(condition.parameters());
    parameters.add(0, tx.marketplace());
    var counted = parameters.toArray();
    parameters.addAll(order.parameters());
    parameters.add((long) limit);
    parameters.add((long) (pageNumber - 1) * limit);
    return tx.one(
            "select count(*) as total " + FROM + " and " + condition.text(),
            row -> row.getLong("total"),
            counted)
        .compose(
            total ->
                tx.list(
                        SELECT
                            + FROM
                            + " and "
                            + condition.text()
                            + " order by "
                            + by
                            + "i.created_at, i.installation_id limit $%d offset $%d"
                                .formatted(last, last + 1),
                        OwnershipStore::read,
                        parameters.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  private static Ownership read(Row row) {
    return new Ownership(
        InstallationStore.read(row),
        row.getString("named_app"),
        row.getString("named_developer"),
        row.getString("named_user"),
        row.getString("named_group"));
  }
}
