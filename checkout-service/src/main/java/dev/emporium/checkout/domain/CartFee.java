package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.Fee;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A fee on a cart, such as shipping (appdirect.txt:10438-10484). It is charged once, with the first
 * invoice.
 *
 * @param externalId the fee provider's id, or null; names one fee of a cart only
 * @param key what kind of fee it is, such as {@code SHIPPING_FEE_100}
 * @param amount greater than zero, in the cart's currency
 * @param itemIds the items it is for; empty means the cart as a whole
 * @param metadata whatever the provider attached, as a JSON value, or null
 */
public record CartFee(
    UUID id,
    String externalId,
    Instant createdOn,
    String key,
    Money amount,
    FeeText text,
    RevenueShare share,
    List<UUID> itemIds,
    Object metadata) {
  public CartFee {
    itemIds = List.copyOf(itemIds);
  }

  /**
   * Checks what a schema cannot: the amount and its shares. The amount has the currency's digits
   * then.
   *
   * @param path where the fee stands in the request, such as {@code fees[0].}, or empty
   */
  public CartFee checked(String path) {
    if (amount.signum() <= 0) {
      throw Failure.invalid(path + "amount", "must be greater than 0");
    }
    if (amount.amount().compareTo(amount.rounded().amount()) != 0) {
      throw Failure.invalid(
          path + "amount", "has more decimals than " + amount.currency() + " has");
    }
    share.checked(path + "revenueShare");
    return new CartFee(
        id, externalId, createdOn, key, amount.rounded(), text, share, itemIds, metadata);
  }

  /**
   * What the engine charges.
   *
   * @param locale the cart's language, or null
   */
  public Fee priced(String locale) {
    return new Fee(
        id.toString(),
        externalId,
        key,
        text.in(locale, key),
        amount,
        share,
        itemIds.stream().map(UUID::toString).toList());
  }

  /** This fee in the place of one that is there: the same one, with what this one says. */
  public CartFee as(CartFee old) {
    return named(old.id, old.createdOn);
  }

  /** Made at that time. */
  public CartFee madeAt(Instant time) {
    return named(id, time);
  }

  private CartFee named(UUID as, Instant since) {
    return new CartFee(as, externalId, since, key, amount, text, share, itemIds, metadata);
  }

  /** The same fee for what is left of its items. */
  CartFee keeping(Set<UUID> items) {
    List<UUID> left = itemIds.stream().filter(items::contains).toList();
    return left.size() == itemIds.size()
        ? this
        : new CartFee(id, externalId, createdOn, key, amount, text, share, left, metadata);
  }

  /** True when it was for certain items and all of them are gone. */
  boolean dies(Set<UUID> items) {
    return !itemIds.isEmpty() && itemIds.stream().noneMatch(items::contains);
  }
}
