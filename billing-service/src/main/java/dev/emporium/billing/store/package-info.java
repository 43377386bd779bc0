/** One class per aggregate: SQL in text blocks. Knows no dialect. */
package dev.emporium.billing.store;
