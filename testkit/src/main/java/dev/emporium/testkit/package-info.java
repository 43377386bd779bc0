/**
 * For tests: one PostgreSQL and one Kafka a run, a database and topics of its own for each test
 * class, services started inside it, contracts replayed, house rules checked.
 */
package dev.emporium.testkit;
