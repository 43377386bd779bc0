package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Access;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.identity.Principal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Set;

/** What AppDirect's billing requests have in common. */
final class Request {
  private static final Set<String> WRITE_ALL =
      Set.of(
          "ROLE_CHANNEL_ADMIN",
          "ROLE_PARTNER",
          "ROLE_CORPORATE_ADMIN",
          "ROLE_SALES_SUPPORT",
          "ROLE_CHANNEL_SUPPORT");
  private static final Set<String> READ_ALL =
      Set.of("ROLE_PARTNER_READ", "ROLE_CHANNEL_PRODUCT_SUPPORT");
  private static final DateTimeFormatter FILTER =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private Request() {}

  static Access access(Principal principal) {
    return new Access(
        principal.hasAnyRole(READ_ALL),
        principal.hasAnyRole(WRITE_ALL),
        principal.company(),
        principal.user(),
        principal.hasAnyRole(Set.of("ROLE_BILLING_ADMIN")));
  }

  /** Epoch milliseconds; null when absent. */
  static Instant millis(Call call, String name) {
    return call.queryLong(name).map(Instant::ofEpochMilli).orElse(null);
  }

  /** {@code yyyy/MM/dd HH:mm:ss} in UTC (appdirect.txt:10697); null when absent. */
  static Instant timestamp(Call call, String name) {
    try {
      return call.query(name)
          .map(text -> LocalDateTime.parse(text, FILTER).toInstant(ZoneOffset.UTC))
          .orElse(null);
    } catch (DateTimeParseException malformed) {
      throw Failure.invalid(name, "must look like 2026/01/31 23:59:59");
    }
  }

  static String text(Call call, String name) {
    return call.query(name).orElse(null);
  }

  /** An order's reference, by either of its two names; null when absent or empty. */
  static String referenceCode(Call call) {
    return call.query("orderReferenceCode")
        .or(() -> call.query("referenceCode"))
        .filter(code -> !code.isEmpty())
        .orElse(null);
  }

  static boolean descending(Call call) {
    return "DESC".equals(text(call, "sortOrder"));
  }

  /** Null when absent. */
  static List<Long> numbers(Call call, String name) {
    List<Long> all =
        call.queryList(name).stream().map(number -> ((Number) number).longValue()).toList();
    return all.isEmpty() ? null : all;
  }
}
