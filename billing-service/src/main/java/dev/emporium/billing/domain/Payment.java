package dev.emporium.billing.domain;

import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One attempt to pay that came to an end.
 *
 * @param invoiceNumber null when a purchase was refused, so that there is no invoice
 * @param gatewayCode the gateway's reason for a refusal, or null
 */
public record Payment(
    UUID id,
    long number,
    Long invoiceNumber,
    UUID companyId,
    UUID userId,
    Money amount,
    PaymentMethod method,
    PaymentResult result,
    String transactionId,
    String gatewayCode,
    String gatewayMessage,
    List<UUID> subscriptionIds,
    List<UUID> appIds,
    Instant createdAt) {
  public Payment {
    subscriptionIds = List.copyOf(subscriptionIds);
    appIds = List.copyOf(appIds);
  }
}
