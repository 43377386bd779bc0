package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.appdirect.opportunity.SalesCallers;
import dev.emporium.checkout.domain.KnownUser;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.Visibility;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.domain.quote.QuoteAction;
import dev.emporium.checkout.domain.quote.QuoteQuery;
import dev.emporium.checkout.domain.quote.QuoteStatus;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.QuoteDesk;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** AppDirect's quote versions: create, list, execute an action, retrieve. */
final class QuoteVersionOperations {
  private final Database database;
  private final QuoteStore quotes;
  private final OpportunityStore opportunities;
  private final QuoteDesk desk;
  private final QuoteViews views;
  private final SalesCallers callers;
  private final Directory people;
  private final Arrivals arrivals;
  private final String publicUrl;

  QuoteVersionOperations(Quotes.Ground ground, QuoteViews views, String publicUrl) {
    database = ground.database();
    quotes = ground.quotes();
    opportunities = ground.opportunities();
    desk = ground.desk();
    callers = ground.callers();
    people = ground.people();
    arrivals = ground.arrivals();
    this.views = views;
    this.publicUrl = publicUrl;
  }

  void bind(Operations operations) {
    operations
        .on("createQuoteVersion", this::createQuoteVersion)
        .on("listQuoteVersions", this::listQuoteVersions)
        .on("executeQuoteAction", this::executeQuoteAction)
        .on("getQuoteVersion", this::getQuoteVersion);
  }

  private Future<Reply> createQuoteVersion(Call call) {
    JsonObject source = call.body().getJsonObject("source");
    UUID id = source(source.getString("id"), source.getString("type"));
    String given = call.body().getString("name");
    String name = given == null || given.isBlank() ? null : given;
    return author(call)
        .compose(
            by ->
                database.inMarketplace(
                    call.marketplace(),
                    tx ->
                        callers
                            .sight(tx, call)
                            .compose(seen -> opportunity(tx, id, seen))
                            .compose(found -> desk.create(tx, found, name, by))
                            .compose(quote -> views.of(tx, quote))))
        .map(view -> Reply.ok(QuoteJson.summary(view)));
  }

  /** Only opportunities are sources here; a place holder names nothing. */
  private static UUID source(String id, String type) {
    if (!"OPPORTUNITY".equals(type)) {
      throw noSource();
    }
    return UUID.fromString(id);
  }

  private Future<Opportunity> opportunity(Tx tx, UUID id, Visibility seen) {
    return opportunities
        .find(tx, id, seen)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof Failure refusal && refusal.kind() == Kind.NOT_FOUND
                        ? noSource()
                        : failure));
  }

  private static Failure noSource() {
    return Failure.notFound("No source found with the given ID");
  }

  /** The user in whose name the version is made: a known one, in the company that is named. */
  private Future<Party> author(Call call) {
    JsonObject by = call.body().getJsonObject("createdBy");
    UUID user = UUID.fromString(by.getString("id"));
    JsonObject company = by.getJsonObject("company");
    String companyId = company == null ? null : company.getString("id");
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), tx -> people.users(tx, List.of(user))),
            found -> found.containsKey(user) ? List.of() : List.of("user/" + user))
        .map(
            found -> {
              KnownUser known = found.get(user);
              if (known == null) {
                throw Failure.invalid("createdBy.id", "is no user of this marketplace");
              }
              return new Party(
                  user, companyId == null ? known.companyId() : UUID.fromString(companyId));
            });
  }

  private Future<Reply> listQuoteVersions(Call call) {
    String type = call.query("sourceType").orElse("OPPORTUNITY");
    Optional<UUID> opportunity = call.query("sourceId").map(id -> source(id, type));
    Optional<QuoteStatus> status = call.query("status").map(QuoteStatus::valueOf);
    Cursor after = call.query("after").map(Cursor::parse).orElse(Cursor.START);
    int size = call.queryInt("first");
    boolean none = !"OPPORTUNITY".equals(type);
    return database
        .read(
            call.marketplace(),
            tx ->
                callers
                    .sight(tx, call)
                    .compose(seen -> known(tx, opportunity, seen))
                    .map(
                        seen ->
                            new QuoteQuery(
                                none ? Visibility.NOTHING : seen,
                                opportunity,
                                status,
                                after.newest(),
                                after.page() + 1,
                                size))
                    .compose(query -> quotes.list(tx, query))
                    .compose(page -> page(tx, page, after, size)))
        .map(Reply::ok);
  }

  /** Fails with NOT_FOUND when the opportunity that is asked for is not seen. */
  private Future<Visibility> known(Tx tx, Optional<UUID> id, Visibility seen) {
    return id.isEmpty() ? Future.succeededFuture(seen) : opportunity(tx, id.get(), seen).map(seen);
  }

  private Future<JsonObject> page(Tx tx, Page<Quote> page, Cursor after, int size) {
    Cursor here = after.next(page.rows().stream().findFirst().map(Quote::number));
    boolean more = (here.page() + 1L) * size < page.total();
    return views
        .of(tx, page.rows())
        .map(
            views ->
                new JsonObject()
                    .put("quotes", new JsonArray(views.stream().map(QuoteJson::summary).toList()))
                    .put(
                        "pageInfo",
                        new JsonObject()
                            .put("startCursor", here.toString())
                            .put("endCursor", here.toString())
                            .put("hasNextPage", more)
                            .put("hasPreviousPage", here.page() > 0))
                    .put("totalCount", page.total()));
  }

  private Future<Reply> executeQuoteAction(Call call) {
    UUID id = call.pathUuid("quoteId");
    QuoteAction action = QuoteAction.valueOf(call.body().getString("action"));
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                callers
                    .sight(tx, call)
                    .compose(seen -> quotes.find(tx, id, seen))
                    .compose(quote -> desk.act(tx, id, action, call.body().getString("name"))))
        .map(acted -> Reply.ok(json(acted, action)));
  }

  private JsonObject json(QuoteDesk.Acted acted, QuoteAction action) {
    JsonObject json = QuoteJson.acted(acted.quote());
    if (action == QuoteAction.PRINT_PDF) {
      json.put(
          "pdf",
          new JsonObject()
              .put("url", publicUrl + "/admin/v1/quotes/" + acted.quote().id() + "/pdf"));
    }
    acted
        .token()
        .ifPresent(
            token ->
                json.put(
                    "shareLink",
                    new JsonObject()
                        .put("url", publicUrl + "/quotes/v1/" + token)
                        .put("expiresOn", acted.linkExpiresOn().toEpochMilli())));
    return json;
  }

  private Future<Reply> getQuoteVersion(Call call) {
    return views.seen(call).map(view -> Reply.ok(QuoteJson.full(view)));
  }
}
