package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks up what is shown beside quotes. */
final class QuoteViews {
  private final Quotes.Ground ground;

  QuoteViews(Quotes.Ground ground) {
    this.ground = ground;
  }

  /** The quote of the path, if the caller sees it. */
  Future<QuoteView> seen(Call call) {
    UUID id = call.pathUuid("quoteId");
    return ground
        .database()
        .read(
            call.marketplace(),
            tx ->
                ground
                    .callers()
                    .sight(tx, call)
                    .compose(seen -> ground.quotes().find(tx, id, seen))
                    .compose(quote -> of(tx, quote)));
  }

  /** The quote with everything that is shown of it. */
  Future<QuoteView> of(Tx tx, Quote quote) {
    return of(tx, List.of(quote)).map(views -> views.get(0));
  }

  /** As above, of several. */
  Future<List<QuoteView>> of(Tx tx, List<Quote> quotes) {
    List<Party> all = quotes.stream().flatMap(QuoteViews::people).toList();
    return ground
        .people()
        .users(tx, all.stream().map(Party::user).toList())
        .compose(
            users ->
                ground
                    .people()
                    .companyNames(tx, all.stream().map(Party::company).toList())
                    .map(
                        names ->
                            quotes.stream()
                                .map(quote -> new QuoteView(quote, users, names))
                                .toList()));
  }

  private static Stream<Party> people(Quote quote) {
    var parties = quote.offered().people();
    return Stream.of(quote.createdBy(), parties.owner(), parties.customer());
  }
}
