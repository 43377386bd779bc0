package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.LoginStore;
import dev.emporium.installation.store.Passwords;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;

/** What no vendor document has an operation for: agencies, and users' passwords. */
public final class AccountOperations {
  private final Vertx vertx;
  private final Database database;
  private final CompanyStore companies;
  private final LoginStore logins;

  public AccountOperations(
      Vertx vertx, Database database, CompanyStore companies, LoginStore logins) {
    this.vertx = vertx;
    this.database = database;
    this.companies = companies;
    this.logins = logins;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("readAccountCompany", this::readAccountCompany)
        .on("setCompanyParent", this::setCompanyParent)
        .on("setUserPassword", this::setUserPassword);
  }

  private Future<Reply> readAccountCompany(Call call) {
    UUID id = call.pathUuid("companyId");
    return database
        .read(Tenants.of(call), tx -> company(tx, id))
        .map(it -> Reply.ok(AdminJson.company(it)));
  }

  private Future<Reply> setCompanyParent(Call call) {
    UUID id = call.pathUuid("companyId");
    UUID parent = Tenants.uuid("parentId", call.body().getString("parentId"));
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                company(tx, id)
                    .compose(it -> checkParent(tx, it, parent).map(it))
                    .compose(it -> companies.update(tx, it.under(parent, tx.now()))))
        .map(it -> Reply.ok(AdminJson.company(it)));
  }

  /** Agencies are one level deep: an agency has no agency, a sub-account has no sub-accounts. */
  private Future<Void> checkParent(Tx tx, Company company, UUID parent) {
    if (parent == null) {
      return Future.succeededFuture();
    }
    if (parent.equals(company.companyId())) {
      throw Failure.invalid("parentId", "A company cannot be its own agency");
    }
    return companies
        .find(tx, parent)
        .compose(
            found -> {
              checkAgency(found);
              return companies.children(tx, company.companyId());
            })
        .map(
            children -> {
              if (!children.isEmpty()) {
                throw Failure.conflict("The company is an agency itself");
              }
              return null;
            });
  }

  private static void checkAgency(Optional<Company> found) {
    if (found.isEmpty()) {
      throw Failure.invalid("parentId", "The parent company was not found");
    }
    if (found.get().parentId() != null) {
      throw Failure.conflict("The parent company has an agency itself");
    }
  }

  private Future<Company> company(Tx tx, UUID id) {
    return companies
        .find(tx, id)
        .map(found -> found.orElseThrow(() -> Failure.notFound("The company was not found")));
  }

  private Future<Reply> setUserPassword(Call call) {
    UUID user = call.pathUuid("userId");
    UUID marketplace = Tenants.of(call);
    String password = call.body().getString("password");
    Passwords.check(password);
    return vertx
        .executeBlocking(() -> Passwords.hash(password), false)
        .compose(
            hash -> database.inMarketplace(marketplace, tx -> logins.setPassword(tx, user, hash)))
        .map(
            found -> {
              if (!found) {
                throw Failure.notFound("The user was not found");
              }
              return Reply.noContent();
            });
  }
}
