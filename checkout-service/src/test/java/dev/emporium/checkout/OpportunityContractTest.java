package dev.emporium.checkout;

import static dev.emporium.checkout.SalesFloor.CONTRACT;
import static dev.emporium.checkout.SalesFloor.V1;
import static dev.emporium.checkout.SalesFloor.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.http.Operation;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The document's own requests, each answered as the contract says. */
@EmporiumTest
class OpportunityContractTest {
  private static final String PRODUCT = "dfc9cefb-610b-4e49-ade8-6ae51a4d35c9";
  private static final String FIRST_PLAN = "85d30404-c56b-4dff-9f3b-06636477fe55";
  private static final String SECOND_PLAN = "d12931cf-eac6-45fa-8965-d33b1c5698b0";
  private static final String THIRD_PLAN = "a22c03e9-9e27-4e85-8433-78f246345685";
  private static TestService service;
  private static SalesFloor floor;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("checkout", CheckoutService::wire);
    floor = new SalesFloor(emporium, service);
    UUID owner = UUID.fromString("6a62244e-aa2f-461b-8c7a-3a0e091be9d3");
    UUID customer = UUID.fromString("498c62ea-ad14-48e6-96ce-5400c617444c");
    UUID maker = UUID.fromString("b7e0c48b-6d0d-45fc-9c8a-3fa3fd84d9f1");
    floor.company(owner, null, "Acme Corp.", true);
    floor.company(customer, owner, "Customer Company", false);
    floor.company(maker, null, "Marvel Corp.", false);
    floor.member(
        UUID.fromString("d781ac09-b4fe-4d57-8ba2-4640fc5b7c49"), owner, "John", "ROLE_RESELLER");
    floor.member(
        UUID.fromString("505f0a0c-57a7-4d9e-9fac-66bbf557ac4d"),
        customer,
        "Jane",
        "ROLE_SYS_ADMIN");
    floor.member(
        UUID.fromString("8f6b3d29-4169-4fb0-91ff-bad9b7a3d0d4"), maker, "Peter", "ROLE_USER");
    floor.app(SalesCatalog.seats(PRODUCT, FIRST_PLAN), 1);
    floor.app(SalesCatalog.flat(UUID.randomUUID().toString(), SECOND_PLAN, "4.99"), 1);
    floor.app(SalesCatalog.seats(UUID.randomUUID().toString(), THIRD_PLAN), 1);
    floor.discount("10%OFF", "10", null);
  }

  @Test
  @DisplayName("every example is what its schema says")
  void examples() {
    assertThat(CONTRACT.brokenExamples()).isEmpty();
    assertThat(ContractReplay.of("contract/checkout/admin-opportunities.yaml").brokenExamples())
        .isEmpty();
  }

  @Test
  @DisplayName("the document's requests, one after the other")
  void replay() {
    JsonObject made = call("POST", V1, CONTRACT.requestObject("createOpportunity")).ok();
    assertThat(made.getJsonArray("items")).hasSize(2);
    assertThat(made.getJsonArray("availableActions"))
        .containsExactly(
            "ADD_PRODUCT",
            "EDIT",
            "FINALIZE",
            "SET_CUSTOM_PRICE",
            "SET_CUSTOM_CONTRACT",
            "SET_PROVISIONING_DATE",
            "SET_BILLING_DATE",
            "CHANGE_OPPORTUNITY_OWNER");
    assertThat(made.getJsonObject("actionRestrictions")).isEmpty();
    String id = made.getString("id");
    String one = V1 + "/" + id;
    expect(200, "GET", V1, null);
    expect(200, "GET", one, null);
    JsonObject renamed = call("PATCH", one, CONTRACT.requestObject("updateOpportunity")).ok();
    assertThat(renamed.getString("name")).isEqualTo("New opportunity");
    assertThat(renamed.getString("purchaseEffectiveDate")).isEqualTo("1577750400000");

    Object sample = CONTRACT.requestExample("addOpportunityItems").orElseThrow();
    JsonObject added = call("POST", one + "/items", sample).array().getJsonObject(0);
    JsonObject documented = ((JsonArray) sample).getJsonObject(0);
    documented
        .fieldNames()
        .forEach(field -> assertThat(added.getValue(field)).isEqualTo(documented.getValue(field)));
    JsonArray items = call("GET", one + "/items", null).array();
    assertThat(items).hasSize(3);

    JsonObject edit = CONTRACT.requestObject("editOpportunityItem");
    JsonArray costs = items.getJsonObject(2).getJsonArray("pricing");
    for (int i = 0; i < 2; i++) {
      edit.getJsonArray("customPrices")
          .getJsonObject(i)
          .put("costId", costs.getJsonObject(i).getString("costId"));
    }
    JsonObject edited = call("PUT", one + "/items/" + added.getString("id"), edit).ok();
    assertThat(edited.getJsonArray("pricing").getJsonObject(0).getString("totalSalePrice"))
        .isEqualTo("800.0000000000");
    assertThat(
            edited.getJsonObject("contractConfiguration").getInteger("terminationFeeGracePeriod"))
        .isEqualTo(7);

    JsonObject fields = CONTRACT.requestObject("updateRequiredFields");
    String first = made.getJsonArray("items").getJsonObject(0).getString("id");
    fields.put("itemIds", new JsonArray().add(first).add(added.getString("id")));
    JsonArray filled = call("PUT", one + "/items/requiredFields", fields).array();
    assertThat(filled).hasSize(2);
    assertThat(filled.getJsonObject(1).getJsonObject("vendorRequiredFields"))
        .isEqualTo(fields.getJsonObject("requiredFields"));

    JsonObject discount = CONTRACT.requestObject("applyOpportunityDiscount");
    discount.put("itemIds", new JsonArray().add(first));
    JsonObject less = call("POST", V2 + "/" + id + "/applyDiscount", discount).ok();
    assertThat(
            less.getJsonArray("items").getJsonObject(0).getJsonObject("discount").getString("code"))
        .isEqualTo("10%OFF");
    assertThat(call("POST", V2 + "/" + id + "/deleteDiscount", discount).ok().encode())
        .doesNotContain("DISCOUNT_FLAT");
    expect(404, "POST", V2 + "/" + id + "/deleteDiscount", discount);
    discount.put("discountCode", "NONE");
    expect(400, "POST", V2 + "/" + id + "/applyDiscount", discount);

    expect(404, "GET", one + "/shipping", null);
    JsonObject address = CONTRACT.requestObject("setOpportunityShipping");
    assertThat(call("POST", one + "/shipping", address).ok()).isEqualTo(address);
    assertThat(call("GET", one + "/shipping", null).ok()).isEqualTo(address);
    expect(200, "GET", one + "/summary", null);
    expect(200, "GET", one + "/validation?enforce=true", null);
    prices(one);
    String clone =
        call("POST", one + "/clone", CONTRACT.requestObject("cloneOpportunity"))
            .ok()
            .getString("opportunityId");
    expect(204, "DELETE", V1 + "/" + clone + "/items/" + onlyItem(clone), null);
    call("PATCH", one + "/owner", CONTRACT.requestObject("changeOpportunityOwner")).ok();
    expect(400, "POST", V2 + "/" + id + "/finalize", null);
    expect(403, "POST", one + "/requestReview", null);
    expect(200, "DELETE", V1 + "?opportunityId=" + id + "&opportunityId=" + clone, null);
    expect(404, "GET", one, null);
  }

  private static void prices(String one) {
    String query = "?currency=USD&pricingPlanId=" + FIRST_PLAN;
    JsonObject costs = call("GET", one + "/pricingPlanCosts" + query, null).ok();
    assertThat(costs.getJsonArray("pricing").getJsonObject(0).getString("frequency"))
        .isEqualTo("MONTHLY");
    String owner =
        "&ownerId=d781ac09-b4fe-4d57-8ba2-4640fc5b7c49"
            + "&ownerCompanyId=6a62244e-aa2f-461b-8c7a-3a0e091be9d3";
    assertThat(call("GET", V1 + "/pricingPlanCosts" + query + owner, null).ok()).isEqualTo(costs);
    expect(400, "GET", one + "/pricingPlanCosts?currency=EUR&pricingPlanId=" + FIRST_PLAN, null);
    String people =
        "?userId=505f0a0c-57a7-4d9e-9fac-66bbf557ac4d"
            + "&companyId=498c62ea-ad14-48e6-96ce-5400c617444c"
            + "&salesAgentUserId=d781ac09-b4fe-4d57-8ba2-4640fc5b7c49"
            + "&salesAgentCompanyId=6a62244e-aa2f-461b-8c7a-3a0e091be9d3";
    ContractReplay administration = ContractReplay.of("contract/checkout/admin-opportunities.yaml");
    assertThat(
            floor
                .admin(
                    "PUT",
                    "/admin/v1/products/" + PRODUCT + "/requiredFields?editionId=EDITION_CODE",
                    administration.requestObject("setRequiredForms"))
                .status())
        .isEqualTo(200);
    Object asked = CONTRACT.requestExample("getRequiredFieldDefinitions").orElseThrow();
    JsonObject forms = call("POST", V1 + "/items/requiredFields/definitions" + people, asked).ok();
    assertThat(
            forms
                .getJsonArray("forms")
                .getJsonObject(0)
                .getJsonArray("fields")
                .getJsonObject(0)
                .getString("value"))
        .isEqualTo("Jane");
  }

  private static String onlyItem(String clone) {
    return call("GET", V1 + "/" + clone + "/items", null).array().getJsonObject(0).getString("id");
  }

  @TestFactory
  @DisplayName("nobody is let in without a principal, nor without one of the document's roles")
  Stream<DynamicTest> credentials() {
    return CONTRACT.operations().stream()
        .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> closed(operation)));
  }

  @Test
  @DisplayName("the roles are the document's")
  void roles() {
    assertThat(CONTRACT.operation("changeOpportunityOwner").roles())
        .containsExactlyInAnyOrder("ROLE_CHANNEL_ADMIN", "ROLE_RESELLER_MANAGER", "ROLE_PARTNER");
    assertThat(CONTRACT.operation("requestOpportunityReview").roles())
        .containsExactlyInAnyOrder("ROLE_RESELLER", "ROLE_SALES_SUPPORT", "ROLE_RESELLER_MANAGER");
    assertThat(
            CONTRACT.operations().stream()
                .filter(each -> each.roles().contains("ROLE_PARTNER_READ")))
        .hasSize(9);
    assertThat(CONTRACT.operations()).hasSize(23);
  }

  @Test
  @DisplayName("Accept-Language is required; malformed bodies name their field")
  void refusals() {
    TestClient.Response silent = service.as(floor.channelAdmin).get(V1);
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.json().getString("message")).contains("Accept-Language");
    for (JsonObject bad :
        List.of(
            floor.opportunity().put("currency", "XXX"),
            floor.opportunity().put("ownerId", "somebody"),
            floor.opportunity(new JsonObject()),
            floor.opportunity(SalesFloor.item(FIRST_PLAN, -1)),
            floor.opportunity().put("purchaseEffectiveDate", "yesterday"),
            floor.opportunity().put("createdById", UUID.randomUUID().toString()))) {
      Answer answer = floor.call(floor.channelAdmin, "POST", V1, bad);
      assertThat(answer.status()).as("%s", bad).isEqualTo(400);
    }
    expect(404, "GET", V1 + "/nonsense", null);
  }

  private static Answer call(String method, String path, Object body) {
    return floor.call(floor.channelAdmin, method, path, body);
  }

  private static void expect(int status, String method, String path, Object body) {
    Answer answer = call(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.json()).isEqualTo(status);
  }

  private static void closed(Operation operation) {
    String path =
        operation
            .path()
            .replace("{opportunityId}", UUID.randomUUID().toString())
            .replace("{itemId}", UUID.randomUUID().toString());
    assertThat(service.anonymous().send(operation.method(), path, null, null).status())
        .isEqualTo(401);
    TestClient.Response user =
        service
            .as(floor.caller(floor.customer, floor.company, "ROLE_USER"))
            .with("Accept-Language", "en-US")
            .send(operation.method(), path, null, null);
    assertThat(user.status()).isEqualTo(403);
  }
}
