package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadContent;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.Sales;
import dev.emporium.checkout.domain.lead.SalesSource;
import dev.emporium.checkout.domain.lead.SalesStatus;
import dev.emporium.checkout.domain.lead.SalesTarget;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what callers of the first API send. */
final class SalesLeadRequests {
  private SalesLeadRequests() {}

  static LeadQuery query(Call call, Standpoint from) {
    return new LeadQuery(
        from,
        Set.of(),
        all(call, "status", SalesStatus::valueOf),
        all(call, "source", SalesSource::valueOf),
        all(call, "target", SalesTarget::valueOf),
        call.query("searchText").filter(text -> !text.isBlank()),
        call.queryLong("fromDate").map(Instant::ofEpochMilli),
        call.queryLong("toDate").map(Instant::ofEpochMilli),
        LeadQuery.Sort.valueOf(call.query("sortField").orElse("DATE")),
        call.query("sortOrder").filter("ASC"::equals).isEmpty(),
        call.queryInt("page"),
        call.queryInt("size"));
  }

  private static <T> Set<T> all(Call call, String name, Function<String, T> read) {
    return call.queryList(name).stream().map(String::valueOf).map(read).collect(Collectors.toSet());
  }

  /** A customer whose fields are all told here or null. */
  static LeadCustomer customer(JsonObject body) {
    JsonObject customer = LeadRequests.child(body, "customer");
    return new LeadCustomer(
        new LeadCustomer.Company(
            customer.getString("companyName"),
            customer.getString("street1"),
            customer.getString("street2"),
            customer.getString("city"),
            customer.getString("state"),
            customer.getString("zip"),
            customer.getString("country")),
        new LeadCustomer.Contact(
            customer.getString("firstName"),
            customer.getString("lastName"),
            customer.getString("email"),
            customer.getString("phoneNumber")));
  }

  /** Fails with INVALID, in this API's words, when a new lead does not say whose it is. */
  static void requireCustomer(JsonObject body) {
    JsonObject customer = LeadRequests.child(body, "customer");
    for (String field : List.of("companyName", "email")) {
      String told = customer.getString(field);
      if (told == null || told.isBlank()) {
        throw Failure.invalid("customer." + field, "is required");
      }
    }
  }

  /** What a new lead says. */
  static LeadContent content(JsonObject body, Standpoint from) {
    boolean application = application(body).isPresent();
    SalesTarget target =
        Optional.ofNullable(body.getString("target"))
            .map(SalesTarget::valueOf)
            .orElseGet(() -> impliedTarget(body, application));
    boolean referral =
        body.getBoolean("referralLead") == null
            ? from.resells() && !from.manages()
            : body.getBoolean("referralLead");
    SalesSource source =
        Optional.ofNullable(body.getString("source"))
            .map(SalesSource::valueOf)
            .orElse(referral ? SalesSource.RESELLER : SalesSource.CUSTOMER);
    return new LeadContent(
        customer(body),
        attributes(body),
        body.getString("comment"),
        new Sales(
            source,
            target,
            body.getString("additionalComment"),
            body.getString("useCaseDescription"),
            body.getString("externalIdentifier"),
            time(body, "anticipatedCloseDate"),
            body.getInteger("anticipatedNumberOfSeats")));
  }

  private static SalesTarget impliedTarget(JsonObject body, boolean application) {
    if (is(body, "customerLeadForReseller")) {
      return SalesTarget.RESELLER;
    }
    return is(body, "customerLeadForVendor")
            || (application && !is(body, "customerLeadForProvider"))
        ? SalesTarget.VENDOR
        : SalesTarget.PROVIDER;
  }

  /** A known lead's content with everything that was sent and may change in its place. */
  static LeadContent changed(Lead lead, JsonObject body) {
    LeadContent was = lead.content();
    Sales sales = was.sales();
    return new LeadContent(
        was.customer().changedBy(customer(body)),
        body.containsKey("attributes") ? attributes(body) : was.attributes(),
        text(body, "comment", was.notes()),
        new Sales(
            sales.source(),
            sales.target(),
            text(body, "additionalComment", sales.additionalComment()),
            text(body, "useCaseDescription", sales.useCase()),
            text(body, "externalIdentifier", sales.externalIdentifier()),
            body.containsKey("anticipatedCloseDate")
                ? time(body, "anticipatedCloseDate")
                : sales.closeDate(),
            body.containsKey("anticipatedNumberOfSeats")
                ? body.getInteger("anticipatedNumberOfSeats")
                : sales.seats()));
  }

  static Optional<SalesStatus> status(JsonObject body) {
    return Optional.ofNullable(body.getString("status")).map(SalesStatus::valueOf);
  }

  /** The catalog's app id or application number. */
  static Optional<String> application(JsonObject body) {
    return Optional.ofNullable(LeadRequests.child(body, "application").getValue("id"))
        .map(String::valueOf);
  }

  static String edition(JsonObject body) {
    Object id = LeadRequests.child(body, "edition").getValue("id");
    return id == null ? null : id.toString();
  }

  /** The company of the reseller that is named. */
  static Optional<UUID> reseller(JsonObject body) {
    return Optional.ofNullable(LeadRequests.child(body, "reseller").getString("companyId"))
        .map(UUID::fromString);
  }

  private static boolean is(JsonObject body, String field) {
    return Boolean.TRUE.equals(body.getBoolean(field));
  }

  private static String text(JsonObject body, String field, String was) {
    return body.containsKey(field) ? body.getString(field) : was;
  }

  private static Instant time(JsonObject body, String field) {
    Long millis = body.getLong(field);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static Map<String, Object> attributes(JsonObject body) {
    JsonObject sent = body.getJsonObject("attributes");
    return sent == null ? Map.of() : sent.getMap();
  }
}
