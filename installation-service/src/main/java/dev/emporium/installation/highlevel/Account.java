package dev.emporium.installation.highlevel;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom a token speaks for: an agency, or one of its sub-accounts (locations).
 *
 * @param agency the location's parent, or the location itself when it has none
 * @param location null for an agency's token
 */
record Account(Company agency, Company location) {
  /** The company the token is limited to. */
  Company own() {
    return location == null ? agency : location;
  }

  /** The account of a token; 403 when it has none (any more). */
  static Future<Account> of(Tx tx, CompanyStore companies, Principal principal) {
    if (principal.location() == null) {
      return company(tx, companies, principal.company()).map(agency -> new Account(agency, null));
    }
    return company(tx, companies, principal.location())
        .compose(
            location -> {
              UUID above = location.parentId() == null ? location.companyId() : location.parentId();
              return company(tx, companies, above).map(agency -> new Account(agency, location));
            });
  }

  /**
   * The app an operation names by its 24 hex digits. 404 when nobody knows it, 403 when the token
   * belongs to another app; a private integration's token belongs to none and may name any.
   */
  static Future<Offer> app(Tx tx, OfferStore offers, Principal principal, String appId) {
    return offers
        .byOpenchannelId(tx, appId)
        .map(
            found -> {
              Offer app = found.orElseThrow(() -> Failure.notFound("App not found"));
              if (principal.app() != null && !principal.app().equals(app.appId())) {
                throw Failure.forbidden("The token does not belong to this app");
              }
              return app;
            });
  }

  private static Future<Company> company(Tx tx, CompanyStore companies, UUID id) {
    Future<Optional<Company>> found =
        id == null ? Future.succeededFuture(Optional.empty()) : companies.find(tx, id);
    return found.map(
        company -> company.orElseThrow(() -> Failure.forbidden("The token has no account")));
  }
}
