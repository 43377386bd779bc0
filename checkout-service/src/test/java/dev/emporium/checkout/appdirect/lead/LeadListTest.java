package dev.emporium.checkout.appdirect.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class LeadListTest {
  private static final String SALES = "/api/prm/v1/leads";
  private static TestService service;
  private static Emporium emporium;

  @BeforeAll
  static void start(Emporium given) {
    emporium = given;
    service = LeadShop.start(given);
  }

  @Test
  @DisplayName("examples are what their schemas say")
  void examples() {
    assertThat(LeadShop.CONTRACT.brokenExamples()).isEmpty();
  }

  @Test
  @DisplayName("pages, filters and orders of the second API")
  void pages() {
    var shop = new LeadShop(emporium, service);
    for (String name : List.of("beta", "Alpha", "gamma", "Delta")) {
      LeadShop.id(shop.seller().create(shop.manual(name, name + "@acme.com")));
    }
    assertThat(LeadShop.names(shop.seller().list("")))
        .containsExactly("Delta", "gamma", "Alpha", "beta");
    assertThat(LeadShop.names(shop.seller().list("&sortField=COMPANY_NAME&sortOrder=ASC")))
        .containsExactly("Alpha", "beta", "Delta", "gamma");
    var seen = new ArrayList<String>();
    for (int page = 0; page < 3; page++) {
      seen.addAll(LeadShop.names(shop.seller().list("&sortOrder=ASC&size=2&page=" + page)));
    }
    assertThat(seen).containsExactly("beta", "Alpha", "gamma", "Delta");
    JsonObject page = shop.seller().list("&size=3").json().getJsonObject("page");
    assertThat(page)
        .isEqualTo(
            new JsonObject()
                .put("size", 3)
                .put("totalElements", 4)
                .put("totalPages", 2)
                .put("number", 0));
    assertThat(LeadShop.names(shop.seller().list("&searchText=ALPH"))).containsExactly("Alpha");
    assertThat(LeadShop.names(shop.seller().list("&searchText=gamma@"))).containsExactly("gamma");
    assertThat(LeadShop.names(shop.seller().list("&status=CONVERTED"))).isEmpty();
    assertThat(LeadShop.names(shop.rival().list(""))).isEmpty();
    assertThat(LeadShop.names(shop.manager().list(""))).isEmpty();
    long made =
        shop.seller().list("").json().getJsonArray("content").getJsonObject(3).getLong("createdOn");
    assertThat(LeadShop.names(shop.seller().list("&toDate=" + made))).contains("beta");
    assertThat(LeadShop.names(shop.seller().list("&toDate=" + (made / 1000 - 5)))).isEmpty();
    assertThat(LeadShop.names(shop.seller().list("&fromDate=" + (made / 1000 - 5)))).hasSize(4);
    for (String wrong : List.of("&size=0", "&size=251", "&page=-1", "&status=NEW", "&fromDate=x")) {
      assertThat(shop.seller().list(wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("the first API shows and makes the same leads")
  void sales() {
    var shop = new LeadShop(emporium, service);
    TestClient seller =
        service.as(
            Principals.appdirect(shop.marketplace, shop.seller, shop.reseller, "ROLE_RESELLER"));
    TestClient manager =
        service.as(
            Principals.appdirect(
                shop.marketplace, shop.manager, shop.channel, "ROLE_RESELLER_MANAGER"));
    JsonObject body = LeadShop.CONTRACT.requestObject("createSalesLead");
    JsonObject made = LeadShop.CONTRACT.check("createSalesLead", seller.post(SALES, body)).json();
    assertThat(made.getString("status")).isEqualTo("PENDING");
    assertThat(made.getBoolean("referralLead")).isTrue();
    assertThat(made.getJsonObject("attributes")).isEqualTo(body.getJsonObject("attributes"));
    assertThat(made.getJsonObject("reseller").getString("companyName"))
        .isEqualTo("Reseller Company");
    String id = made.getString("uuid");
    assertThat(shop.seller().get(id).json().getString("status")).isEqualTo("PENDING_FOR_MANAGERS");

    TestClient.Response twice =
        LeadShop.CONTRACT.check("createSalesLead", seller.post(SALES, body));
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.json().getString("code")).isEqualTo("LEAD_EMAIL_ALREADY_EXISTS");
    assertThat(seller.post(SALES + "?ignoreDuplicateEmail=true", body).status()).isEqualTo(200);
    assertThat(
            manager
                .post(
                    SALES + "?ignoreDuplicateEmail=true",
                    body.copy().put("source", "CUSTOMER").put("referralLead", false))
                .status())
        .as("only referrals")
        .isEqualTo(409);

    JsonObject accepted =
        LeadShop.CONTRACT
            .check(
                "updateSalesLead",
                manager.patch(SALES + "/" + id, LeadShop.CONTRACT.requestObject("updateSalesLead")))
            .json();
    assertThat(accepted.getString("status")).isEqualTo("ACCEPTED");
    assertThat(accepted.getString("comment")).isEqualTo("Called back");
    assertThat(accepted.getString("useCaseDescription"))
        .as("what is not sent stays")
        .isEqualTo(made.getString("useCaseDescription"));
    assertThat(accepted.getInteger("anticipatedNumberOfSeats")).isEqualTo(60);
    assertThat(
            manager
                .patch(SALES + "/" + id, new JsonObject().put("comment", null))
                .json()
                .getString("comment"))
        .isNull();
    JsonObject won = manager.patch(SALES + "/" + id, new JsonObject().put("status", "WON")).json();
    assertThat(won.getString("status")).isEqualTo("WON");
    assertThat(manager.patch(SALES + "/" + id, new JsonObject().put("comment", "x")).status())
        .isEqualTo(409);

    String own = LeadShop.id(shop.seller().create(shop.manual("Zeta", "zeta@acme.com")));
    assertThat(own).isNotEmpty();
    assertThat(uuids(seller, "?status=WON")).containsExactly(id);
    assertThat(uuids(seller, "?status=WON&status=ASSIGNED&sortField=COMPANY_NAME&sortOrder=ASC"))
        .containsExactly(id, own);
    assertThat(uuids(seller, "?target=RESELLER")).containsExactly(own);
    assertThat(uuids(seller, "?source=CUSTOMER")).isEmpty();
    for (String sort : List.of("RESELLER_LAST_NAME", "USER_FULL_NAME", "USER_LAST_NAME", "DATE")) {
      assertThat(uuids(seller, "?sortField=" + sort)).as(sort).hasSize(3);
    }
    assertThat(uuids(manager, "")).as("referred to the marketplace").hasSize(2).contains(id);
  }

  private static List<String> uuids(TestClient client, String query) {
    TestClient.Response page = LeadShop.CONTRACT.check("listSalesLeads", client.get(SALES + query));
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return page.json().getJsonArray("content").stream()
        .map(lead -> ((JsonObject) lead).getString("uuid"))
        .toList();
  }

  @Test
  @DisplayName("what a list shows is what the rule of visibility says of each lead")
  void visibilityAgrees() {
    var shop = new LeadShop(emporium, service);
    var ids = new ArrayList<String>();
    ids.add(LeadShop.id(shop.seller().create(shop.manual("a", "a@acme.com"))));
    ids.add(LeadShop.id(shop.manager().create(shop.manual("b", "b@acme.com"))));
    ids.add(LeadShop.id(shop.rival().create(shop.manual("c", "c@acme.com"))));
    JsonObject profile =
        shop.body("COMPANY", "d", "d@acme.com")
            .put("profileCompany", new JsonObject().put("id", shop.reseller.toString()));
    ids.add(LeadShop.id(shop.rival().create(profile)));
    String product = shop.product(shop.rival.toString());
    JsonObject page =
        shop.body("PRODUCT", "e", "e@acme.com").put("product", new JsonObject().put("id", product));
    ids.add(LeadShop.id(shop.seller().create(page)));
    shop.manager().assign(ids.get(1), shop.rival);
    shop.manager().assign(ids.get(3), shop.rival);
    shop.rival().request(ids.get(2));
    for (LeadShop.Caller caller : List.of(shop.seller(), shop.manager(), shop.rival())) {
      List<String> listed =
          caller.list("").json().getJsonArray("content").stream()
              .map(lead -> ((JsonObject) lead).getString("id"))
              .toList();
      List<String> found = ids.stream().filter(id -> caller.get(id).status() == 200).toList();
      assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
    }
  }
}
