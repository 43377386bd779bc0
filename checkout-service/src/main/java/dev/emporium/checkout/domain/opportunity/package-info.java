/** Opportunities: what a sales agent prepares for a customer, who may do what with it, and when. */
package dev.emporium.checkout.domain.opportunity;
