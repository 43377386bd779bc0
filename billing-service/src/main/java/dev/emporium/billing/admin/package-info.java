/** Billing's operations of its own, for whoever runs the marketplace. */
package dev.emporium.billing.admin;
