package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.Viewer;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.UserStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Who and what is named here before it is known here. Users and marketplaces are installation's to
 * make and to tell of; developers that others name are made here (openchannel.txt:78).
 */
public final class Wanted {
  private final UserStore users;
  private final DeveloperStore developers;

  public Wanted(UserStore users, DeveloperStore developers) {
    this.users = users;
    this.developers = developers;
  }

  /** Subscribes to what others name. */
  public void consume(Wiring wiring) {
    wiring.consume("billing", "developer.wanted", this::developer);
  }

  private Future<?> developer(Tx tx, Received event) {
    String id = event.data().getString("developerId");
    return developers
        .ensure(tx, id)
        .compose(
            known ->
                known.created()
                    ? tx.append(DeveloperEvents.created(known.uuid(), id))
                    : Future.<Void>succeededFuture());
  }

  /** Asks for the user of this name unless there is one; nobody waits for it. */
  public Future<Void> user(Tx tx, String openchannelUser) {
    return users
        .viewer(tx, openchannelUser)
        .compose(
            viewer ->
                viewer.equals(Viewer.UNKNOWN)
                    ? tx.append(
                        new Event(
                            "user.wanted",
                            "wanted-user",
                            openchannelUser,
                            new JsonObject().put("userId", openchannelUser)))
                    : Future.<Void>succeededFuture());
  }

  /** Asks to be told of the marketplace again. */
  public static Future<Void> marketplace(Tx tx) {
    return tx.append(
        new Event(
            "marketplace.wanted",
            "wanted-marketplace",
            tx.marketplace().toString(),
            new JsonObject().put("marketplaceId", tx.marketplace().toString())));
  }
}
