/** Emporium on one machine: infrastructure, services, gateway and a small demo marketplace. */
package dev.emporium.local;
