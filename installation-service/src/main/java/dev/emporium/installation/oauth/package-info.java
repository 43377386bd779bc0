/** The embedded issuer: tokens, consent, keys. */
package dev.emporium.installation.oauth;
