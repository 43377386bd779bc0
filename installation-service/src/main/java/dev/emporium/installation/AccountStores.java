package dev.emporium.installation;

import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.GrantStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.SecretBox;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.service.Settings;
import dev.emporium.kit.service.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/** What both halves of the service use: accounts, grants, encryption, the issuer's settings. */
public record AccountStores(
    CompanyStore companies,
    MembershipStore memberships,
    UserStore users,
    GrantStore grants,
    SecretBox secrets,
    String issuer,
    Duration accessTokens,
    Clock clock) {

  static AccountStores from(Wiring wiring) {
    Settings settings = wiring.settings();
    Clock clock = Clock.systemUTC();
    String issuer = settings.text("ISSUER");
    String key = settings.text("SECRETS_KEY");
    // a missing or broken key is reported with every other mistake; until then any key does
    SecretBox harmless = new SecretBox(Base64.getEncoder().encodeToString(new byte[32]));
    SecretBox secrets =
        key.isEmpty()
            ? harmless
            : settings.parsed("SECRETS_KEY", SecretBox::new, "is not base64 of 32 bytes", harmless);
    Duration accessTokens = Duration.ofSeconds(settings.number("ACCESS_TOKEN_SECONDS", 3600));
    if (accessTokens.toSeconds() < 1) {
      settings.problem("ACCESS_TOKEN_SECONDS", "must be positive");
    }
    var companies = new CompanyStore();
    var memberships = new MembershipStore();
    return new AccountStores(
        companies,
        memberships,
        new UserStore(companies, memberships),
        new GrantStore(accessTokens, clock),
        secrets,
        issuer.replaceAll("/+$", ""),
        accessTokens,
        clock);
  }
}
