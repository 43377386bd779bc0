package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;

/**
 * Something charged once beside the items, such as shipping (appdirect.txt:9737-9758).
 *
 * @param feeId uuid
 * @param externalId the caller's id, or null
 * @param key the caller's name of it, such as {@code SHIPPING_FEE_100}, or null
 * @param description for the invoice
 * @param amount 0 or more
 * @param itemIds the items it is for; empty for all
 */
public record Fee(
    String feeId,
    String externalId,
    String key,
    String description,
    Money amount,
    RevenueShare revenueShare,
    List<String> itemIds) {
  public Fee {
    itemIds = List.copyOf(itemIds);
  }
}
