package dev.emporium.billing.domain;

import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A purchase order: one item of a purchase.
 *
 * @param type {@code NEW} (appdirect.txt:7132)
 * @param frequency AppDirect's word, or null when it has none for the period
 * @param total what its lines add up to
 * @param contract in AppDirect's fields; empty for none
 * @param nextBillingAt when its subscription is charged next, or null
 */
public record Order(
    long orderId,
    UUID subscriptionId,
    UUID purchaseId,
    UUID companyId,
    UUID userId,
    String type,
    String status,
    String frequency,
    Money total,
    String referenceCode,
    Subscription.Product product,
    List<Purchase.Line> lines,
    Instant startedAt,
    Instant endedAt,
    Instant nextBillingAt,
    Instant createdAt,
    Map<String, Object> contract,
    Sale sale) {

  /**
   * How it was sold.
   *
   * @param discountNumber the first discount's that takes something off it, or null
   * @param discountEndsAt when the last one has run out, or null
   * @param assisted who sold it, or null
   */
  public record Sale(Long discountNumber, Instant discountEndsAt, AssistedSale assisted) {}

  public Order {
    lines = List.copyOf(lines);
    contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
  }
}
