package dev.emporium.installation.store;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a user's consent does to the installations; the issuer calls it, it knows no tokens. */
public interface ConsentInstaller {
  /**
   * A consent that was given.
   *
   * @param clientId the OAuth client the app uses
   * @param dialect {@code pleo} or {@code highlevel}
   * @param companyId the account the app is installed for: HighLevel's agency or location, Pleo's
   *     company
   * @param scopes what was granted
   */
  record Consent(
      UUID marketplace,
      String clientId,
      String dialect,
      UUID appId,
      UUID companyId,
      UUID userId,
      Set<String> scopes) {}

  /**
   * Makes sure the app is installed for the company: finds its live installation or creates one,
   * running the purchase saga and waiting for its end, bounded. Opens its own transactions.
   *
   * @return the installation's id; fails with a Failure whose message may be shown to the user
   */
  Future<UUID> authorize(Consent consent);

  /** The app's name as the catalog last told it; empty when the app is not known (yet). */
  Future<Optional<String>> appName(UUID marketplace, UUID appId);
}
