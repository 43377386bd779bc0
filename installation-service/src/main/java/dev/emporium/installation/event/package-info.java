/** What this service publishes and consumes, and its projections of others' data. */
package dev.emporium.installation.event;
