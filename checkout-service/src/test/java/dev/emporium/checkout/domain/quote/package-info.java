/** Quotes' rules, without a service. */
package dev.emporium.checkout.domain.quote;
