/**
 * What a plan costs: pure arithmetic from (plan, units, dates, currency) to lines, totals and a
 * schedule. Everybody who shows or sells a price asks here, so that they agree to the cent.
 */
package dev.emporium.checkout.domain.pricing;
