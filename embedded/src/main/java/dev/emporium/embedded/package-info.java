/**
 * PostgreSQL and Kafka on this machine, as child processes that end with the process that started
 * them and can be started again over the same folder.
 */
package dev.emporium.embedded;
