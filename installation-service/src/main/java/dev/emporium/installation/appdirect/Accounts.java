package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Reach;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Finds companies and users by AppDirect's address forms, within the caller's reach. */
final class Accounts {
  private static final String ID = "id:";
  private static final String EXTERNAL = "externalId:";
  private final CompanyStore companies;
  private final UserStore users;

  Accounts(CompanyStore companies, UserStore users) {
    this.companies = companies;
    this.users = users;
  }

  static Reach reach(Call call) {
    var principal = call.principal();
    return Reach.of(principal.roles(), call.operation().roles(), principal.company());
  }

  /** By {@code <uuid>}, {@code id:<uuid>} or {@code externalId:<text>} (appdirect.txt:217). */
  Future<Optional<Company>> find(Tx tx, String address) {
    if (address.startsWith(EXTERNAL)) {
      return companies.findByExternalId(tx, address.substring(EXTERNAL.length()));
    }
    Optional<UUID> id = uuid(address);
    return id.isEmpty() ? Future.succeededFuture(Optional.empty()) : companies.find(tx, id.get());
  }

  /**
   * The company in the caller's reach. Who reaches one company only is told 403 for any other,
   * whether it exists or not.
   */
  Future<Company> company(Tx tx, Reach reach, String address) {
    return find(tx, address)
        .map(
            found -> {
              if (found.isEmpty()) {
                throw reach.everywhere()
                    ? Failure.notFound("The company was not found").withCode("COMPANY_NOT_FOUND")
                    : Reach.forbidden();
              }
              reach.check(found.get());
              return found.get();
            });
  }

  /** By {@code <uuid>}, {@code id:<uuid>} or {@code externalId:<text>} (appdirect.txt:11339). */
  Future<Optional<User>> user(Tx tx, String address) {
    if (address.startsWith(EXTERNAL)) {
      return users.findByExternalId(tx, address.substring(EXTERNAL.length()));
    }
    Optional<UUID> id = uuid(address);
    return id.isEmpty() ? Future.succeededFuture(Optional.empty()) : users.find(tx, id.get());
  }

  static Failure noUser() {
    return Failure.notFound("The user was not found").withCode("USER_NOT_FOUND");
  }

  private static Optional<UUID> uuid(String address) {
    try {
      return Optional.of(
          UUID.fromString(address.startsWith(ID) ? address.substring(ID.length()) : address));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
