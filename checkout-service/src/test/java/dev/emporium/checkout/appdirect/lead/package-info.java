/** Leads against a real database and broker. */
package dev.emporium.checkout.appdirect.lead;
