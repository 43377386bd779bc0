package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.Market;
import dev.emporium.catalog.event.DeveloperChanges;
import dev.emporium.catalog.event.Wanted;
import dev.emporium.catalog.store.DeveloperAccountStore;
import dev.emporium.catalog.store.DeveloperGroupStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.Listing;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Developer API, section Developers, the later developer accounts, and Get Market. */
public final class DevelopersOperations {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Arrivals arrivals;
  private final DeveloperChanges changes;
  private final DeveloperStore developers;
  private final DeveloperGroupStore groups;
  private final DeveloperAccountStore accounts;
  private final MarketStore markets;

  public DevelopersOperations(
      Database database,
      Arrivals arrivals,
      DeveloperChanges changes,
      DeveloperStore developers,
      DeveloperGroupStore groups,
      DeveloperAccountStore accounts,
      MarketStore markets) {
    this.database = database;
    this.arrivals = arrivals;
    this.changes = changes;
    this.developers = developers;
    this.groups = groups;
    this.accounts = accounts;
    this.markets = markets;
  }

  /** Binds the sections' operations. */
  public void bind(Operations table) {
    table
        .on("getDeveloper", this::getDeveloper)
        .on("listDevelopers", this::listDevelopers)
        .on("putDeveloper", this::putDeveloper)
        .on("patchDeveloper", this::patchDeveloper)
        .on("deleteDeveloper", this::deleteDeveloper)
        .on("getDeveloperGroup", this::getDeveloperGroup)
        .on("putDeveloperGroup", this::putDeveloperGroup)
        .on("listDeveloperAccounts", this::listDeveloperAccounts)
        .on("getDeveloperAccount", this::getDeveloperAccount)
        .on("putDeveloperAccount", this::putDeveloperAccount)
        .on("patchDeveloperAccount", this::patchDeveloperAccount)
        .on("deleteDeveloperAccount", this::deleteDeveloperAccount)
        .on("getMarket", this::getMarket);
  }

  private Future<Reply> getDeveloper(Call call) {
    return database
        .read(call.marketplace(), tx -> developers.find(tx, id(call, "developerId")))
        .map(found -> found.orElseThrow(() -> Failure.notFound("Not found")))
        .map(developer -> Reply.ok(DevelopersJson.developer(developer)));
  }

  private Future<Reply> listDevelopers(Call call) {
    Listing listing = listing(call);
    return database
        .read(call.marketplace(), tx -> developers.list(tx, listing))
        .map(
            found ->
                Reply.ok(
                    DevelopersJson.pages(
                        found, listing.page(), listing.limit(), DevelopersJson::developer)));
  }

  private Future<Reply> putDeveloper(Call call) {
    String developerId = id(call, "developerId");
    var wish = DevelopersJson.wish(call.body(), null);
    return changed(call, tx -> changes.put(tx, developerId, wish).map(DevelopersJson::developer));
  }

  private Future<Reply> patchDeveloper(Call call) {
    return changed(
        call,
        tx ->
            changes
                .patch(
                    tx,
                    id(call, "developerId"),
                    before -> DevelopersJson.wish(call.body(), before.customData()))
                .map(DevelopersJson::developer));
  }

  private Future<Reply> deleteDeveloper(Call call) {
    return changed(
        call, tx -> changes.delete(tx, id(call, "developerId")).map(done -> new JsonObject()));
  }

  private Future<Reply> getDeveloperGroup(Call call) {
    return database
        .read(call.marketplace(), tx -> groups.find(tx, id(call, "groupId")))
        .map(found -> found.orElseThrow(() -> Failure.notFound("Not found")))
        .map(group -> Reply.ok(DevelopersJson.group(group)));
  }

  private Future<Reply> putDeveloperGroup(Call call) {
    String groupId = id(call, "groupId");
    var customData = DevelopersJson.customData(call.body(), null);
    return changed(
        call,
        tx ->
            changes
                .putGroup(tx, groupId, call.body().getString("email"), customData)
                .map(DevelopersJson::group));
  }

  private Future<Reply> listDeveloperAccounts(Call call) {
    Listing listing = listing(call);
    return database
        .read(call.marketplace(), tx -> accounts.list(tx, listing))
        .map(
            found ->
                Reply.ok(
                    DevelopersJson.pages(
                        found, listing.page(), listing.limit(), DevelopersJson::account)));
  }

  private Future<Reply> getDeveloperAccount(Call call) {
    return database
        .read(call.marketplace(), tx -> accounts.find(tx, id(call, "developerAccountId")))
        .map(found -> found.orElseThrow(() -> Failure.notFound("Not found")))
        .map(account -> Reply.ok(DevelopersJson.account(account)));
  }

  private Future<Reply> putDeveloperAccount(Call call) {
    String accountId = id(call, "developerAccountId");
    var wish = DevelopersJson.accountWish(call.body(), null);
    return changed(
        call, tx -> changes.putAccount(tx, accountId, wish).map(DevelopersJson::account));
  }

  private Future<Reply> patchDeveloperAccount(Call call) {
    return changed(
        call,
        tx ->
            changes
                .patchAccount(
                    tx,
                    id(call, "developerAccountId"),
                    before -> DevelopersJson.accountWish(call.body(), before.customData()))
                .map(DevelopersJson::account));
  }

  private Future<Reply> deleteDeveloperAccount(Call call) {
    return changed(
        call,
        tx ->
            changes
                .deleteAccount(tx, id(call, "developerAccountId"))
                .map(done -> new JsonObject()));
  }

  /** Installation is asked for a marketplace that is not known, and waited for. */
  private Future<Reply> getMarket(Call call) {
    return market(call)
        .compose(
            market -> market.openchannelId() != null ? Future.succeededFuture(market) : asked(call))
        .map(
            market -> {
              if (market.openchannelId() == null) {
                throw Failure.of(Kind.UNAVAILABLE, null, "The marketplace is being set up");
              }
              return Reply.ok(DevelopersJson.market(market));
            });
  }

  private Future<Market> asked(Call call) {
    return database
        .inMarketplace(call.marketplace(), Wanted::marketplace)
        .compose(
            asked ->
                arrivals.settle(
                    PATIENCE,
                    () -> market(call),
                    market ->
                        market.openchannelId() == null
                            ? Set.of("market/" + call.marketplace())
                            : Set.of()));
  }

  private Future<Market> market(Call call) {
    return database.read(call.marketplace(), markets::find);
  }

  private Future<Reply> changed(Call call, Function<Tx, Future<JsonObject>> work) {
    return database.inMarketplace(call.marketplace(), work).map(Reply::ok);
  }

  /** Ids are the callers' own. */
  private static String id(Call call, String name) {
    String id = call.path(name);
    if (id.isBlank() || id.length() > 255 || id.indexOf('\0') >= 0) {
      throw Failure.invalid(name, "An id has 1 to 255 characters, none of them null");
    }
    return id;
  }

  private static Listing listing(Call call) {
    return new Listing(
        QueryDocument.parse(call.query("query").orElse(null)),
        SortDocument.parse(call.query("sort").orElse(null)),
        call.queryInt("pageNumber"),
        call.queryInt("limit"));
  }
}
