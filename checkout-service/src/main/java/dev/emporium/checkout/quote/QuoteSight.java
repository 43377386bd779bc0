package dev.emporium.checkout.quote;

import dev.emporium.checkout.domain.opportunity.SalesCaller;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.event.SalesPeople;
import dev.emporium.checkout.store.opportunity.SalesPermissionStore;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;

/** Whose quotes a caller sees: those of the opportunities it sees by the roles that count here. */
public final class QuoteSight {
  private final SalesPermissionStore permissions;
  private final SalesPeople people;

  public QuoteSight(SalesPermissionStore permissions, SalesPeople people) {
    this.permissions = permissions;
    this.people = people;
  }

  /** What the caller sees by the roles that the operation lists. */
  public Future<Visibility> of(Tx tx, Call call) {
    var principal = call.principal();
    return permissions
        .find(tx)
        .compose(
            permitted ->
                people
                    .isReseller(tx, principal.company())
                    .map(
                        reseller ->
                            new SalesCaller(
                                    principal.user(),
                                    principal.company(),
                                    reseller,
                                    principal.roles(),
                                    permitted)
                                .visibility(call.operation().roles())));
  }
}
