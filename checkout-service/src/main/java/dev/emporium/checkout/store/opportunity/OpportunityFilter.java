package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.OpportunityQuery;
import dev.emporium.checkout.domain.opportunity.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A list's conditions with their parameters; values never become SQL text. */
final class OpportunityFilter {
  private final StringBuilder sql = new StringBuilder(" where marketplace_id = $1");
  private final List<Object> values = new ArrayList<>();

  private OpportunityFilter(UUID marketplace) {
    values.add(marketplace);
  }

  static OpportunityFilter of(UUID marketplace, OpportunityQuery query) {
    var where = new OpportunityFilter(marketplace);
    where.see(query.visibility());
    query.owner().ifPresent(id -> where.and("owner_user_id = ?", id));
    query.ownerCompany().ifPresent(id -> where.and("owner_company_id = ?", id));
    query.customer().ifPresent(id -> where.and("customer_user_id = ?", id));
    query.customerCompany().ifPresent(id -> where.and("customer_company_id = ?", id));
    query.ownerType().ifPresent(type -> where.and("owner_type = ?", type.name()));
    query.status().ifPresent(status -> where.and("status = ?", status.name()));
    query.effective().from().ifPresent(at -> where.and("effective_on >= ?", at));
    query.effective().to().ifPresent(at -> where.and("effective_on <= ?", at));
    query.created().from().ifPresent(at -> where.and("created_on >= ?", at));
    query.created().to().ifPresent(at -> where.and("created_on <= ?", at));
    query.text().ifPresent(where::search);
    return where;
  }

  /** The order, which the id makes total. */
  static String order(OpportunityQuery query) {
    String column =
        switch (query.sort()) {
          case CREATED_ON -> "created_on";
          case NAME -> "name";
          case PURCHASE_EFFECTIVE_DATE -> "effective_on";
          case STATUS -> "status";
        };
    String direction = query.descending() ? " desc" : " asc";
    return " order by " + column + direction + " nulls last, opportunity_id" + direction;
  }

  private void see(Visibility seen) {
    if (seen.everything()) {
      return;
    }
    values.add(seen.companies().toArray(UUID[]::new));
    values.add(seen.types().stream().map(Enum::name).toArray(String[]::new));
    sql.append(" and (owner_company_id = any($")
        .append(values.size() - 1)
        .append(") or owner_type = any($")
        .append(values.size())
        .append("))");
  }

  private void search(String text) {
    Optional<UUID> id = uuid(text);
    if (id.isPresent()) {
      and(
          "? in (opportunity_id, owner_user_id, owner_company_id, customer_user_id, "
              + "customer_company_id)",
          id.get());
    } else {
      and("position(lower(?) in lower(name)) > 0", text);
    }
  }

  private void and(String condition, Object value) {
    values.add(value);
    sql.append(" and ").append(condition.replace("?", "$" + values.size()));
  }

  Object[] parameters() {
    return values.toArray();
  }

  Object[] parametersAnd(Object... more) {
    var all = new ArrayList<>(values);
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text.strip()));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
