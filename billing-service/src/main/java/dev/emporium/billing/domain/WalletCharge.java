package dev.emporium.billing.domain;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What an app took from a location's wallet (highlevel.txt:15-31).
 *
 * @param chargeId 24-hex
 * @param locationId the company whose wallet it is
 * @param eventId the caller's own reference
 * @param userId as the caller gave it, or null
 */
public record WalletCharge(
    String chargeId,
    UUID locationId,
    UUID appId,
    String meterId,
    String eventId,
    String userId,
    String description,
    BigDecimal price,
    BigDecimal units,
    Money amount,
    Instant eventTime,
    boolean refunded,
    Instant createdAt,
    Instant updatedAt) {}
