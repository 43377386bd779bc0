package dev.emporium.gateway.auth;

import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.identity.PrincipalSeal;
import java.time.Instant;

/**
 * A verified credential with the principal minted from it. The principal's seal is short-lived and
 * renewed when it is nearly over, so that what leaks inside the cluster does not last.
 */
public final class Credential {
  private static final long SEAL_MILLIS = 600_000;
  private static final long RENEW_MILLIS = 60_000;

  private final Principal principal;
  private final long expiresAt;
  private final Basis basis;
  private final String clientKey;
  private final String resourceKey;
  private volatile Sealed sealed = new Sealed("", 0);

  private record Sealed(String header, long until) {}

  /**
   * @param principal its {@code expires} ends the credential
   * @param basis null when nothing can withdraw it
   */
  Credential(Principal principal, Basis basis) {
    this.principal = principal;
    this.expiresAt = principal.expires().toEpochMilli();
    this.basis = basis;
    this.clientKey = principal.marketplace() + "|" + principal.client();
    this.resourceKey =
        clientKey
            + "|"
            + (principal.location() != null ? principal.location() : principal.company());
  }

  /** Whether it still counts; revocations are asked for apart. */
  boolean alive(long nowMillis) {
    return nowMillis < expiresAt && (basis == null || basis.stands());
  }

  /** What a revocation names; may be null. */
  public String grant() {
    return principal.grant();
  }

  public Principal principal() {
    return principal;
  }

  /** Client and marketplace: whose bucket a request fills. */
  public String clientKey() {
    return clientKey;
  }

  /** Client, marketplace and HighLevel's location or agency: whose quota a request uses. */
  public String resourceKey() {
    return resourceKey;
  }

  /** The internal header's value. */
  public String sealed(PrincipalSeal seal, long nowMillis) {
    Sealed current = sealed;
    if (nowMillis < current.until - RENEW_MILLIS) {
      return current.header;
    }
    long until = Math.min(expiresAt, nowMillis + SEAL_MILLIS);
    if (until == current.until) {
      return current.header;
    }
    String header = seal.seal(until(Instant.ofEpochMilli(until)));
    sealed = new Sealed(header, until);
    return header;
  }

  private Principal until(Instant end) {
    Principal p = principal;
    return new Principal(
        p.marketplace(),
        p.dialect(),
        p.subject(),
        p.client(),
        p.grant(),
        p.authMethod(),
        p.app(),
        p.user(),
        p.company(),
        p.location(),
        p.roles(),
        p.scopes(),
        end);
  }
}
