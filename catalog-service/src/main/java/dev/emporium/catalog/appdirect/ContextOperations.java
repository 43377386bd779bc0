package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.product.Sight;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.ProductStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** AppDirect's section ProductContext, and a product's status. */
public final class ContextOperations {
  private static final Set<String> SUPPORT =
      Set.of(
          "ROLE_PARTNER_READ",
          "ROLE_PARTNER",
          "ROLE_CHANNEL_ADMIN",
          "ROLE_CHANNEL_SUPPORT",
          "ROLE_SALES_SUPPORT",
          "ROLE_SUPERUSER");

  private final Database database;
  private final ProductStore products;
  private final CompanyStore companies;
  private final ContextReader reader;

  ContextOperations(
      Database database, ProductStore products, CompanyStore companies, ContextReader reader) {
    this.database = database;
    this.products = products;
    this.companies = companies;
    this.reader = reader;
  }

  /** Binds the operations. */
  public void bind(Operations table) {
    table
        .on("retrieveProductStatus", this::retrieveProductStatus)
        .on("retrieveUserProductContext", this::retrieveUserProductContext)
        .on("retrieveProductContextOfUser", this::retrieveProductContextOfUser);
  }

  private Future<Reply> retrieveProductStatus(Call call) {
    return database.read(
        call.marketplace(), tx -> own(tx, call).map(read -> Reply.ok(ContextJson.status(read))));
  }

  private Future<Reply> retrieveUserProductContext(Call call) {
    return database.read(
        call.marketplace(), tx -> own(tx, call).map(read -> Reply.ok(ContextJson.context(read))));
  }

  private Future<ContextReader.Read> own(Tx tx, Call call) {
    Principal caller = call.principal();
    return of(tx, call, Shown.sight(call), caller.company(), caller.user());
  }

  private Future<ContextReader.Read> of(Tx tx, Call call, Sight sight, UUID company, UUID user) {
    return products
        .find(tx, call.pathLong("applicationId"))
        .map(found -> ProductsOperations.seen(found, call, "Product"))
        .compose(entry -> reader.read(tx, entry, sight, company, user));
  }

  private Future<Reply> retrieveProductContextOfUser(Call call) {
    UUID company = call.pathUuid("companyId");
    UUID user = call.pathUuid("userId");
    Principal caller = call.principal();
    boolean itself = user.equals(caller.user());
    boolean administers =
        caller.roles().contains("ROLE_SYS_ADMIN") && company.equals(caller.company());
    if (!itself && !administers && !caller.hasAnyRole(SUPPORT)) {
      throw Failure.forbidden("Another user's context is for the company's administrators");
    }
    return database.read(
        call.marketplace(),
        tx ->
            companies
                .member(tx, company, user)
                .compose(
                    member ->
                        of(
                            tx,
                            call,
                            new Sight(
                                member
                                    .orElseThrow(() -> Failure.notFound("User was not found"))
                                    .roles()),
                            company,
                            user))
                .map(read -> Reply.ok(ContextJson.context(read))));
  }
}
