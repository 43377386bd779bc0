package dev.emporium.testkit;

import dev.emporium.kit.identity.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Callers as the gateway would have verified them. */
public final class Principals {
  private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

  private Principals() {}

  /** An AppDirect client with these roles; {@code user} and {@code company} may be null. */
  public static Principal appdirect(UUID marketplace, UUID user, UUID company, String... roles) {
    return of(
        marketplace, "appdirect", "OAUTH2", null, user, company, null, Set.of(roles), Set.of());
  }

  /** OpenChannel's marketplace credential. */
  public static Principal openchannel(UUID marketplace) {
    return of(
        marketplace,
        "openchannel",
        "API_KEY",
        null,
        null,
        null,
        null,
        Set.of("OPENCHANNEL_ADMIN"),
        Set.of());
  }

  /** A HighLevel token of an app: of an agency, or of a location when that is not null. */
  public static Principal highlevel(
      UUID marketplace, UUID app, UUID company, UUID location, String... scopes) {
    return of(
        marketplace, "highlevel", "OAUTH2", app, null, company, location, Set.of(), Set.of(scopes));
  }

  /**
   * A Pleo client.
   *
   * @param authMethod {@code OAUTH2} or {@code API_KEY}
   */
  public static Principal pleo(
      UUID marketplace, String authMethod, UUID app, UUID company, String... scopes) {
    return of(marketplace, "pleo", authMethod, app, null, company, null, Set.of(), Set.of(scopes));
  }

  /** The platform's operator, of no marketplace. */
  public static Principal operator() {
    return of(null, "emporium", "OAUTH2", null, null, null, null, Set.of("OPERATOR"), Set.of());
  }

  private static Principal of(
      UUID marketplace,
      String dialect,
      String authMethod,
      UUID app,
      UUID user,
      UUID company,
      UUID location,
      Set<String> roles,
      Set<String> scopes) {
    return new Principal(
        marketplace,
        dialect,
        user == null ? "test-client" : user.toString(),
        "test-client",
        "test-grant",
        authMethod,
        app,
        user,
        company,
        location,
        roles,
        scopes,
        EXPIRES);
  }
}
