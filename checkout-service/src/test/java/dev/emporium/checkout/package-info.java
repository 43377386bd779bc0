/** The service as a whole, over PostgreSQL and Kafka. */
package dev.emporium.checkout;
