package dev.emporium.catalog.event;

import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.OwnershipStore;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.catalog.store.UserStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What the catalog learns: users, installations, and the models of subscriptions. */
public final class Projections {
  private final UserStore users;
  private final OwnershipStore ownerships;
  private final StatisticStore statistics;
  private final CompanyStore companies;

  public Projections(
      UserStore users,
      OwnershipStore ownerships,
      StatisticStore statistics,
      CompanyStore companies) {
    this.users = users;
    this.ownerships = ownerships;
    this.statistics = statistics;
    this.companies = companies;
  }

  /** Subscribes to what is needed. */
  public void consume(Wiring wiring) {
    wiring.consume("installation", "user.*", this::user);
    wiring.consume("installation", "installation.*", this::installation);
    wiring.consume("billing", "subscription.*", this::subscription);
  }

  private Future<?> user(Tx tx, Received event) {
    JsonObject data = event.data();
    UUID user = uuid(data, "userId");
    return users
        .apply(
            tx,
            user,
            text(data, "openchannelUserId"),
            optionalUuid(data, "companyId"),
            optionalObject(data, "customData"),
            event.time(),
            event.type().equals("user.removed"),
            event.sequence())
        .compose(
            done ->
                companies.person(
                    tx,
                    user,
                    data,
                    data.getBoolean("enabled", true) && !event.type().equals("user.removed"),
                    event.sequence()))
        .compose(done -> tx.signal("user/" + user));
  }

  private Future<?> installation(Tx tx, Received event) {
    JsonObject data = object(event.data(), "installation");
    var told =
        new OwnershipStore.Installation(
            uuid(data, "installationId"),
            text(data, "ownershipId"),
            uuid(data, "appId"),
            optionalUuid(data, "companyId"),
            optionalUuid(data, "userId"),
            optionalUuid(data, "subscriptionId"),
            text(data, "licence"),
            text(data, "ownershipType"),
            data.getString("expires") == null ? null : Instant.parse(data.getString("expires")));
    Instant at = event.time().truncatedTo(ChronoUnit.MILLIS);
    return ownerships
        .apply(tx, told, at, event.sequence())
        .compose(
            isNew ->
                isNew ? statistics.countOwner(tx, told.appId()) : Future.<Void>succeededFuture())
        .compose(done -> tx.signal(ownersSignal(told.appId())))
        .compose(done -> tx.signal("installation/" + told.installationId()));
  }

  /** What is signalled when somebody's installation of this app has been projected. */
  public static String ownersSignal(UUID appId) {
    return "owners/" + appId;
  }

  private Future<?> subscription(Tx tx, Received event) {
    JsonObject data = object(event.data(), "subscription");
    JsonObject model = optionalObject(data, "model").copy();
    model
        .put("modelId", data.getString("modelId"))
        .put("planId", data.getString("planId"))
        .put("status", data.getString("status"))
        .put("trialEndsAt", data.getString("trialEndsAt"))
        .put("orderId", data.getValue("orderId"));
    return ownerships.applyModel(
        tx,
        uuid(data, "subscriptionId"),
        data.getString("license") == null ? "single" : data.getString("license"),
        model,
        event.sequence());
  }

  private static JsonObject object(JsonObject data, String field) {
    JsonObject object = data.getJsonObject(field);
    if (object == null) {
      throw Failure.invalid(field, "The event has no " + field);
    }
    return object;
  }

  private static JsonObject optionalObject(JsonObject data, String field) {
    JsonObject object = data.getJsonObject(field);
    return object == null ? new JsonObject() : object;
  }

  private static String text(JsonObject data, String field) {
    String text = data.getString(field);
    if (text == null) {
      throw Failure.invalid(field, "The event has no " + field);
    }
    return text;
  }

  private static UUID uuid(JsonObject data, String field) {
    return UUID.fromString(text(data, field));
  }

  private static UUID optionalUuid(JsonObject data, String field) {
    String text = data.getString(field);
    return text == null ? null : UUID.fromString(text);
  }
}
