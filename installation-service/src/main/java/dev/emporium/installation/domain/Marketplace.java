package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.util.Currency;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A tenant.
 *
 * @param openchannelId 24 hex digits: its marketplaceId in OpenChannel
 * @param partner its AppDirect partner code, such as {@code ACME}
 * @param currency ISO 4217 code prices are in
 * @param sandbox whether its clock may be moved forward
 */
public record Marketplace(
    UUID marketplaceId,
    String openchannelId,
    String partner,
    String name,
    String currency,
    boolean sandbox) {
  private static final Pattern PARTNER = Pattern.compile("[A-Z0-9_]{2,40}");

  /** A new marketplace; fails (INVALID) on an unknown currency or a malformed partner code. */
  public static Marketplace create(String name, String currency, String partner, boolean sandbox) {
    if (name.isBlank()) {
      throw Failure.invalid("name", "name must not be blank");
    }
    try {
      Currency.getInstance(currency);
    } catch (IllegalArgumentException unknown) {
      throw Failure.invalid("currency", "currency is not an ISO 4217 code");
    }
    if (!PARTNER.matcher(partner).matches()) {
      throw Failure.invalid(
          "partner", "partner must be 2 to 40 capital letters, digits or underscores");
    }
    return new Marketplace(Ids.uuid7(), Ids.hex24(), partner, name.strip(), currency, sandbox);
  }
}
