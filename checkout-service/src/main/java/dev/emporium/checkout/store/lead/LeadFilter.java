package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.LeadQuery.Sort;
import dev.emporium.checkout.domain.lead.Standpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A list's conditions with their parameters; values never become SQL text. Visibility says the same
 * as {@link Standpoint#sees}, which a test compares.
 */
final class LeadFilter {
  private final StringBuilder sql = new StringBuilder(" where l.marketplace_id = $1");
  private final List<Object> values = new ArrayList<>();

  private LeadFilter(UUID marketplace) {
    values.add(marketplace);
  }

  static LeadFilter of(UUID marketplace, LeadQuery query) {
    var filter = new LeadFilter(marketplace);
    filter.visible(query.from());
    if (query.statuses().isEmpty()) {
      filter.sql.append(" and l.status <> 'DELETED'");
    }
    filter.oneOf("l.status", query.statuses());
    filter.oneOf("l.sales_status", query.salesStatuses());
    filter.oneOf("l.source", query.sources());
    filter.oneOf("l.target", query.targets());
    query.fromDate().ifPresent(date -> filter.and("l.created_on >= ?", date));
    query.toDate().ifPresent(date -> filter.and("l.created_on <= ?", date));
    query
        .search()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .ifPresent(
            text ->
                filter.and(
                    "(position(? in l.company_key) > 0 or position(? in l.contact_key) > 0"
                        + " or position(? in l.email_key) > 0)",
                    text));
    return filter;
  }

  private void visible(Standpoint from) {
    if (from.all()) {
      return;
    }
    var ways = new ArrayList<String>();
    if (from.user() != null) {
      ways.add(with("l.creator_user = ?", from.user()));
    } else if (from.company() != null) {
      ways.add(with("l.creator_company = ?", from.company()));
    }
    if (from.manages()) {
      ways.add(
          "l.lead_type <> 'MANUAL' or l.status = 'PENDING_CONVERSION_APPROVAL'"
              + " or (l.source = 'RESELLER' and l.target = 'PROVIDER')");
    }
    if (from.resells() && from.company() != null) {
      ways.add(
          with(
              "l.recipient_company = ? or l.referrer_company = ? or l.profile_company = ?",
              from.company()));
    }
    if (from.develops() && from.company() != null) {
      ways.add(with("l.lead_type = 'PRODUCT' and l.developer = ?", from.company().toString()));
    }
    sql.append(ways.isEmpty() ? " and false" : " and (" + String.join(" or ", ways) + ")");
  }

  private void and(String condition, Object value) {
    sql.append(" and ").append(with(condition, value));
  }

  private void oneOf(String column, Collection<? extends Enum<?>> names) {
    if (!names.isEmpty()) {
      and(column + " = any(?)", names.stream().map(Enum::name).toArray(String[]::new));
    }
  }

  private String with(String condition, Object value) {
    values.add(value);
    return condition.replace("?", "$" + values.size());
  }

  Object[] parameters() {
    return values.toArray();
  }

  Object[] parametersAnd(Object... more) {
    var all = new ArrayList<>(values);
    all.addAll(List.of(more));
    return all.toArray();
  }

  /** The conditions, after the join that this order needs. */
  String joined(Sort sort) {
    return sort == Sort.RESELLER_LAST_NAME
        ? " left join customer_user u on u.marketplace_id = l.marketplace_id"
            + " and u.user_id = coalesce(l.reseller_user, l.creator_user)"
            + sql
        : sql.toString();
  }

  String order(Sort sort, boolean descending) {
    String by =
        switch (sort) {
          case DATE -> "l.created_on";
          case COMPANY_NAME -> "l.company_key";
          case RESELLER_LAST_NAME -> "lower(coalesce(u.last_name, ''))";
          case USER_FULL_NAME -> "l.contact_key";
          case USER_LAST_NAME -> "l.last_name_key";
        };
    String direction = descending ? " desc" : " asc";
    return " order by " + by + direction + ", l.lead_id" + direction;
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
