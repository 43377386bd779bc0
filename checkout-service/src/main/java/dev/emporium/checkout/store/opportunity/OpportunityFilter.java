package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.OpportunityQuery;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.store.Selection;
import dev.emporium.kit.store.Tx;
import java.util.Optional;
import java.util.UUID;

/** The conditions of lists of opportunities, and of what belongs to them. */
public final class OpportunityFilter {
  private OpportunityFilter() {}

  static Selection of(Tx tx, OpportunityQuery query) {
    var where = new Selection(tx, "opportunity");
    if (!query.visibility().everything()) {
      where.and(seen(where, query.visibility()));
    }
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
    query.text().ifPresent(text -> search(where, text));
    return where;
  }

  /** Which rows of {@code opportunity} somebody sees who does not see all of them. */
  public static String seen(Selection where, Visibility seen) {
    return where.with("(owner_company_id = any(?)", seen.companies().toArray(UUID[]::new))
        + where.with(
            " or owner_type = any(?))",
            seen.types().stream().map(Enum::name).toArray(String[]::new));
  }

  private static void search(Selection where, String text) {
    Optional<UUID> id = uuid(text);
    if (id.isPresent()) {
      where.and(
          "? in (opportunity_id, owner_user_id, owner_company_id, customer_user_id, "
              + "customer_company_id)",
          id.get());
    } else {
      where.and("position(lower(?) in lower(name)) > 0", text);
    }
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text.strip()));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** The order, which the id makes total; what is not set comes last. */
  static String order(OpportunityQuery query) {
    String direction = query.descending() ? " desc" : "";
    String by =
        switch (query.sort()) {
          case CREATED_ON -> "created_on" + direction;
          case NAME -> "name" + direction + " nulls last";
          case PURCHASE_EFFECTIVE_DATE -> "effective_on" + direction + " nulls last";
          case STATUS -> "status" + direction;
        };
    return by + ", opportunity_id" + direction;
  }
}
