/** PostgreSQL: transactions that see one marketplace only, and the outbox that rides in them. */
package dev.emporium.kit.store;
