package dev.emporium.checkout;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** A marketplace for a test, and what the other services tell checkout of it. */
public abstract class Neighbours {
  public final UUID marketplace = UUID.randomUUID();
  public final String partner = "P-" + marketplace.toString().substring(0, 8);
  public final Emporium emporium;

  protected Neighbours(Emporium emporium) {
    this.emporium = emporium;
    clock(0, 1);
  }

  /** Puts an event of another service into its topic. */
  public final void tell(
      String topic, String type, String subject, long sequence, JsonObject data) {
    emporium.publish(
        topic,
        new Received(
            UUID.randomUUID().toString(),
            "/" + topic,
            type,
            marketplace,
            subject,
            sequence,
            Instant.ofEpochMilli(1_800_000_000_000L),
            data));
  }

  /** The marketplace, its clock so far ahead. */
  public final void clock(long offsetMillis, long sequence) {
    tell(
        "installation",
        sequence == 1 ? "marketplace.created" : "marketplace.updated",
        "marketplace/" + marketplace,
        sequence,
        new JsonObject()
            .put("marketplaceId", marketplace.toString())
            .put("partner", partner)
            .put("currency", "USD")
            .put("clockOffsetMillis", offsetMillis));
  }

  /** A company; name and parent may be null. */
  public final void company(UUID id, UUID parent, String name, boolean reseller) {
    tell(
        "installation",
        "company.created",
        "company/" + id,
        1,
        new JsonObject()
            .put("companyId", id.toString())
            .put("parentId", parent == null ? null : parent.toString())
            .put("name", name)
            .put("reseller", reseller)
            .put("enabled", true));
  }

  /** A user made in a company; address and names may be null. */
  public final void user(UUID id, UUID of, String email, String firstName, String lastName) {
    tell(
        "installation",
        "user.created",
        "user/" + id,
        1,
        new JsonObject()
            .put("userId", id.toString())
            .put("companyId", of.toString())
            .put("email", email)
            .put("firstName", firstName)
            .put("lastName", lastName)
            .put("enabled", true)
            .put("customData", new JsonObject()));
  }

  /** The user's membership of a company. */
  public final void joined(UUID user, UUID of, String... roles) {
    tell(
        "installation",
        "membership.created",
        "membership/" + of + "/" + user,
        1,
        new JsonObject()
            .put("userId", user.toString())
            .put("companyId", of.toString())
            .put("roles", new JsonArray(List.of(roles)))
            .put("enabled", true));
  }

  /** A card of a user's, the default one; answers its id. */
  public final String card(UUID user, UUID of) {
    String id = UUID.randomUUID().toString();
    tell(
        "billing",
        "payment-instrument.added",
        "payment-instrument/" + id,
        1,
        new JsonObject()
            .put("paymentInstrumentId", id)
            .put("companyId", of.toString())
            .put("userId", user.toString())
            .put("method", "CREDIT_CARD")
            .put("isDefault", true)
            .put("usable", true));
    return id;
  }

  /** A discount that says this; answers its id. */
  public final String discount(JsonObject terms) {
    String id = UUID.randomUUID().toString();
    tell(
        "billing",
        "discount.created",
        "discount/" + id,
        1,
        new JsonObject().put("discount", terms.put("discountId", id)));
    return id;
  }

  /** What the catalog says of an app. */
  public final void app(JsonObject app, long sequence) {
    tell(
        "catalog",
        sequence == 1 ? "app.approved" : "app.updated",
        "app/" + app.getString("appId"),
        sequence,
        new JsonObject().put("app", app));
  }

  /**
   * What billing says of a purchase.
   *
   * @param origin {@code cart} or {@code opportunity}
   * @param sold the cart's or opportunity's id
   */
  public final void ended(
      String type, String origin, String sold, String purchase, JsonObject data) {
    tell(
        "billing",
        type,
        "purchase/" + purchase,
        1,
        data.put("purchaseId", purchase).put("origin", origin).put(origin + "Id", sold));
  }

  /** Every event of one aggregate, in the topic's order, once there are at least so many. */
  public static List<Received> events(Emporium emporium, String subject, int atLeast) {
    var found = new AtomicReference<List<Received>>();
    Emporium.eventually(
        () -> {
          found.set(
              emporium.events("checkout").stream()
                  .filter(event -> event.subject().equals(subject))
                  .toList());
          if (found.get().size() < atLeast) {
            throw new AssertionError(found.get().stream().map(Received::type).toList());
          }
        });
    return found.get();
  }
}
