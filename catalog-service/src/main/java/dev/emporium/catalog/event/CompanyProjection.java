package dev.emporium.catalog.event;

import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Companies, memberships and people, from installation's events. */
public final class CompanyProjection {
  private final CompanyStore companies;

  public CompanyProjection(CompanyStore companies) {
    this.companies = companies;
  }

  /** Subscribes to what is needed. */
  public void consume(Wiring wiring) {
    wiring.consume("installation", "company.*", this::company);
    wiring.consume("installation", "membership.*", this::membership);
  }

  private Future<?> company(Tx tx, Received event) {
    JsonObject data = event.data();
    UUID company = UUID.fromString(data.getString("companyId"));
    String parent = data.getString("parentId");
    return companies
        .company(
            tx,
            company,
            parent == null ? null : UUID.fromString(parent),
            data.getString("name"),
            data.getBoolean("enabled", true),
            event.sequence())
        .compose(done -> tx.signal("company/" + company));
  }

  private Future<?> membership(Tx tx, Received event) {
    JsonObject data = event.data();
    String company = data.getString("companyId");
    String user = data.getString("userId");
    return companies
        .membership(
            tx,
            UUID.fromString(company),
            UUID.fromString(user),
            data.getJsonArray("roles", new JsonArray()),
            data.getBoolean("enabled", true),
            event.sequence())
        .compose(done -> tx.signal("membership/" + company + "/" + user));
  }
}
