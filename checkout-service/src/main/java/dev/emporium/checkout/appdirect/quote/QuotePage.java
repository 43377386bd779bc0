package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.domain.pricing.RecurringTotal;
import dev.emporium.checkout.domain.quote.Offer;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.domain.quote.QuoteStatus;
import dev.emporium.kit.http.Reply;

/** The page behind a share link; it loads nothing from anywhere and is kept by nobody. */
final class QuotePage {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex"><title>%s</title><style>
      body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
      table{border-collapse:collapse;width:100%%}td,th{border-bottom:1px solid #ccc;padding:.3rem;
      text-align:left}td+td,th+th{text-align:right}button{font:inherit;padding:.5rem 1rem}
      </style></head><body><main>
      """;
  private static final String FORM =
      """
      <form method="post" action="/quotes/v1/%s/decision">
      <p><label>Your name <input name="name" maxlength="200"></label></p>
      <p><label>Comment <input name="comment" maxlength="2000"></label></p>
      <p><button name="decision" value="APPROVED">Approve</button>
      <button name="decision" value="DECLINED">Decline</button></p></form>
      """;

  private QuotePage() {}

  /** The page; its buttons are there while an answer is wanted. */
  static Reply of(QuoteView view, String token) {
    Quote quote = view.quote();
    var page = new StringBuilder(HEAD.formatted(escaped("Quote " + quote.displayId())));
    page.append("<h1>Quote ").append(escaped(quote.displayId())).append("</h1><p>");
    page.append(escaped(quote.name())).append("</p><p>Status: ").append(quote.status());
    page.append("; valid until ").append(quote.expiresOn()).append("</p><p>From ");
    page.append(escaped(view.companyName(quote.offered().people().owner()))).append("</p>");
    Offer offer = view.offer();
    for (Offer.Item item : offer.items()) {
      table(page, item.product() + " - " + item.plan(), item.rows());
    }
    if (!offer.fees().isEmpty()) {
      table(page, "Fees", offer.fees());
    }
    totals(page, offer);
    page.append("<p><a href=\"/quotes/v1/").append(token).append("/pdf\">PDF</a></p>");
    if (quote.status() == QuoteStatus.PENDING) {
      page.append(FORM.formatted(token));
    }
    return secured(Reply.html(200, page.append("</main></body></html>").toString()));
  }

  /** With headers that keep the token out of caches, search engines and other sites' logs. */
  static Reply secured(Reply reply) {
    return reply
        .withHeader("Cache-Control", "no-store")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("X-Robots-Tag", "noindex")
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'");
  }

  private static void table(StringBuilder page, String title, Iterable<Offer.Row> rows) {
    page.append("<h2>").append(escaped(title)).append("</h2><table><tr><th>Description</th>");
    page.append("<th>Quantity</th><th>Price</th><th>Total</th></tr>");
    for (Offer.Row row : rows) {
      page.append("<tr>");
      cell(page, row.description() == null ? row.costType() : row.description());
      cell(page, QuoteView.quantity(row.quantity()));
      cell(page, QuoteView.price(row.price()));
      cell(page, QuoteView.money(row.total()));
      page.append("</tr>");
    }
    page.append("</table>");
  }

  private static void totals(StringBuilder page, Offer offer) {
    page.append("<h2>Totals</h2><p>Due now before tax: ").append(QuoteView.money(offer.due()));
    page.append("<br>Tax: ").append(QuoteView.money(offer.tax())).append("<br>Due now: ");
    page.append(QuoteView.money(offer.due().plus(offer.tax())));
    for (RecurringTotal total : offer.recurring()) {
      page.append("<br>Recurring, ").append(QuotePdf.cycle(total.cycle())).append(": ");
      page.append(QuoteView.money(total.total()));
    }
    page.append("</p>");
  }

  private static void cell(StringBuilder page, String text) {
    page.append("<td>").append(escaped(text)).append("</td>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
