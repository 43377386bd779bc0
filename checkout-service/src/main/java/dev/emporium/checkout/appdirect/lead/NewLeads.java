package dev.emporium.checkout.appdirect.lead;

import dev.emporium.checkout.domain.lead.Creator;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.LeadContent;
import dev.emporium.checkout.domain.lead.LeadContext;
import dev.emporium.checkout.domain.lead.LeadOrigin;
import dev.emporium.checkout.domain.lead.LeadProduct;
import dev.emporium.checkout.domain.lead.LeadType;
import dev.emporium.checkout.domain.lead.Sales;
import dev.emporium.checkout.domain.lead.Standpoint;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes leads of the second API, also for callers who bring no credentials. */
final class NewLeads {
  private static final Set<String> MANAGERS = Set.of("ROLE_CHANNEL_ADMIN", "ROLE_RESELLER_MANAGER");

  private final Database database;
  private final Directory people;
  private final ProductStore products;
  private final Arrivals arrivals;
  private final LeadCaller caller;
  private final LeadDesk desk;

  NewLeads(
      Database database,
      Directory people,
      ProductStore products,
      Arrivals arrivals,
      LeadCaller caller,
      LeadDesk desk) {
    this.database = database;
    this.people = people;
    this.products = products;
    this.arrivals = arrivals;
    this.caller = caller;
    this.desk = desk;
  }

  /** Who makes a lead, in which marketplace. */
  private record Maker(UUID marketplace, Standpoint from, Creator creator) {}

  /** What a profile lead names. */
  private record Page(Optional<LeadProduct> product, Optional<UUID> company, String missing) {}

  Future<Reply> create(Call call) {
    LeadType type = LeadType.valueOf(call.body().getString("leadType"));
    LeadRequests.customer(call.body()).checked();
    boolean anonymous = call.query("context").filter("ANONYMOUS"::equals).isPresent();
    if (anonymous && type == LeadType.MANUAL) {
      throw Failure.forbidden("A manual lead needs credentials.");
    }
    return (anonymous ? visitor(call) : member(call, type))
        .compose(
            maker ->
                page(maker.marketplace(), call.body(), type)
                    .compose(page -> store(call, type, maker, page)))
        .map(Reply::ok);
  }

  /** Whoever leaves a lead at a profile page; the partner code names the marketplace. */
  private Future<Maker> visitor(Call call) {
    String partner = call.body().getString("partner");
    return database
        .system(tx -> people.marketplaceOf(tx, partner))
        .map(
            found -> {
              UUID own = call.marketplace();
              if (found.isEmpty() || (own != null && !own.equals(found.get()))) {
                throw wrongPartner();
              }
              var from = new Standpoint(Set.of(LeadContext.ANONYMOUS), null, null, false);
              return new Maker(found.get(), from, Creator.ANONYMOUS);
            });
  }

  private Future<Maker> member(Call call, LeadType type) {
    if (call.principal().client() == null) {
      throw Failure.of(Kind.UNAUTHENTICATED, null, "Credentials are required");
    }
    LeadContext context = LeadCaller.context(call);
    return caller
        .standpoint(call)
        .compose(from -> requirePartner(call).map(from))
        .compose(from -> maker(call, type, context, from));
  }

  private Future<Maker> maker(Call call, LeadType type, LeadContext context, Standpoint from) {
    if (type == LeadType.MANUAL && from.company() == null) {
      throw Failure.invalid("companyId", "is required for a manual lead");
    }
    String role = LeadRequests.role(call.principal(), context);
    UUID user = call.query("userId").map(UUID::fromString).orElse(null);
    if (context != LeadContext.PARTNER || type != LeadType.MANUAL) {
      var creator = new Creator(from.user(), from.company(), role);
      return Future.succeededFuture(new Maker(call.marketplace(), from, creator));
    }
    if (user == null) {
      throw Failure.invalid("userId", "is required for a partner's manual lead");
    }
    return database
        .read(call.marketplace(), tx -> people.roles(tx, user, from.company()))
        .map(
            roles -> {
              if (roles.isEmpty() || roles.get().stream().noneMatch(MANAGERS::contains)) {
                throw Failure.invalid(
                    "userId", "is no Marketplace Manager who is a member of the company");
              }
              var creator = new Creator(user, from.company(), role);
              return new Maker(call.marketplace(), from, creator);
            });
  }

  private Future<Void> requirePartner(Call call) {
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), people::partner),
            known -> known.isPresent() ? List.of() : List.of("marketplace/" + call.marketplace()))
        .map(
            known -> {
              if (!known.equals(Optional.of(call.body().getString("partner")))) {
                throw wrongPartner();
              }
              return null;
            });
  }

  private Future<Page> page(UUID marketplace, JsonObject body, LeadType type) {
    if (type == LeadType.MANUAL) {
      return Future.succeededFuture(new Page(Optional.empty(), Optional.empty(), null));
    }
    String field = type == LeadType.PRODUCT ? "product" : "profileCompany";
    String id = LeadRequests.requiredId(body, field);
    return arrivals
        .settle(
            () ->
                database.read(
                    marketplace,
                    tx ->
                        type == LeadType.PRODUCT
                            ? product(tx, body, id)
                            : company(tx, UUID.fromString(id))),
            page -> page.missing() == null ? List.of() : List.of(page.missing()))
        .map(
            page -> {
              if (page.missing() != null) {
                if (page.missing().startsWith("members/")) {
                  throw Failure.invalid("profileCompany.id", "is not a Reseller company")
                      .withCode("PROFILE_COMPANY_NOT_RESELLER");
                }
                throw type == LeadType.PRODUCT
                    ? Failure.notFound("Product " + id + " was not found.")
                        .withCode("PRODUCT_NOT_FOUND")
                    : Failure.notFound("Company " + id + " was not found.")
                        .withCode("COMPANY_NOT_FOUND");
              }
              return page;
            });
  }

  private Future<Page> product(Tx tx, JsonObject body, String id) {
    String edition = LeadRequests.child(body, "productEdition").getString("id");
    return products
        .ofLead(tx, id, edition)
        .map(
            found ->
                new Page(found, Optional.empty(), found.isPresent() ? null : Product.arrival(id)));
  }

  /** A profile page is a reseller's (appdirect.txt:2489). */
  private Future<Page> company(Tx tx, UUID id) {
    return people
        .company(tx, id)
        .compose(
            found ->
                found.filter(it -> it.enabled()).isEmpty()
                    ? Future.succeededFuture("company/" + id)
                    : people.resells(tx, id).map(sells -> sells ? null : "members/" + id))
        .map(missing -> new Page(Optional.empty(), Optional.of(id), missing));
  }

  private Future<JsonObject> store(Call call, LeadType type, Maker maker, Page page) {
    JsonObject body = call.body();
    JsonObject attributes = LeadRequests.child(body, "customAttributes");
    var content =
        new LeadContent(
            LeadRequests.customer(body),
            attributes.isEmpty() ? Map.of() : attributes.getMap(),
            body.getString("notes"),
            Sales.of(type, maker.from().manages()));
    return database.inMarketplace(
        maker.marketplace(),
        tx -> {
          var origin =
              new LeadOrigin(
                  body.getString("partner"),
                  type,
                  page.product().orElse(null),
                  page.company().orElse(null),
                  maker.creator(),
                  tx.now());
          Lead lead = Lead.create(origin, content, maker.from().manages());
          return desk.add(tx, maker.from(), lead).compose(added -> desk.shown(tx, added));
        });
  }

  private static Failure wrongPartner() {
    return Failure.invalid("partner", "is not the partner code of this marketplace")
        .withCode("INVALID_PARTNER");
  }
}
