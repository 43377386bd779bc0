/** Who calls: tokens, Basic credentials, revocations, and the principal minted from them. */
package dev.emporium.gateway.auth;
