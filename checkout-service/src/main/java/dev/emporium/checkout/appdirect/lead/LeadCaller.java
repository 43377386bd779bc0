package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.LeadContext;
import dev.emporium.checkout.domain.lead.LeadSettings;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.store.lead.LeadSettingsStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * From where a caller looks at leads: the context it names, which one of its roles must allow, and
 * the company it names, which must be its own.
 */
final class LeadCaller {
  private final Database database;
  private final Directory people;
  private final Arrivals arrivals;
  private final LeadSettingsStore settings;

  LeadCaller(Database database, Directory people, Arrivals arrivals, LeadSettingsStore settings) {
    this.database = database;
    this.people = people;
    this.arrivals = arrivals;
    this.settings = settings;
  }

  /** What is known of a caller; {@code missing} names what may still arrive. */
  private record Look(boolean known, boolean member, LeadSettings settings, String missing) {}

  /** The context named; fails with FORBIDDEN when no role the operation lists allows it. */
  static LeadContext context(Call call) {
    LeadContext context = LeadContext.valueOf(call.query("context").orElseThrow());
    boolean allowed =
        context.roles().stream()
            .filter(call.operation().roles()::contains)
            .anyMatch(call.principal().roles()::contains);
    if (!allowed) {
      throw Failure.forbidden("The context " + context + " is not open to you here.");
    }
    return context;
  }

  /** The caller's standpoint in the second API: one context, and the company it names. */
  Future<Standpoint> standpoint(Call call) {
    return standpoint(call, Set.of(context(call)), companyOf(call));
  }

  /** The caller's standpoint in the first API: all its roles add up, in its own company. */
  Future<Standpoint> allRoles(Call call) {
    var contexts = EnumSet.noneOf(LeadContext.class);
    for (LeadContext context : LeadContext.values()) {
      if (call.principal().hasAnyRole(context.roles())) {
        contexts.add(context);
      }
    }
    return standpoint(call, contexts, call.principal().company());
  }

  /** The company named, else the token's; fails when a program's own is another one. */
  private static UUID companyOf(Call call) {
    Principal caller = call.principal();
    UUID company = call.query("companyId").map(UUID::fromString).orElse(caller.company());
    boolean foreign =
        caller.user() == null
            && caller.company() != null
            && company != null
            && !company.equals(caller.company());
    if (foreign) {
      throw Failure.forbidden("companyId is not your company.");
    }
    return company;
  }

  private Future<Standpoint> standpoint(Call call, Set<LeadContext> contexts, UUID company) {
    Principal caller = call.principal();
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), tx -> look(tx, caller, company)),
            look -> look.missing() == null ? List.of() : List.of(look.missing()))
        .map(
            look -> {
              if (!look.known()) {
                throw Failure.notFound("Company " + company + " was not found.")
                    .withCode("COMPANY_NOT_FOUND");
              }
              if (!look.member()) {
                throw Failure.forbidden("You are not a member of the company " + company + ".");
              }
              return new Standpoint(
                  contexts, caller.user(), company, look.settings().developersSeeProductLeads());
            });
  }

  private Future<Look> look(Tx tx, Principal caller, UUID company) {
    return settings
        .get(tx)
        .compose(
            decided -> {
              if (company == null || company.equals(caller.company())) {
                return Future.succeededFuture(new Look(true, true, decided, null));
              }
              if (caller.user() == null) {
                return people
                    .company(tx, company)
                    .map(
                        found ->
                            found.isPresent()
                                ? new Look(true, true, decided, null)
                                : new Look(false, false, decided, "company/" + company));
              }
              String key = "membership/" + company + "/" + caller.user();
              return people
                  .roles(tx, caller.user(), company)
                  .map(
                      roles ->
                          new Look(
                              true, roles.isPresent(), decided, roles.isPresent() ? null : key));
            });
  }
}
