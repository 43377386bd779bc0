/** How often a client may call. */
package dev.emporium.gateway.limit;
