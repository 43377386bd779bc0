/** Leads and their log at rest. */
package dev.emporium.checkout.store.lead;
