/** The broker's own process: its main class, and its libraries kept apart from everybody else's. */
package dev.emporium.embedded.broker;
