package dev.emporium.billing.appdirect;

import dev.emporium.billing.event.Projections;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.UUID;

/** Tells a company that owes nothing from one that does not exist. */
record Companies(Projections projections) {

  /** The list as it is; a 404 when it is empty because there is no such company. */
  Future<JsonArray> known(UUID marketplace, UUID company, JsonArray list) {
    return list.isEmpty() ? require(marketplace, company).map(list) : Future.succeededFuture(list);
  }

  /** A 404 when there is no such company. */
  Future<Void> require(UUID marketplace, UUID company) {
    return projections
        .knowsCompany(marketplace, company)
        .compose(
            known ->
                known
                    ? Future.succeededFuture()
                    : Future.failedFuture(Failure.notFound("The company was not found")));
  }

  /** The list as it is; a 404 when it is empty because the company has no such user. */
  Future<JsonArray> member(UUID marketplace, UUID company, UUID user, JsonArray list) {
    return list.isEmpty()
        ? requireMember(marketplace, company, user).map(list)
        : Future.succeededFuture(list);
  }

  /** A 404 when the company has no such user. */
  Future<Void> requireMember(UUID marketplace, UUID company, UUID user) {
    return projections
        .knowsMember(marketplace, company, user)
        .compose(
            member ->
                member
                    ? Future.succeededFuture()
                    : Future.failedFuture(Failure.notFound("The company has no such user")));
  }
}
