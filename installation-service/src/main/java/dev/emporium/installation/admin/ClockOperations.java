package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Signals;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongUnaryOperator;

/** A sandbox marketplace's clock. */
public final class ClockOperations {
  private static final Duration HEARD = Duration.ofSeconds(2);

  private final Database database;
  private final Signals signals;
  private final MarketplaceStore marketplaces;
  private final Clock machine;

  /**
   * @param machine the real time, from which a marketplace's clock is ahead
   */
  public ClockOperations(
      Database database, Signals signals, MarketplaceStore marketplaces, Clock machine) {
    this.database = database;
    this.signals = signals;
    this.marketplaces = marketplaces;
    this.machine = machine;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("moveClock", this::moveClock)
        .on("readClock", this::readClock)
        .on("updateMarketplaceClock", this::updateMarketplaceClock);
  }

  private Future<Reply> readClock(Call call) {
    return database.read(Tenants.of(call), marketplaces::offset).map(this::clock).map(Reply::ok);
  }

  private Future<Reply> moveClock(Call call) {
    JsonObject body = call.body();
    if (body.containsKey("advanceMillis") == body.containsKey("now")) {
      throw Failure.invalid("advanceMillis", "Either advanceMillis or now is given");
    }
    if (body.containsKey("now")) {
      Instant wanted = Tenants.time("now", body.getString("now"));
      return move(Tenants.of(call), before -> wanted.toEpochMilli() - machine.millis())
          .map(this::clock)
          .map(Reply::ok);
    }
    long more = body.getLong("advanceMillis");
    return move(Tenants.of(call), before -> before + more).map(this::clock).map(Reply::ok);
  }

  private Future<Reply> updateMarketplaceClock(Call call) {
    long offset = call.body().getLong("offsetMillis");
    return move(call.pathUuid("marketplaceId"), before -> offset).map(done -> Reply.noContent());
  }

  /** Answers when this process reckons with it, so that the caller's next request does, too. */
  private Future<Long> move(UUID marketplace, LongUnaryOperator offset) {
    Future<Boolean> heard = signals.await(Marketplaces.SIGNAL + marketplace, HEARD);
    return database
        .inMarketplace(
            marketplace, tx -> sandbox(tx).compose(it -> marketplaces.moveClock(tx, it, offset)))
        .compose(ahead -> heard.map(ahead));
  }

  private Future<Marketplace> sandbox(Tx tx) {
    return marketplaces
        .find(tx, tx.marketplace())
        .map(
            found -> {
              Marketplace it =
                  found.orElseThrow(() -> Failure.notFound("The marketplace was not found"));
              if (!it.sandbox()) {
                throw Failure.conflict("Only a sandbox marketplace's clock can be moved");
              }
              return it;
            });
  }

  private JsonObject clock(long ahead) {
    return new JsonObject()
        .put("now", machine.instant().plusMillis(ahead).toString())
        .put("offsetMillis", ahead);
  }
}
