package dev.emporium.gateway.auth;

import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.identity.PrincipalSeal;
import java.time.Instant;

/**
 * A verified credential with the principal minted from it. The principal's seal is short-lived and
 * renewed when it is nearly over, so that what leaks inside the cluster does not last.
 */
public final class Credential {
  /** No marketplace's clock is further ahead. */
  static final long MACHINE_TIME = Long.MAX_VALUE;

  private static final long SEAL_MILLIS = 600_000;
  private static final long RENEW_MILLIS = 60_000;

  private final Principal principal;
  private final long expiresAt;
  private final long clockAhead;
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
    this(principal, basis, MACHINE_TIME);
  }

  /**
   * @param principal its {@code expires} ends the credential, unless the marketplace's clock is
   *     moved forward meanwhile
   * @param basis null when nothing can withdraw it
   * @param clockAhead how far, in milliseconds, the marketplace's clock was ahead of the machine's
   *     when the credential was issued; {@link #MACHINE_TIME} when it does not follow that clock
   */
  Credential(Principal principal, Basis basis, long clockAhead) {
    this.principal = principal;
    this.clockAhead = clockAhead;
    this.expiresAt = principal.expires().toEpochMilli();
    this.basis = basis;
    this.clientKey = principal.marketplace() + "|" + principal.client();
    this.resourceKey =
        clientKey
            + "|"
            + (principal.location() != null ? principal.location() : principal.company());
  }

  /**
   * Whether it still counts; revocations are asked for apart.
   *
   * @param aheadNow how far the marketplace's clock is ahead now: what it was moved by since the
   *     credential was issued has passed for it too. Less than at its issue is old news
   */
  boolean alive(long nowMillis, long aheadNow) {
    long moved = Math.max(aheadNow, clockAhead) - clockAhead;
    return nowMillis + moved < expiresAt && (basis == null || basis.stands());
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
