/** Pleo's installations and introspection. */
package dev.emporium.installation.pleo;
