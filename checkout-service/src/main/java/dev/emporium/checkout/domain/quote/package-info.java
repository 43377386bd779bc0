/** Quotes: what an opportunity offered at one moment, for the customer to approve. Pure rules. */
package dev.emporium.checkout.domain.quote;
