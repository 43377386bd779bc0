/** Emporium's own operations, in place of a dashboard. */
package dev.emporium.catalog.admin;
