/** Delivers the event log to the endpoints that marketplaces configure. */
package dev.emporium.installation.webhook;
