package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.event.Directory;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/** Looks up what is shown beside quotes. */
final class QuoteViews {
  private final Directory people;

  QuoteViews(Directory people) {
    this.people = people;
  }

  /** The quote with everything that is shown of it. */
  Future<QuoteView> of(Tx tx, Quote quote) {
    return of(tx, List.of(quote)).map(views -> views.get(0));
  }

  /** As above, of several. */
  Future<List<QuoteView>> of(Tx tx, List<Quote> quotes) {
    List<Party> all = quotes.stream().flatMap(QuoteViews::people).toList();
    return people
        .users(tx, all.stream().map(Party::user).toList())
        .compose(
            users ->
                people
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
