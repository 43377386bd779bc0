/** What the catalog publishes and what it learns from other services. */
package dev.emporium.catalog.event;
