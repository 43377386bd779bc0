package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery.Range;
import dev.emporium.checkout.domain.opportunity.OpportunityQuery.Sort;
import dev.emporium.checkout.domain.opportunity.OpportunityStatus;
import dev.emporium.checkout.domain.opportunity.OwnerType;
import dev.emporium.checkout.domain.opportunity.SalesCaller;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The list's filters, and its pages on the wire (appdirect.txt:3905-4010). */
final class OpportunityLists {
  private static final Map<String, Sort> SORTS =
      Map.of(
          "createdOn", Sort.CREATED_ON,
          "name", Sort.NAME,
          "purchaseEffectiveDate", Sort.PURCHASE_EFFECTIVE_DATE,
          "status", Sort.STATUS);

  private OpportunityLists() {}

  static OpportunityQuery query(Call call, SalesCaller caller) {
    String sort = call.query("sort").orElse("-createdOn");
    return new OpportunityQuery(
        SalesCallers.seen(call, caller),
        call.query("ownerId").map(UUID::fromString),
        call.query("ownerCompanyId").map(UUID::fromString),
        call.query("customerId").map(UUID::fromString),
        call.query("customerCompanyId").map(UUID::fromString),
        caller.oversees() ? context(call) : Optional.empty(),
        call.query("status").map(OpportunityStatus::valueOf),
        range(call.queryList("purchaseEffectiveDate")),
        range(call.queryList("createdOn")),
        call.query("searchText").filter(text -> !text.isBlank()),
        SORTS.get(sort.substring(1)),
        sort.startsWith("-"),
        call.queryInt("number"),
        call.queryInt("size"));
  }

  static JsonObject page(
      Page<Opportunity> page, OpportunityQuery query, Map<Party, Member> members) {
    return new JsonObject()
        .put(
            "page",
            new JsonObject()
                .put("number", query.number())
                .put("size", query.size())
                .put("totalElements", page.total())
                .put("totalPages", page.pages(query.size())))
        .put("content", array(page.rows(), it -> OpportunityJson.row(it, members)));
  }

  private static Optional<OwnerType> context(Call call) {
    return call.query("context")
        .map(word -> word.equals("RESELLER") ? OwnerType.RESELLER : OwnerType.PLATFORM_OWNER);
  }

  /** {@code gte(1546300800000)}, {@code lte([1546300800000])}; the contract checked the form. */
  private static Range range(List<Object> limits) {
    Range range = Range.ALL;
    for (Object limit : limits) {
      String text = String.valueOf(limit);
      Instant at = Instant.ofEpochMilli(Long.parseLong(text.replaceAll("[^0-9]", "")));
      range = text.startsWith("gte") ? range.from(at) : range.to(at);
    }
    return range;
  }
}
