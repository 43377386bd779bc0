package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.domain.quote.Decision;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.domain.quote.QuoteStatus;
import dev.emporium.checkout.event.QuoteDesk;
import dev.emporium.checkout.store.quote.QuoteLinkStore;
import dev.emporium.checkout.store.quote.QuoteLinkStore.Link;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** Our own way to quotes: the customer's by a share link, and the seller's paper. */
final class SharedQuoteOperations {
  private static final String PDF = "application/pdf";

  private final Vertx vertx;
  private final Database database;
  private final QuoteStore quotes;
  private final QuoteLinkStore links;
  private final QuoteDesk desk;
  private final QuoteViews views;

  SharedQuoteOperations(Vertx vertx, Quotes.Ground ground, QuoteViews views) {
    this.vertx = vertx;
    this.views = views;
    database = ground.database();
    quotes = ground.quotes();
    links = ground.links();
    desk = ground.desk();
  }

  void bind(Operations operations) {
    operations
        .on("viewSharedQuote", this::viewSharedQuote)
        .on("printSharedQuote", this::printSharedQuote)
        .on("decideSharedQuote", this::decideSharedQuote)
        .on("printQuote", this::printQuote);
  }

  private Future<Reply> viewSharedQuote(Call call) {
    return linked(call, (tx, link) -> view(tx, link.quote())).map(view -> shown(call, view));
  }

  private Reply shown(Call call, QuoteView view) {
    String accept = call.header("accept").orElse("");
    boolean page = accept.contains("text/html") || !accept.contains("json");
    return page
        ? QuotePage.of(view, call.path("token"))
        : QuotePage.secured(Reply.ok(QuoteJson.shared(view)));
  }

  private Future<Reply> printSharedQuote(Call call) {
    return linked(call, (tx, link) -> view(tx, link.quote())).compose(this::printed);
  }

  private Future<Reply> decideSharedQuote(Call call) {
    boolean approved = "APPROVED".equals(call.body().getString("decision"));
    boolean form = call.header("content-type").orElse("").startsWith("application/x-www-form");
    return linked(
            call,
            (tx, link) ->
                desk.decide(
                        tx,
                        link.quote(),
                        new Decision(approved, said(call, "name"), said(call, "comment"), tx.now()))
                    .compose(quote -> views.of(tx, quote)))
        .map(
            view ->
                form
                    ? QuotePage.secured(Reply.redirect("/quotes/v1/" + call.path("token")))
                    : QuotePage.secured(Reply.ok(QuoteJson.shared(view))));
  }

  private static String said(Call call, String field) {
    String text = call.body().getString(field);
    return text == null || text.isBlank() ? null : text;
  }

  private Future<Reply> printQuote(Call call) {
    return views.seen(call).compose(this::printed);
  }

  private Future<Reply> printed(QuoteView view) {
    String name = "quote-" + view.quote().displayId() + ".pdf";
    return vertx
        .executeBlocking(() -> QuotePdf.of(view), false)
        .map(
            (Buffer paper) ->
                QuotePage.secured(
                    new Reply(
                        200,
                        Map.of("Content-Disposition", "inline; filename=" + name),
                        PDF,
                        paper)));
  }

  private Future<QuoteView> view(Tx tx, UUID id) {
    return quotes
        .find(tx, id)
        .map(found -> found.filter(SharedQuoteOperations::isOut).orElseThrow(QuoteStore::notFound))
        .compose(quote -> views.of(tx, quote));
  }

  /** Only what the customer was asked about is shown to it. */
  private static boolean isOut(Quote quote) {
    return quote.status() != QuoteStatus.OPEN;
  }

  /** Follows a link; NOT_FOUND when there is none, GONE when its time has passed. */
  private <T> Future<T> linked(Call call, BiFunction<Tx, Link, Future<T>> about) {
    return database
        .system(tx -> links.find(tx, call.path("token")))
        .map(found -> found.orElseThrow(() -> Failure.notFound("There is no such quote.")))
        .compose(
            link ->
                database.inMarketplace(
                    link.marketplace(),
                    tx -> {
                      if (!tx.now().isBefore(link.expiresOn())) {
                        throw Failure.of(Kind.GONE, null, "This link has expired.");
                      }
                      return about.apply(tx, link);
                    }));
  }
}
