/** OpenChannel's section Apps. */
package dev.emporium.catalog.openchannel;
