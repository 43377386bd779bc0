package dev.emporium.checkout.domain;

import java.util.UUID;

/**
 * Why the cart's last purchase did not happen.
 *
 * @param reason such as {@code PAYMENT_FAILED}
 * @param message a sentence for the buyer
 */
public record Rejection(UUID purchaseId, String reason, String message) {}
