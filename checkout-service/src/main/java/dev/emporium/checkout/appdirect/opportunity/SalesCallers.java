package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.opportunity.SalesCaller;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.event.Members;
import dev.emporium.checkout.store.opportunity.SalesPermissionStore;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;

/** Who asks about opportunities and what belongs to them. */
public final class SalesCallers {
  private final SalesPermissionStore permissions;
  private final Members people;

  public SalesCallers(SalesPermissionStore permissions, Members people) {
    this.permissions = permissions;
    this.people = people;
  }

  /** Who calls. */
  Future<SalesCaller> of(Tx tx, Call call) {
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
                                permitted)));
  }

  /** What the caller sees by the roles that the operation lists. */
  public Future<Visibility> sight(Tx tx, Call call) {
    return of(tx, call).map(caller -> seen(call, caller));
  }

  /** As {@link #sight}, of a known caller. */
  static Visibility seen(Call call, SalesCaller caller) {
    return caller.visibility(call.operation().roles());
  }
}
