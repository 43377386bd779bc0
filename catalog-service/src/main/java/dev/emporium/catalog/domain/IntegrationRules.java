package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.Integration.Meter;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What an integration must look like, and which ids its meters have. */
public final class IntegrationRules {
  private static final int MAX = 100;
  private static final BigDecimal MAX_PRICE = new BigDecimal("1000000");

  private IntegrationRules() {}

  /**
   * Checks what was asked for and gives each meter its id: the one a meter of that name had before,
   * else a new one.
   *
   * @throws Failure INVALID naming the field
   */
  public static Integration replace(
      Integration before, Integration wanted, Supplier<String> newMeterId) {
    limit("redirectUris", wanted.redirectUris());
    limit("scopes", wanted.scopes());
    limit("meters", wanted.meters());
    wanted.redirectUris().forEach(IntegrationRules::redirect);
    for (String scope : wanted.scopes()) {
      if (!scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}")) {
        throw Failure.invalid("scopes", "A scope is one word of 1 to 100 characters");
      }
    }
    externalAuth(wanted.externalAuth());
    var names = new HashSet<String>();
    var meters = new ArrayList<Meter>();
    for (Meter meter : wanted.meters()) {
      check(meter);
      if (!names.add(meter.name())) {
        throw Failure.invalid("meters.name", "Each meter has a name of its own");
      }
      meters.add(meter.withId(idOf(before, meter.name(), newMeterId)));
    }
    return new Integration(
        List.copyOf(wanted.redirectUris()),
        List.copyOf(wanted.scopes()),
        before.appVersionId(),
        wanted.externalAuth(),
        List.copyOf(meters));
  }

  private static String idOf(Integration before, String name, Supplier<String> newMeterId) {
    return before.meters().stream()
        .filter(meter -> meter.name().equals(name))
        .map(Meter::meterId)
        .findFirst()
        .orElseGet(newMeterId);
  }

  private static void check(Meter meter) {
    text("meters.name", meter.name());
    text("meters.productName", meter.productName());
    text("meters.productType", meter.productType());
    text("meters.usageUnit", meter.usageUnit());
    price("meters.fixedPricePerUnit", meter.fixedPricePerUnit());
    price("meters.minPricePerUnit", meter.minPricePerUnit());
    price("meters.maxPricePerUnit", meter.maxPricePerUnit());
    switch (meter.priceType()) {
      case "fixed" -> {
        if (meter.fixedPricePerUnit() == null) {
          throw Failure.invalid("meters.fixedPricePerUnit", "A fixed price is required");
        }
      }
      case "dynamic" -> {
        if (meter.minPricePerUnit() == null || meter.maxPricePerUnit() == null) {
          throw Failure.invalid("meters.minPricePerUnit", "A dynamic price has both bounds");
        }
        if (meter.minPricePerUnit().compareTo(meter.maxPricePerUnit()) > 0) {
          throw Failure.invalid("meters.maxPricePerUnit", "The upper bound is below the lower one");
        }
      }
      default -> throw Failure.invalid("meters.priceType", "A price is fixed or dynamic");
    }
    Integer limit = meter.executionLimitPerCycle();
    if (limit != null && limit < 1) {
      throw Failure.invalid("meters.executionLimitPerCycle", "A limit is at least 1");
    }
  }

  private static void externalAuth(Integration.ExternalAuth auth) {
    if (auth == null) {
      return;
    }
    if (!Set.of("basic", "oauth2").contains(auth.type())) {
      throw Failure.invalid("externalAuth.type", "The type is basic or oauth2");
    }
    limit("externalAuth.fields", auth.fields());
    var keys = new HashSet<String>();
    for (Integration.Field field : auth.fields()) {
      text("externalAuth.fields.key", field.key());
      if (!keys.add(field.key())) {
        throw Failure.invalid("externalAuth.fields.key", "Each field has a key of its own");
      }
      if (field.label() != null) {
        text("externalAuth.fields.label", field.label());
      }
    }
  }

  /** Exact URIs: https anywhere, http on this machine only, no fragment (RFC 6749, 3.1.2). */
  private static void redirect(String text) {
    try {
      URI uri = new URI(text);
      boolean local =
          Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
      boolean scheme = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
      if (scheme
          && uri.getHost() != null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null
          && text.length() <= 2000) {
        return;
      }
    } catch (URISyntaxException malformed) {
      // refused below, like every other address that is not allowed
    }
    throw Failure.invalid(
        "redirectUris", "A redirect URI is https (http on localhost only) without a fragment");
  }

  private static void price(String field, BigDecimal price) {
    if (price != null
        && (price.signum() < 0 || price.compareTo(MAX_PRICE) > 0 || price.scale() > 10)) {
      throw Failure.invalid(field, "A price is at least 0 and has at most 10 decimals");
    }
  }

  private static void text(String field, String value) {
    if (value == null || value.isBlank() || value.length() > 200 || value.indexOf('\0') >= 0) {
      throw Failure.invalid(field, "This field is required and has at most 200 characters");
    }
  }

  private static void limit(String field, List<?> list) {
    if (list.size() > MAX) {
      throw Failure.invalid(field, "No more than " + MAX + " entries");
    }
  }
}
