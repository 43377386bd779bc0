package dev.emporium.checkout.appdirect.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class LeadServiceTest {
  private static TestService service;
  private static Emporium emporium;

  @BeforeAll
  static void start(Emporium given) {
    emporium = given;
    service = LeadShop.start(given);
  }

  private static List<Received> events(String lead, int atLeast) {
    var found = new java.util.ArrayList<Received>();
    Emporium.eventually(
        () -> {
          found.clear();
          emporium.events("checkout").stream()
              .filter(event -> event.subject().equals("lead/" + lead))
              .forEach(found::add);
          assertThat(found).hasSizeGreaterThanOrEqualTo(atLeast);
        });
    return found;
  }

  @Test
  @DisplayName("a reseller's lead is asked for, approved and converted into its customer")
  void course() {
    var shop = new LeadShop(emporium, service);
    String id = LeadShop.id(shop.seller().create(shop.manual("Acme", "john@acme.com")));
    assertThat(shop.manager().get(id).status()).as("a manual lead is its maker's").isEqualTo(404);
    assertThat(shop.rival().get(id).status()).isEqualTo(404);
    assertThat(shop.seller().convert(id).status()).as("not approved yet").isEqualTo(409);
    JsonObject asked = shop.seller().request(id).json().getJsonObject("lead");
    assertThat(asked.getString("status")).isEqualTo("PENDING_CONVERSION_APPROVAL");
    assertThat(asked.getJsonObject("recipient").getString("participantType")).isEqualTo("CHANNEL");
    assertThat(asked.getJsonObject("referrer").getString("companyName"))
        .isEqualTo("Reseller Company");
    JsonObject approved = shop.manager().approve(id).json().getJsonObject("lead");
    assertThat(approved.getString("status")).isEqualTo("CONVERSION_APPROVED");
    JsonObject converted = shop.seller().convert(id).json().getJsonObject("lead");
    assertThat(converted.getString("status")).isEqualTo("CONVERTED");
    JsonObject company = converted.getJsonObject("customer").getJsonObject("company");
    assertThat(company.getBoolean("companyExists")).isTrue();
    assertThat(company.getBoolean("linked")).isTrue();
    assertThat(converted.getJsonObject("convertedCompany").getString("name")).isEqualTo("Acme");
    assertThat(converted.getJsonObject("reseller").getString("id"))
        .isEqualTo(shop.seller.toString());

    List<Received> events = events(id, 4);
    assertThat(events)
        .extracting(Received::type)
        .containsExactly(
            "lead.created",
            "lead.conversion-requested",
            "lead.conversion-approved",
            "lead.converted");
    assertThat(events).extracting(Received::sequence).containsExactly(1L, 2L, 3L, 4L);
    JsonObject told = events.get(3).data();
    assertThat(told.getBoolean("isNew")).isTrue();
    assertThat(told.getString("resellerCompanyId")).isEqualTo(shop.reseller.toString());
    assertThat(told.getJsonObject("company").getString("companyId"))
        .isEqualTo(converted.getJsonObject("convertedCompany").getString("id"));
    assertThat(told.getJsonObject("user").getString("email")).isEqualTo("john@acme.com");

    JsonObject log = shop.seller().activities(id, "&creationDateOrder=ASC&size=3").json();
    assertThat(log.getJsonArray("content"))
        .extracting(line -> ((JsonObject) line).getString("verb"))
        .containsExactly("LEAD_CREATED", "LEAD_CONVERSION_REQUESTED", "LEAD_CONVERSION_APPROVED");
    assertThat(log.getJsonArray("content").getJsonObject(2).getString("verbContext"))
        .isEqualTo("MARKETPLACE");
    assertThat(log.getJsonObject("page").getInteger("totalElements")).isEqualTo(4);

    String again = LeadShop.id(shop.seller().create(shop.manual("Acme Inc", "John@Acme.com")));
    shop.seller().request(again);
    shop.manager().approve(again);
    JsonObject same = shop.seller().convert(again).json().getJsonObject("lead");
    assertThat(same.getJsonObject("convertedUser"))
        .as("one person becomes one customer")
        .isEqualTo(converted.getJsonObject("convertedUser"));
  }

  @Test
  @DisplayName(
      "assigned, a lead is its new company's and no longer the last one's; its owner stays")
  void assignment() {
    var shop = new LeadShop(emporium, service);
    String id = LeadShop.id(shop.manager().create(shop.manual("Acme", "a@acme.com")));
    assertThat(shop.seller().get(id).status()).isEqualTo(404);
    JsonObject lead = shop.manager().assign(id, shop.reseller).json().getJsonObject("lead");
    assertThat(lead.getString("status")).isEqualTo("ASSIGNED");
    assertThat(lead.getJsonObject("recipient").getString("companyName"))
        .isEqualTo("Reseller Company");
    assertThat(shop.seller().get(id).status()).isEqualTo(200);
    assertThat(shop.manager().assign(id, shop.rival).status()).isEqualTo(200);
    assertThat(shop.seller().get(id).status()).isEqualTo(404);
    assertThat(shop.rival().get(id).status()).isEqualTo(200);
    assertThat(shop.manager().get(id).status()).isEqualTo(200);
    UUID customer = shop.company("Just a customer", null);
    TestClient.Response refused = shop.manager().assign(id, customer);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("code")).isEqualTo("RECIPIENT_NOT_RESELLER");
    assertThat(shop.rival().discard(id).status()).isEqualTo(204);
    assertThat(shop.rival().get(id).json().getString("status")).isEqualTo("DISQUALIFIED");
    assertThat(shop.rival().discard(id).status()).isEqualTo(409);
  }

  @Test
  @DisplayName("a deleted lead is listed only when asked for")
  void deleted() {
    var shop = new LeadShop(emporium, service);
    String id = LeadShop.id(shop.seller().create(shop.manual("Gone", "gone@acme.com")));
    assertThat(shop.seller().discard(id).status()).isEqualTo(204);
    assertThat(LeadShop.names(shop.seller().list(""))).isEmpty();
    assertThat(LeadShop.names(shop.seller().list("&status=DELETED"))).containsExactly("Gone");
  }

  @Test
  @DisplayName("an associated company is the one a lead is converted to, unless it is another's")
  void association() {
    var shop = new LeadShop(emporium, service);
    UUID known = shop.company("Known Inc", null);
    UUID member = shop.user(known, "ROLE_SYS_ADMIN");
    String id = LeadShop.id(shop.seller().create(shop.manual("Acme", "x@acme.com")));
    JsonObject associated = shop.seller().associate(id, member, known).json();
    assertThat(associated.getString("status")).isEqualTo("ASSIGNED");
    assertThat(associated.getJsonObject("convertedCompany").getString("name"))
        .isEqualTo("Known Inc");
    assertThat(associated.getJsonObject("customer").getJsonObject("company").getBoolean("linked"))
        .isFalse();
    assertThat(shop.seller().associate(id, shop.manager, known).status())
        .as("not a member")
        .isEqualTo(404);
    shop.seller().request(id);
    shop.manager().approve(id);
    JsonObject converted = shop.seller().convert(id).json().getJsonObject("lead");
    assertThat(converted.getJsonObject("convertedCompany").getString("id"))
        .isEqualTo(known.toString());
    assertThat(events(id, 5).get(4).data().getBoolean("isNew")).isFalse();

    UUID others = shop.company("Others", shop.rival);
    UUID theirs = shop.user(others, "ROLE_SYS_ADMIN");
    String second = LeadShop.id(shop.seller().create(shop.manual("Others", "y@acme.com")));
    shop.seller().associate(second, theirs, others);
    shop.seller().request(second);
    shop.manager().approve(second);
    TestClient.Response refused = shop.seller().convert(second);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("code")).isEqualTo("COMPANY_HAS_RESELLER");
  }

  @Test
  @DisplayName("without credentials profile leads may be left, and nothing else")
  void anonymous() {
    var shop = new LeadShop(emporium, service);
    String product = shop.product(shop.rival.toString());
    TestClient nobody = service.anonymous();
    String path = "/api/lead/v2/leads?context=ANONYMOUS";
    JsonObject body =
        shop.body("PRODUCT", "Visitor", "v@acme.com")
            .put("product", new JsonObject().put("id", product));
    Emporium.eventually(() -> assertThat(nobody.post(path, body).status()).isEqualTo(200));
    JsonObject lead = LeadShop.CONTRACT.check("createLead", nobody.post(path, body)).json();
    assertThat(lead.getString("status")).isEqualTo("SUBMITTED");
    assertThat(lead.getJsonObject("product").getString("name")).isEqualTo("Board");
    assertThat(lead.containsKey("creator")).isFalse();
    assertThat(shop.manager().get(lead.getString("id")).status()).isEqualTo(200);
    JsonObject profile =
        shop.body("COMPANY", "Visitor", "v@acme.com")
            .put("profileCompany", new JsonObject().put("id", shop.reseller.toString()));
    JsonObject toReseller = nobody.post(path, profile).json();
    assertThat(toReseller.getString("status")).isEqualTo("ASSIGNED");
    assertThat(shop.seller().get(toReseller.getString("id")).status()).isEqualTo(200);
    assertThat(shop.rival().get(toReseller.getString("id")).status()).isEqualTo(404);
    UUID buyers = shop.company("Buyers", shop.reseller);
    shop.user(buyers, "ROLE_SYS_ADMIN");
    profile.put("profileCompany", new JsonObject().put("id", buyers.toString()));
    Emporium.eventually(
        () ->
            assertThat(nobody.post(path, profile).json().getString("code"))
                .isEqualTo("PROFILE_COMPANY_NOT_RESELLER"));

    assertThat(nobody.post(path, shop.manual("Acme", "v@acme.com")).status()).isEqualTo(403);
    assertThat(nobody.post("/api/lead/v2/leads?context=RESELLER", body).status()).isEqualTo(401);
    assertThat(nobody.get("/api/lead/v2/leads?context=ANONYMOUS").status()).isEqualTo(401);
    TestClient.Response wrong = nobody.post(path, body.copy().put("partner", "NOBODY"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().getString("code")).isEqualTo("INVALID_PARTNER");
    TestClient.Response unknown =
        nobody.post(
            path,
            body.copy().put("product", new JsonObject().put("id", UUID.randomUUID().toString())));
    assertThat(unknown.json().getString("code")).isEqualTo("PRODUCT_NOT_FOUND");
    assertThat(events(lead.getString("id"), 1).get(0).marketplace()).isEqualTo(shop.marketplace);
  }

  @Test
  @DisplayName("developers see product leads where the marketplace says so")
  void developers() {
    var shop = new LeadShop(emporium, service);
    UUID vendor = shop.company("Vendor", null);
    UUID developer = shop.user(vendor, "ROLE_DEVELOPER");
    String product = shop.product(vendor.toString());
    JsonObject body =
        shop.body("PRODUCT", "Visitor", "v@acme.com")
            .put("product", new JsonObject().put("id", product));
    String id = LeadShop.id(shop.seller().create(body));
    LeadShop.Caller dev = shop.new Caller(developer, vendor, "DEVELOPER");
    assertThat(dev.get(id).status()).isEqualTo(404);
    TestClient admin =
        service.as(
            Principals.appdirect(
                shop.marketplace, shop.manager, shop.channel, "ROLE_CHANNEL_ADMIN"));
    JsonObject settings =
        new JsonObject()
            .put("developersSeeProductLeads", true)
            .put("conversionNeedsApproval", false);
    assertThat(admin.put("/admin/v1/lead-settings", settings).status()).isEqualTo(200);
    assertThat(admin.get("/admin/v1/lead-settings").json()).isEqualTo(settings);
    assertThat(dev.get(id).status()).isEqualTo(200);
    assertThat(LeadShop.names(dev.list(""))).containsExactly("Visitor");
    assertThat(dev.patch(id, new JsonObject().put("notes", "mine")).status()).isEqualTo(403);
    String own = LeadShop.id(shop.seller().create(shop.manual("Direct", "d@acme.com")));
    assertThat(shop.seller().convert(own).status()).as("no approval needed").isEqualTo(200);
  }

  @Test
  @DisplayName("roles, contexts and companies that do not fit are 403")
  void forbidden() {
    var shop = new LeadShop(emporium, service);
    LeadShop.Caller user = shop.new Caller(shop.seller, shop.reseller, "USER");
    assertThat(user.client().get("/api/lead/v2/leads?context=RESELLER").status()).isEqualTo(403);
    TestClient seller = shop.seller().client();
    String company = "&companyId=" + shop.reseller;
    assertThat(seller.get("/api/lead/v2/leads?context=RESELLER_MANAGER" + company).status())
        .isEqualTo(403);
    assertThat(seller.get("/api/lead/v2/leads?context=RESELLER&companyId=" + shop.rival).status())
        .isEqualTo(403);
    String id = LeadShop.id(shop.seller().create(shop.manual("Acme", "f@acme.com")));
    assertThat(shop.seller().assign(id, shop.rival).status()).isEqualTo(403);
    assertThat(shop.seller().approve(id).status()).isEqualTo(403);
    assertThat(shop.manager().convert(id).status()).isEqualTo(403);
    var stranger = new LeadShop(emporium, service);
    assertThat(stranger.seller().get(id).status()).as("another marketplace").isEqualTo(404);
  }
}
