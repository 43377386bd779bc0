package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Discount;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finds what a discount is for: an app, and an edition or plan of it, by number or uuid. */
final class DiscountTargets {
  private DiscountTargets() {}

  /** Fails with NOT_FOUND, or with INVALID when a number and a uuid name different things. */
  static Future<Discount.Target> of(Tx tx, JsonObject body) {
    Long number = body.getLong("applicationId");
    UUID uuid = DiscountJson.uuid(body, "applicationUuid");
    boolean part =
        body.getValue("editionId") != null
            || DiscountJson.uuid(body, "editionUuid") != null
            || body.getValue("paymentPlanId") != null
            || DiscountJson.uuid(body, "paymentPlanUuid") != null;
    if (number == null && uuid == null) {
      if (part) {
        throw Failure.invalid("applicationId", "is required with an edition or payment plan");
      }
      return Future.succeededFuture(Discount.Target.ANY);
    }
    Future<Optional<JsonObject>> found =
        uuid == null ? ProjectionStore.appByNumber(tx, number) : ProjectionStore.app(tx, uuid);
    return found.map(
        app ->
            target(
                body,
                number,
                app.orElseThrow(() -> Failure.notFound("The application was not found"))));
  }

  private static Discount.Target target(JsonObject body, Long number, JsonObject app) {
    if (number != null && !number.equals(app.getLong("applicationId"))) {
      throw Failure.invalid("applicationId", "is not the number of applicationUuid");
    }
    Optional<JsonObject> edition = edition(body, app);
    Optional<JsonObject> plan = plan(body, app);
    return new Discount.Target(
        UUID.fromString(app.getString("appId")),
        app.getLong("applicationId"),
        app.getString("name"),
        edition.map(each -> UUID.fromString(each.getString("editionId"))).orElse(null),
        edition.map(each -> each.getLong("editionNumber")).orElse(null),
        plan.map(each -> UUID.fromString(each.getString("planId"))).orElse(null),
        plan.map(each -> each.getLong("paymentPlanNumber")).orElse(null));
  }

  private static Optional<JsonObject> edition(JsonObject body, JsonObject app) {
    JsonArray editions = app.getJsonArray("editions");
    JsonArray all =
        editions == null
            ? new JsonArray().add(app)
            : editions; // an app of one edition says so itself
    return named(
        all,
        "editionId",
        DiscountJson.uuid(body, "editionUuid"),
        "editionNumber",
        body.getLong("editionId"),
        "The edition was not found");
  }

  private static Optional<JsonObject> plan(JsonObject body, JsonObject app) {
    return named(
        app.getJsonArray("plans", new JsonArray()),
        "planId",
        DiscountJson.uuid(body, "paymentPlanUuid"),
        "paymentPlanNumber",
        body.getLong("paymentPlanId"),
        "The payment plan was not found");
  }

  private static Optional<JsonObject> named(
      JsonArray all, String idField, UUID id, String numberField, Long number, String missing) {
    if (id == null && number == null) {
      return Optional.empty();
    }
    return Optional.of(
        all.stream()
            .map(each -> (JsonObject) each)
            .filter(each -> id == null || id.toString().equals(each.getString(idField)))
            .filter(each -> number == null || Objects.equals(number, each.getLong(numberField)))
            .findFirst()
            .orElseThrow(() -> Failure.notFound(missing)));
  }
}
