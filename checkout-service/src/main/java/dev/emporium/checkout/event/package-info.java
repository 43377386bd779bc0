/** What checkout publishes and consumes, and its projections of other services' data. */
package dev.emporium.checkout.event;
