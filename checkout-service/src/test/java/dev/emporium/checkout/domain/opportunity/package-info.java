/** The rules of opportunities, without a service. */
package dev.emporium.checkout.domain.opportunity;
