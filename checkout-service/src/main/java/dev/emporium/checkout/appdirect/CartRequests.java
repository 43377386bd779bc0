package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.AccreditedAgent;
import dev.emporium.checkout.domain.BuyerType;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartContents;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.CartState;
import dev.emporium.checkout.domain.Parties;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what callers send about carts (appdirect.txt:8530-8983). */
final class CartRequests {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private CartRequests() {}

  /** A new cart. What the server sets (id, createdOn, status) is not read. */
  static Cart cart(JsonObject body, String partner) {
    CartContents nothing =
        CartContents.empty(parties(body, Parties.NOBODY), Currency.getInstance("USD"));
    return new Cart(
        Ids.hex24(),
        Instant.EPOCH,
        1,
        partner,
        revised(body, nothing, Instant.EPOCH),
        CartState.OPEN.locked(locked(body, false)));
  }

  /** What a body makes of a cart's contents; fields that are not given stay. */
  static CartContents revised(JsonObject body, CartContents before, Instant now) {
    var lines = new CartLines(body, before);
    CartContents.Edit edit = lines.contents().edit();
    edit.parties(parties(body, before.parties()).withBuyerFilledIn());
    Currency currency =
        Currency.getInstance(body.getString("currency", before.currency().getCurrencyCode()));
    edit.currency(currency);
    if (body.containsKey("locale")) {
      edit.locale(given(body, "locale"));
    }
    if (body.containsKey("paymentMethodId")) {
      edit.paymentMethodId(given(body, "paymentMethodId"));
    }
    if (body.containsKey("preAuthId")) {
      edit.preAuthId(given(body, "preAuthId"));
    }
    if (body.containsKey("customAttributes")) {
      edit.customAttributes(attributes(body, before.customAttributes()));
    }
    if (body.containsKey("accreditedAgents")) {
      edit.agents(agents(body));
    }
    if (body.containsKey("fees")) {
      edit.fees(lines.fees(currency.getCurrencyCode(), now));
    }
    return edit.done();
  }

  /** Scopes that are given replace what they held, null ones go, others stay. */
  private static Map<String, Object> attributes(JsonObject body, Map<String, Object> before) {
    JsonObject sent = body.getJsonObject("customAttributes");
    var all = new LinkedHashMap<String, Object>();
    if (sent != null) {
      all.putAll(before);
      for (String scope : sent.fieldNames()) {
        JsonObject values = sent.getJsonObject(scope);
        if (values == null) {
          all.remove(scope);
        } else {
          all.put(scope, values.getMap());
        }
      }
    }
    return all;
  }

  /** The agents of a body; none when there are none. */
  static List<AccreditedAgent> agents(JsonObject body) {
    JsonArray sent = body.getJsonArray("accreditedAgents");
    return sent == null
        ? List.of()
        : sent.stream()
            .map(JsonObject.class::cast)
            .map(
                each ->
                    new AccreditedAgent(
                        UUID.fromString(each.getString("userId")),
                        UUID.fromString(each.getString("companyId"))))
            .distinct()
            .toList();
  }

  /** Owner and buyer; what is not given is as before. */
  private static Parties parties(JsonObject body, Parties before) {
    return new Parties(
        uuid(body, "ownerUserId", before.ownerUser()),
        uuid(body, "ownerCompanyId", before.ownerCompany()),
        uuid(body, "buyerUserId", before.buyerUser()),
        uuid(body, "buyerCompanyId", before.buyerCompany()),
        BuyerType.valueOf(body.getString("buyerType", before.buyerType().name())));
  }

  /** A list's filters, page and order. */
  static CartQuery query(Call call) {
    return new CartQuery(
        call.query("buyerUserId").map(UUID::fromString),
        call.query("buyerCompanyId").map(UUID::fromString),
        call.query("ownerUserId").map(UUID::fromString),
        call.query("ownerCompanyId").map(UUID::fromString),
        call.query("productId"),
        call.queryList("status").stream().map(String::valueOf).distinct().toList(),
        call.query("partner"),
        CartCaller.sees(call.principal()),
        call.query("sortField").filter("id"::equals).isPresent(),
        call.query("sortOrder").filter("DESC"::equals).isPresent(),
        call.queryInt("number"),
        call.queryInt("size"));
  }

  /** The zone of {@code AD-Timezone}, UTC without one. */
  static ZoneId zone(Call call) {
    try {
      return call.header("AD-Timezone")
          .filter(name -> !name.isBlank())
          .map(name -> ZoneId.of(name.strip()))
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException unknown) {
      throw Failure.invalid("AD-Timezone", "is not a time zone, such as America/Montreal");
    }
  }

  /** Whether a body locks the cart; as before when it says nothing. */
  static boolean locked(JsonObject body, boolean before) {
    Boolean sent = body.getBoolean("isBlocked");
    return sent == null ? before : sent;
  }

  /** Fails with INVALID when {@code Accept-Language} asks for a language that does not exist. */
  static void requireLocale(Call call) {
    String asked = call.header("Accept-Language").orElse("").replace('_', '-');
    if (asked.isBlank() || asked.strip().equals("*")) {
      return;
    }
    try {
      String first = Locale.LanguageRange.parse(asked).get(0).getRange();
      if (LANGUAGES.contains(Locale.forLanguageTag(first).getLanguage())) {
        return;
      }
    } catch (IllegalArgumentException malformed) {
      // told below
    }
    throw Failure.invalid("Accept-Language", "Unknown locale");
  }

  static String given(JsonObject body, String field) {
    String text = body.getString(field);
    return text == null || text.isBlank() ? null : text;
  }

  private static UUID uuid(JsonObject body, String field, UUID otherwise) {
    String text = given(body, field);
    UUID named = text == null ? null : UUID.fromString(text);
    return body.containsKey(field) ? named : otherwise;
  }
}
