package dev.emporium.billing.highlevel;

import dev.emporium.billing.event.Apps;
import dev.emporium.billing.store.ProjectionStore.Location;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.Future;

/** Finds the app and the sub-account behind a token; only sub-account tokens have both. */
record Callers(Apps apps) {

  /** The caller, with the names HighLevel gives the app, the location and its agency. */
  record Caller(Apps.App app, Location location) {

    /** 403 unless the app is the token's. */
    void requireApp(String appId) {
      require(app.openchannelId().equals(appId), "app");
    }

    /** 403 unless the location is the token's. */
    void requireLocation(String locationId) {
      require(locationId.equals(location.highlevelId()), "location");
    }

    /** 403 unless the company is the agency of the token's location. */
    void requireCompany(String companyId) {
      require(companyId.equals(location.agencyId()), "company");
    }

    private static void require(boolean own, String what) {
      if (!own) {
        throw Failure.forbidden("The token does not have access to this " + what + ".");
      }
    }
  }

  /** 403 unless it is a sub-account token; needs no look at the database. */
  static void requireSubAccount(Principal principal) {
    if (principal.location() == null || principal.app() == null) {
      throw Failure.forbidden("This operation needs a Sub-Account token.");
    }
  }

  Future<Caller> of(Principal principal) {
    requireSubAccount(principal);
    return apps.app(principal.marketplace(), principal.app())
        .compose(
            app ->
                apps.location(principal.marketplace(), principal.location())
                    .map(
                        location ->
                            new Caller(
                                app.orElseThrow(() -> Failure.notFound("App not found")),
                                location.orElseThrow(
                                    () -> Failure.notFound("Location not found")))));
  }
}
