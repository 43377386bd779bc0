/** Who calls: the internal principal that the gateway mints and every service verifies. */
package dev.emporium.kit.identity;
