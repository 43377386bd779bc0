package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.ActivityQuery;
import dev.emporium.checkout.domain.lead.LeadContext;
import dev.emporium.checkout.domain.lead.LeadCustomer;
import dev.emporium.checkout.domain.lead.LeadQuery;
import dev.emporium.checkout.domain.lead.LeadStatus;
import dev.emporium.checkout.domain.lead.Participant;
import dev.emporium.checkout.domain.lead.Person;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.store.lead.CustomerJson;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what callers of the second API send. */
final class LeadRequests {
  /** Unix timestamps below are seconds (appdirect.txt:2410), others milliseconds (2457). */
  private static final BigDecimal MILLIS_FROM = new BigDecimal("100000000000");

  private LeadRequests() {}

  static LeadQuery query(Call call, Standpoint from) {
    return new LeadQuery(
        from,
        call.query("status").map(LeadStatus::valueOf).stream().collect(Collectors.toSet()),
        Set.of(),
        Set.of(),
        Set.of(),
        call.query("searchText").filter(text -> !text.isBlank()),
        time(call, "fromDate"),
        time(call, "toDate"),
        LeadQuery.Sort.valueOf(call.query("sortField").orElse("DATE")),
        call.query("sortOrder").filter("ASC"::equals).isEmpty(),
        call.queryInt("page"),
        call.queryInt("size"));
  }

  /** A page of a lead's log. */
  static ActivityQuery log(Call call, UUID lead) {
    return new ActivityQuery(
        lead,
        time(call, "fromDate"),
        time(call, "toDate"),
        call.query("creationDateOrder").filter("ASC"::equals).isEmpty(),
        call.queryInt("page"),
        call.queryInt("size"));
  }

  /** A moment in seconds or milliseconds since 1970. */
  private static Optional<Instant> time(Call call, String name) {
    return call.queryDecimal(name)
        .map(
            number ->
                number.compareTo(MILLIS_FROM) < 0
                    ? Instant.ofEpochSecond(number.longValue())
                    : Instant.ofEpochMilli(number.longValue()));
  }

  /** The customer of a body; what is not told is null. */
  static LeadCustomer customer(JsonObject body) {
    return CustomerJson.read(child(body, "customer"));
  }

  static Participant recipient(JsonObject body) {
    JsonObject recipient = body.getJsonObject("recipient");
    if ("CHANNEL".equals(recipient.getString("participantType"))) {
      return Participant.CHANNEL;
    }
    if (recipient.getString("companyId") == null) {
      throw Failure.invalid("recipient.companyId", "is required");
    }
    return new Participant(UUID.fromString(recipient.getString("companyId")));
  }

  static Person user(JsonObject body) {
    JsonObject user = body.getJsonObject("user");
    return new Person(
        UUID.fromString(user.getString("id")), UUID.fromString(user.getString("companyId")));
  }

  static UUID leadId(String text) {
    return UUID.fromString(text);
  }

  /** How the creator's role is shown. */
  static String role(Principal caller, LeadContext context) {
    boolean admin = caller.roles().contains("ROLE_CHANNEL_ADMIN");
    return switch (context) {
      case RESELLER_MANAGER ->
          admin && !caller.roles().contains("ROLE_RESELLER_MANAGER")
              ? "CHANNEL_ADMIN"
              : context.name();
      case PARTNER -> "CHANNEL_ADMIN";
      case RESELLER, REFERRAL, DEVELOPER, ANONYMOUS -> context.name();
    };
  }

  /** The id of an object such as {@code product}, which must be there. */
  static String requiredId(JsonObject body, String field) {
    String id = child(body, field).getString("id");
    if (id == null || id.isBlank()) {
      throw Failure.invalid(field + ".id", "is required");
    }
    return id;
  }

  static JsonObject child(JsonObject body, String field) {
    JsonObject child = body.getJsonObject(field);
    return child == null ? new JsonObject() : child;
  }
}
