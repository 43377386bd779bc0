/** What billing publishes and consumes, and its projections of other services' data. */
package dev.emporium.billing.event;
