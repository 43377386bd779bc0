package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.PricedCart;
import java.time.Instant;
import java.util.UUID;

/**
 * A finalized cart on its way to billing, with everything frozen.
 *
 * @param paymentInstrumentId what pays for it, or null when nothing is known that could
 */
public record Purchase(
    UUID purchaseId, Cart cart, PricedCart priced, String paymentInstrumentId, Instant placedAt) {}
