/**
 * What a plan costs: pure arithmetic from (plan version, units, custom prices, discounts, fees,
 * tax, dates, currency) to lines, totals and a schedule. Carts, opportunities and quotes ask here,
 * so that they agree to the cent; what is sold keeps the lines.
 */
package dev.emporium.checkout.domain.pricing;
