package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A client somebody wants to register, and what it must fulfil.
 *
 * @param kind {@code client_credentials}, {@code oauth} or {@code api_key}
 * @param open true for an OAuth client that can keep no secret (Pleo only)
 */
public record NewClient(
    String dialect,
    String kind,
    String name,
    UUID appId,
    UUID companyId,
    UUID userId,
    Set<String> roles,
    Set<String> scopes,
    List<String> redirectUris,
    boolean open) {
  private static final Set<String> COMBINATIONS =
      Set.of("appdirect/client_credentials", "highlevel/oauth", "pleo/oauth", "pleo/api_key");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");

  /** The roles an AppDirect client may have. */
  public static final Set<String> ROLES =
      Set.of(
          "ROLE_USER",
          "ROLE_SYS_ADMIN",
          "ROLE_BILLING_ADMIN",
          "ROLE_DEVELOPER",
          "ROLE_RESELLER",
          "ROLE_RESELLER_MANAGER",
          "ROLE_REFERRAL",
          "ROLE_CHANNEL_PRODUCT_SUPPORT",
          "ROLE_SALES_SUPPORT",
          "ROLE_SALES_AGENT",
          "ROLE_CHANNEL_SUPPORT",
          "ROLE_CHANNEL_ADMIN",
          "ROLE_CORPORATE_ADMIN",
          "ROLE_SUPERUSER",
          "ROLE_SUPER_SUPPORT",
          "ROLE_PARTNER",
          "ROLE_PARTNER_READ");

  /** The client, when everything about it is in order; else INVALID, naming the field. */
  public Client register(Instant now) {
    if (!COMBINATIONS.contains(dialect + "/" + kind)) {
      throw Failure.invalid("kind", dialect + " has no clients of the kind " + kind);
    }
    boolean oauth = kind.equals("oauth");
    need(name.isBlank(), "name", "name must not be blank");
    need(!dialect.equals("appdirect") && appId == null, "appId", "appId is required");
    need(kind.equals("api_key") && companyId == null, "companyId", "companyId is required");
    need(userId != null && companyId == null, "companyId", "companyId is required with userId");
    need(oauth && redirectUris.isEmpty(), "redirectUris", "at least one redirect URI is required");
    need(!oauth && !redirectUris.isEmpty(), "redirectUris", "only an oauth client has them");
    need(oauth && companyId != null, "companyId", "an oauth client acts for whoever consents");
    need(open && !dialect.equals("pleo"), "public", "only a Pleo oauth client may be public");
    need(open && !oauth, "public", "only an oauth client may be public");
    need(!dialect.equals("appdirect") && !roles.isEmpty(), "roles", "only AppDirect has roles");
    need(dialect.equals("appdirect") && roles.isEmpty(), "roles", "at least one role is required");
    for (String role : roles) {
      need(!ROLES.contains(role), "roles", role + " is not a role");
    }
    for (String scope : scopes) {
      need(
          !SCOPE.matcher(scope).matches(),
          "scopes",
          "a scope has no spaces, quotes or backslashes");
    }
    redirectUris.forEach(NewClient::checkRedirect);
    return new Client(
        id(),
        dialect,
        Client.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        name.strip(),
        appId,
        companyId,
        userId,
        roles,
        scopes,
        redirectUris,
        !open,
        true,
        now);
  }

  private String id() {
    return switch (dialect) {
      case "highlevel" -> Ids.hex24() + "-" + Ids.alphanumeric(8).toLowerCase(Locale.ROOT);
      case "pleo" -> Ids.uuid7().toString();
      default -> Ids.alphanumeric(16);
    };
  }

  /** Exact https addresses; http only to the machine itself; an app's own scheme has a dot. */
  private static void checkRedirect(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web =
          scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(uri.getHost()));
      boolean good = web ? uri.getHost() != null : scheme.indexOf('.') > 0;
      need(!good, "redirectUris", "a redirect URI is https, loopback http or an app's own scheme");
      need(uri.getRawFragment() != null, "redirectUris", "a redirect URI has no fragment");
      need(uri.getRawUserInfo() != null, "redirectUris", "a redirect URI has no user name");
    } catch (URISyntaxException malformed) {
      throw Failure.invalid("redirectUris", "a redirect URI is malformed");
    }
  }

  private static void need(boolean wrong, String field, String message) {
    if (wrong) {
      throw Failure.invalid(field, message);
    }
  }
}
