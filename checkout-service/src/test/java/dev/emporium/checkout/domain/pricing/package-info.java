/** Tests of the arithmetic. */
package dev.emporium.checkout.domain.pricing;
