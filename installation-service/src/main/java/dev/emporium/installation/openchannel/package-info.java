/** OpenChannel's ownerships and events. */
package dev.emporium.installation.openchannel;
