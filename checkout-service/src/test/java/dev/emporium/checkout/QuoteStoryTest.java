package dev.emporium.checkout;

import static dev.emporium.checkout.SalesFloor.V1;
import static dev.emporium.checkout.SalesFloor.V2;
import static dev.emporium.checkout.SalesFloor.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class QuoteStoryTest {
  private static TestService service;
  private static Emporium emporium;

  @BeforeAll
  static void start(Emporium running) {
    emporium = running;
    service = running.start("checkout", CheckoutService::wire);
  }

  private static QuoteFloor floor() {
    return new QuoteFloor(emporium, service);
  }

  @Test
  @DisplayName("examples are what their schemas say")
  void examples() {
    assertThat(QuoteFloor.CONTRACT.brokenExamples()).isEmpty();
    assertThat(QuoteFloor.OWN.brokenExamples()).isEmpty();
  }

  @Test
  @DisplayName(
      "what the customer approved is sold, whatever the opportunity and catalog say by then")
  void frozen() {
    QuoteFloor floor = floor();
    SalesFloor sales = floor.sales;
    sales.card();
    sales.discount("TENTH", "10", null);
    String id = sales.create(item(floor.seatsPlan, 8)).getString("id");
    sales
        .call(
            sales.agentCaller,
            "POST",
            V2 + "/" + id + "/applyDiscount",
            new JsonObject().put("discountCode", "TENTH"))
        .ok();
    JsonObject fee = new JsonObject().put("key", "SHIPPING_FEE_100").put("amount", "9.81");
    sales
        .call(
            sales.agentCaller,
            "POST",
            V1 + "/" + id + "/shipping",
            new JsonObject()
                .put("deliveryAddress", new JsonObject().put("city", "Greenbow"))
                .put("shippingFee", fee))
        .ok();
    String quote = floor.version(id);
    JsonObject full = floor.get(sales.agentCaller, quote).json();
    // (5 x 20 + 3 x 15) a month and 100 once, a tenth off, and shipping
    JsonObject totals = full.getJsonObject("pricingTotals");
    assertThat(totals.getString("amountDueBeforeTax")).isEqualTo("230.3100000000");
    assertThat(totals.getJsonArray("recurringTotals").getJsonObject(0).getString("totalSalePrice"))
        .isEqualTo("130.5000000000");
    assertThat(rowsOf(full)).isEqualByComparingTo(totals.getString("amountDueBeforeTax"));
    String link = floor.shared(quote);

    // dearer and more, after the version was made
    sales.app(SalesCatalog.flat(floor.seats, floor.seatsPlan, "999").put("name", "Seats"), 2);
    sales
        .call(
            sales.agentCaller,
            "PATCH",
            V1 + "/" + id,
            new JsonObject().put("name", "changed meanwhile"))
        .ok();
    JsonObject more = item(floor.seatsPlan, 50);
    assertThat(
            sales
                .call(
                    sales.agentCaller, "POST", V1 + "/" + id + "/items", new JsonArray().add(more))
                .status())
        .isEqualTo(200);
    JsonObject seen = floor.view(link).json();
    assertThat(seen.getJsonObject("pricingTotals")).isEqualTo(totals);
    JsonObject approved = floor.decide(link, "APPROVED").json();
    assertThat(approved.getString("status")).isEqualTo("APPROVED");
    assertThat(approved.getJsonObject("decision").getString("name")).isEqualTo("Jane Doe");
    assertThat(floor.decide(link, "DECLINED").status()).as("answered once").isEqualTo(409);

    JsonObject sold =
        sales.call(sales.managerCaller, "POST", V2 + "/" + id + "/finalize", null).ok();
    assertThat(sold.getString("status")).isEqualTo("PROCESSING");
    Received placed =
        sales.events(id, 6).stream()
            .filter(event -> event.type().equals("purchase.placed"))
            .findFirst()
            .orElseThrow();
    assertThat(placed.data().getString("quoteId")).isEqualTo(quote);
    assertThat(new BigDecimal(placed.data().getString("dueNow"))).isEqualByComparingTo("230.31");
    assertThat(placed.data().getJsonArray("items")).hasSize(1);
    assertThat(floor.create(sales.agentCaller, id, null).status()).as("sold").isEqualTo(409);

    sales.ended(
        "purchase.completed",
        id,
        sold.getString("purchaseId"),
        new JsonObject().put("quoteId", quote));
    assertThat(floor.events(quote, 5))
        .extracting(Received::type)
        .containsExactly(
            "quote.created",
            "quote.approval-requested",
            "quote.shared",
            "quote.approved",
            "quote.purchased");
    assertThat(floor.events(quote, 5))
        .extracting(Received::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(floor.get(sales.agentCaller, quote).json().getString("status"))
        .isEqualTo("PURCHASED");
  }

  private static BigDecimal rowsOf(JsonObject quote) {
    var rows = new ArrayList<Object>();
    quote
        .getJsonArray("items")
        .forEach(item -> ((JsonObject) item).getJsonArray("pricing").forEach(rows::add));
    quote.getJsonArray("fees", new JsonArray()).forEach(rows::add);
    return rows.stream()
        .map(row -> new BigDecimal(((JsonObject) row).getString("totalSalePrice")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  @DisplayName("each status has its actions, and nothing else is possible")
  void actions() {
    QuoteFloor floor = floor();
    String id = floor.sales.create(item(floor.seatsPlan, 1)).getString("id");
    JsonObject made = floor.create(floor.sales.agentCaller, id, "First offer").json();
    String quote = made.getString("id");
    assertThat(made.getString("displayId")).isEqualTo("Q1000001");
    assertThat(made.getString("name")).isEqualTo("First offer");
    assertThat(made.getJsonObject("ownerUser").getString("firstName")).isEqualTo("John");
    assertThat(made.getJsonObject("customerUser").getString("email")).isEqualTo("jane@acme.com");
    assertThat(made.getJsonArray("availableActions"))
        .containsExactly("PRINT_PDF", "EDIT_NAME", "REQUEST_CUSTOMER_APPROVAL");
    TestClient.Response early = floor.act(quote, "SHARE_LINK");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.json().getString("code")).isEqualTo("ACTION_NOT_AVAILABLE");
    assertThat(floor.act(quote, "EDIT_NAME").status()).as("no name").isEqualTo(400);
    assertThat(
            floor
                .act(quote, new JsonObject().put("action", "EDIT_NAME").put("name", "Second"))
                .json()
                .getString("name"))
        .isEqualTo("Second");
    assertThat(floor.act(quote, "SELL").status()).isEqualTo(400);
    JsonObject pending = floor.act(quote, "REQUEST_CUSTOMER_APPROVAL").json();
    assertThat(pending.getString("status")).isEqualTo("PENDING");
    assertThat(pending.getJsonArray("availableActions"))
        .containsExactly("PRINT_PDF", "EDIT_NAME", "SHARE_LINK", "REVOKE");
    String link = floor.link(quote);
    JsonObject revoked = floor.act(quote, "REVOKE").json();
    assertThat(revoked.getString("status")).isEqualTo("REVOKED");
    assertThat(revoked.getJsonArray("availableActions")).containsExactly("PRINT_PDF");
    assertThat(floor.decide(link, "APPROVED").status()).isEqualTo(409);
    assertThat(floor.view(link).json().getString("status")).isEqualTo("REVOKED");
  }

  @Test
  @DisplayName("approving one version takes the others back; a declined one can be followed")
  void supersedes() {
    QuoteFloor floor = floor();
    String id = floor.sales.create(item(floor.seatsPlan, 2)).getString("id");
    String first = floor.version(id);
    String second = floor.version(id);
    String third = floor.version(id);
    String firstLink = floor.shared(first);
    String secondLink = floor.shared(second);
    assertThat(floor.decide(firstLink, "APPROVED").status()).isEqualTo(200);
    assertThat(floor.view(secondLink).json().getString("status")).isEqualTo("REVOKED");
    String thirdLink = floor.shared(third);
    assertThat(floor.decide(thirdLink, "DECLINED").json().getString("status"))
        .isEqualTo("DECLINED");
    assertThat(floor.get(floor.sales.agentCaller, first).json().getString("status"))
        .isEqualTo("APPROVED");
    String fourth = floor.version(id);
    assertThat(floor.decide(floor.shared(fourth), "APPROVED").status()).isEqualTo(200);
    assertThat(floor.get(floor.sales.agentCaller, first).json().getString("status"))
        .isEqualTo("REVOKED");
  }

  @Test
  @DisplayName("a quote nobody answers expires on the marketplace's clock, and so does its link")
  void expires() {
    QuoteFloor floor = floor();
    String id = floor.sales.create(item(floor.seatsPlan, 2)).getString("id");
    String quote = floor.version(id);
    String link = floor.shared(quote);
    floor.sales.clock(Duration.ofDays(29).toMillis(), 2);
    long soon = floor.get(floor.sales.agentCaller, quote).json().getLong("expiresOn");
    var late = new AtomicReference<String>();
    Emporium.eventually(
        () -> {
          JsonObject link2 = floor.act(quote, "SHARE_LINK").json().getJsonObject("shareLink");
          assertThat(link2.getLong("expiresOn")).isGreaterThan(soon + 86_400_000L);
          late.set(link2.getString("url").replaceAll("^.*/quotes/", "/quotes/"));
        });
    assertThat(floor.view(link).json().getString("status")).isEqualTo("PENDING");
    floor.sales.clock(Duration.ofDays(31).toMillis(), 3);
    Emporium.eventually(() -> assertThat(floor.view(link).status()).isEqualTo(410));
    assertThat(floor.view(late.get()).json().getString("status")).isEqualTo("EXPIRED");
    assertThat(floor.decide(late.get(), "APPROVED").status()).isEqualTo(409);
    assertThat(
            floor.list(floor.sales.agentCaller, "status=EXPIRED").json().getInteger("totalCount"))
        .isEqualTo(1);
    assertThat(
            floor.list(floor.sales.agentCaller, "status=PENDING").json().getInteger("totalCount"))
        .isZero();
    Emporium.eventually(
        () ->
            assertThat(floor.events(quote, 5))
                .last()
                .satisfies(
                    event -> {
                      assertThat(event.type()).isEqualTo("quote.expired");
                      assertThat(event.data().getString("status")).isEqualTo("EXPIRED");
                    }));
  }

  @Test
  @DisplayName("the paper says what the quote does; the page is safe and works without scripts")
  void paper() throws IOException {
    QuoteFloor floor = floor();
    String id = floor.sales.create(item(floor.seatsPlan, 8)).getString("id");
    JsonObject made =
        floor.create(floor.sales.agentCaller, id, "<b>Größe & \"Preis\"</b> \u4e2d").json();
    String quote = made.getString("id");
    String url = floor.act(quote, "PRINT_PDF").json().getJsonObject("pdf").getString("url");
    String path = url.substring(url.indexOf("/admin/"));
    TestClient.Response pdf =
        QuoteFloor.OWN.check("printQuote", floor.as(floor.sales.agentCaller).get(path));
    String text = text(pdf);
    assertThat(text)
        .contains("Quote Q1000001", "<b>Größe & \"Preis\"</b> ?", "Seats - Team", "John Doe")
        .contains("USD 20.00", "USD 100.00", "USD 15.00", "USD 45.00")
        .contains("Due now before tax: USD 245.00", "Recurring, monthly: USD 145.00");
    assertThat(text(floor.as(floor.sales.agentCaller).get(path))).isEqualTo(text);
    assertThat(service.anonymous().get(path).status()).isEqualTo(401);

    String link = floor.shared(quote);
    assertThat(text(service.anonymous().get(link + "/pdf"))).contains("Status: PENDING");
    TestClient.Response page = service.anonymous().with("Accept", "text/html").get(link);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type").orElse("")).startsWith("text/html");
    assertThat(page.header("cache-control")).hasValue("no-store");
    assertThat(page.header("referrer-policy")).hasValue("no-referrer");
    assertThat(page.header("content-security-policy").orElse("")).contains("default-src 'none'");
    assertThat(page.text())
        .contains("&lt;b&gt;Größe &amp; &quot;Preis&quot;&lt;/b&gt;")
        .doesNotContain("<b>")
        .contains("action=\"" + link + "/decision\"");
    TestClient.Response form =
        service.anonymous().form(link + "/decision", Map.of("decision", "APPROVED", "name", ""));
    assertThat(form.status()).isEqualTo(302);
    assertThat(form.header("location")).hasValue(link);
    assertThat(service.anonymous().with("Accept", "text/html").get(link).text())
        .contains("Status: APPROVED")
        .doesNotContain("<form");
    String wrong = "/quotes/v1/" + "a".repeat(43);
    assertThat(service.anonymous().get(wrong).status()).isEqualTo(404);
    assertThat(service.anonymous().get("/quotes/v1/short").status()).isEqualTo(404);
    assertThat(service.rows("select token_hash from quote_link").toString())
        .doesNotContain(link.substring(link.lastIndexOf('/') + 1));
  }

  private static String text(TestClient.Response paper) throws IOException {
    assertThat(paper.status()).isEqualTo(200);
    assertThat(paper.header("content-type")).hasValue("application/pdf");
    try (var reader = new PdfReader(paper.body().getBytes())) {
      assertThat(reader.getNumberOfPages()).isEqualTo(1);
      return new PdfTextExtractor(reader).getTextFromPage(1);
    }
  }

  @Test
  @DisplayName("pages go on where they were, whatever is made meanwhile")
  void pages() {
    QuoteFloor floor = floor();
    String id = floor.sales.create(item(floor.seatsPlan, 1)).getString("id");
    for (int i = 0; i < 5; i++) {
      floor.version(id);
    }
    var seen = new ArrayList<String>();
    String after = "";
    boolean more = true;
    for (int page = 0; more; page++) {
      JsonObject json =
          floor.list(floor.sales.agentCaller, "sourceId=" + id + "&first=2" + after).json();
      json.getJsonArray("quotes")
          .forEach(each -> seen.add(((JsonObject) each).getString("displayId")));
      JsonObject info = json.getJsonObject("pageInfo");
      assertThat(info.getBoolean("hasPreviousPage")).isEqualTo(page > 0);
      assertThat(json.getInteger("totalCount")).isEqualTo(5);
      more = info.getBoolean("hasNextPage");
      after = "&after=" + info.getString("endCursor").replace("=", "%3D");
      floor.version(id);
    }
    assertThat(seen).containsExactly("Q1000005", "Q1000004", "Q1000003", "Q1000002", "Q1000001");
    JsonObject plain = floor.list(floor.sales.agentCaller, "first=3&after=MA%3D%3D").json();
    assertThat(plain.getJsonArray("quotes").getJsonObject(0).getString("displayId"))
        .as("the document's own cursor")
        .isEqualTo("Q1000005");
    assertThat(floor.list(floor.sales.agentCaller, "after=x").status()).isEqualTo(400);
    assertThat(floor.list(floor.sales.agentCaller, "first=0").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("who does not see the opportunity sees no quote; other roles are 403")
  void roles() {
    QuoteFloor floor = floor();
    SalesFloor sales = floor.sales;
    String id = sales.create(item(floor.seatsPlan, 1)).getString("id");
    String quote = floor.version(id);
    UUID rival = UUID.randomUUID();
    sales.company(rival, null, "Rival", true);
    var other = sales.caller(UUID.randomUUID(), rival, "ROLE_RESELLER");
    assertThat(floor.get(other, quote).status()).isEqualTo(404);
    assertThat(floor.list(other, "").json().getInteger("totalCount")).isZero();
    assertThat(floor.list(other, "sourceId=" + id).status()).isEqualTo(404);
    TestClient.Response unseen = floor.create(other, id, null);
    assertThat(unseen.status()).isEqualTo(404);
    assertThat(unseen.json().getString("message")).isEqualTo("No source found with the given ID");
    for (var caller : List.of(sales.managerCaller, sales.channelAdmin)) {
      assertThat(floor.get(caller, quote).status()).isEqualTo(200);
      assertThat(floor.list(caller, "sourceId=" + id).json().getInteger("totalCount")).isEqualTo(1);
    }
    var customer = sales.caller(sales.customer, sales.company, "ROLE_USER");
    assertThat(floor.get(customer, quote).status()).isEqualTo(403);
    assertThat(floor.list(customer, "").status()).isEqualTo(403);
    assertThat(floor.create(customer, id, null).status()).isEqualTo(403);
    assertThat(service.as(sales.agentCaller).get(QuoteFloor.QUOTES + "/" + quote).status())
        .as("Accept-Language is required")
        .isEqualTo(400);
    assertThat(floor.get(floor().sales.channelAdmin, quote).status())
        .as("another marketplace")
        .isEqualTo(404);
  }
}
