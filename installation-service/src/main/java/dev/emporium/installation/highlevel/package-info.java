/** HighLevel's app installations and external connections. */
package dev.emporium.installation.highlevel;
