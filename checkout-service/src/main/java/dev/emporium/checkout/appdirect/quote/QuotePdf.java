package dev.emporium.checkout.appdirect.quote;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.FontFactory;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import dev.emporium.checkout.domain.pricing.BillingCycle;
import dev.emporium.checkout.domain.pricing.RecurringTotal;
import dev.emporium.checkout.domain.quote.Offer;
import dev.emporium.checkout.domain.quote.Quote;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A quote on paper: A4, in the PDF's own Helvetica, whose letters are those of Western Europe; any
 * other letter is shown as a question mark.
 */
final class QuotePdf {
  private static final Charset LETTERS = Charset.forName("windows-1252");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 18);
  private static final Font HEAD = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 9);
  private static final Font TEXT = FontFactory.getFont(FontFactory.HELVETICA, 9);
  private static final float[] WIDTHS = {46, 12, 20, 22};

  private final CharsetEncoder encoder = LETTERS.newEncoder();

  private QuotePdf() {}

  /** Draws it; takes milliseconds of computing, so not on an event loop. */
  static Buffer of(QuoteView view) {
    var out = new ByteArrayOutputStream();
    var paper = new Document(PageSize.A4, 48, 48, 48, 48);
    PdfWriter.getInstance(paper, out);
    new QuotePdf().write(paper, view);
    return Buffer.buffer(out.toByteArray());
  }

  private void write(Document paper, QuoteView view) {
    Quote quote = view.quote();
    paper.addTitle(shown("Quote " + quote.displayId()));
    paper.open();
    paper.add(new Paragraph(shown("Quote " + quote.displayId()), TITLE));
    line(paper, quote.name());
    line(paper, "Status: " + quote.status());
    line(paper, "Made on " + day(quote.createdOn()) + ", valid until " + day(quote.expiresOn()));
    line(paper, "From: " + who(view, true));
    line(paper, "For: " + who(view, false));
    Offer offer = view.offer();
    for (Offer.Item item : offer.items()) {
      heading(paper, item.product() + " - " + item.plan());
      PdfPTable table = table();
      item.rows().forEach(row -> row(table, row));
      paper.add(table);
    }
    if (!offer.fees().isEmpty()) {
      heading(paper, "Fees");
      PdfPTable table = table();
      offer.fees().forEach(row -> row(table, row));
      paper.add(table);
    }
    totals(paper, offer);
    paper.close();
  }

  private static String who(QuoteView view, boolean owner) {
    var people = view.quote().offered().people();
    var party = owner ? people.owner() : people.customer();
    String company = view.companyName(party);
    String user = view.userName(party);
    return company.isEmpty() || user.isEmpty() ? company + user : user + ", " + company;
  }

  private void totals(Document paper, Offer offer) {
    heading(paper, "Totals");
    line(paper, "Due now before tax: " + QuoteView.money(offer.due()));
    line(paper, "Tax: " + QuoteView.money(offer.tax()));
    line(paper, "Due now: " + QuoteView.money(offer.due().plus(offer.tax())));
    for (RecurringTotal total : offer.recurring()) {
      line(paper, "Recurring, " + cycle(total.cycle()) + ": " + QuoteView.money(total.total()));
    }
  }

  /** {@code monthly}, {@code every 4 months}, as people say it. */
  static String cycle(BillingCycle cycle) {
    String word = cycle.period().toLowerCase(Locale.ROOT).replace('_', ' ');
    return cycle.count() == 1 ? word : word + " x " + cycle.count();
  }

  private PdfPTable table() {
    var table = new PdfPTable(WIDTHS);
    table.setWidthPercentage(100);
    table.setSpacingBefore(4);
    cell(table, "Description", HEAD, false);
    cell(table, "Quantity", HEAD, true);
    cell(table, "Price", HEAD, true);
    cell(table, "Total", HEAD, true);
    table.setHeaderRows(1);
    return table;
  }

  private void row(PdfPTable table, Offer.Row row) {
    cell(table, row.description() == null ? row.costType() : row.description(), TEXT, false);
    cell(table, QuoteView.quantity(row.quantity()), TEXT, true);
    cell(table, QuoteView.price(row.price()), TEXT, true);
    cell(table, QuoteView.money(row.total()), TEXT, true);
  }

  private void cell(PdfPTable table, String text, Font font, boolean number) {
    var cell = new PdfPCell(new Phrase(shown(text), font));
    cell.setHorizontalAlignment(number ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
    cell.setPadding(3);
    table.addCell(cell);
  }

  private void heading(Document paper, String text) {
    var paragraph = new Paragraph(shown(text), HEAD);
    paragraph.setSpacingBefore(12);
    paper.add(paragraph);
  }

  private void line(Document paper, String text) {
    paper.add(new Paragraph(shown(text), TEXT));
  }

  private static String day(Instant instant) {
    return DAY.format(instant);
  }

  private String shown(String text) {
    var letters = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              String each = Character.toString(letter);
              letters.append(encoder.canEncode(each) ? each : "?");
            });
    return letters.toString();
  }
}
