package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.store.Selection;
import dev.emporium.kit.store.Tx;
import java.util.ArrayList;
import java.util.Locale;

/**
 * The conditions of lists of leads. Visibility says the same as {@link Standpoint#sees}, which a
 * test compares.
 */
final class LeadFilter {
  /** Names that may change, so no index keeps their order: the leads that are seen are sorted. */
  private static final String RESELLERS_LAST_NAME =
      """
      coalesce((select lower(u.last_name) from customer_user u where u.marketplace_id = $1
        and u.user_id = coalesce(lead.reseller_user, lead.creator_user)), '')\
      """;

  private LeadFilter() {}

  static Selection of(Tx tx, LeadQuery query) {
    var where = new Selection(tx, "lead");
    see(where, query.from());
    if (query.statuses().isEmpty()) {
      where.and("status <> 'DELETED'");
    }
    where
        .andNamed("status", query.statuses())
        .andNamed("sales_status", query.salesStatuses())
        .andNamed("source", query.sources())
        .andNamed("target", query.targets());
    query.fromDate().ifPresent(date -> where.and("created_on >= ?", date));
    query.toDate().ifPresent(date -> where.and("created_on <= ?", date));
    query
        .search()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .ifPresent(
            text ->
                where.and(
                    "(position(? in company_key) > 0 or position(? in contact_key) > 0"
                        + " or position(? in email_key) > 0)",
                    text));
    return where;
  }

  private static void see(Selection where, Standpoint from) {
    if (from.all()) {
      return;
    }
    var ways = new ArrayList<String>();
    if (from.user() != null) {
      ways.add(where.with("creator_user = ?", from.user()));
    } else if (from.company() != null) {
      ways.add(where.with("creator_company = ?", from.company()));
    }
    if (from.manages()) {
      ways.add(
          "lead_type <> 'MANUAL' or status = 'PENDING_CONVERSION_APPROVAL'"
              + " or (source = 'RESELLER' and target = 'PROVIDER')");
    }
    if (from.resells() && from.company() != null) {
      ways.add(
          where.with(
              "recipient_company = ? or referrer_company = ? or profile_company = ?",
              from.company()));
    }
    if (from.develops() && from.company() != null) {
      ways.add(where.with("lead_type = 'PRODUCT' and developer = ?", from.company().toString()));
    }
    where.andAny(ways);
  }

  static String order(LeadQuery query) {
    String by =
        switch (query.sort()) {
          case DATE -> "created_on";
          case COMPANY_NAME -> "company_key";
          case RESELLER_LAST_NAME -> RESELLERS_LAST_NAME;
          case USER_FULL_NAME -> "contact_key";
          case USER_LAST_NAME -> "last_name_key";
        };
    String direction = query.descending() ? " desc" : "";
    return by + direction + ", lead_id" + direction;
  }
}
