package dev.emporium.billing.domain;

/**
 * A developer's account at Stripe (openchannel.txt:7000-7017).
 *
 * @param stripeId {@code acct_…}
 * @param country ISO 3166, or null
 * @param defaultCurrency in lower case as Stripe writes it, or null
 */
public record ConnectedAccount(
    String stripeId, String accountName, String country, String defaultCurrency) {}
