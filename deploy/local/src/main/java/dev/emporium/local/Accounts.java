package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Companies, their people, cards and wallets, as a marketplace's staff makes them. */
public final class Accounts {
  private static final String COMPANIES = "/api/account/v2/companies";

  private final GatewayClient staff;

  public Accounts(GatewayClient staff) {
    this.staff = staff;
  }

  /**
   * Makes a company.
   *
   * @param wanted AppDirect's account
   * @return its UUID
   */
  public String company(JsonObject wanted) {
    return staff.post(COMPANIES, wanted).ok().json().getString("uuid");
  }

  /** Makes a company a reseller's customer, or an agency's sub-account. */
  public void under(String parent, String company) {
    staff
        .post(
            "/admin/v1/companies/" + company + "/parent", new JsonObject().put("parentId", parent))
        .ok();
  }

  /**
   * Makes somebody a member of a company.
   *
   * @param user {@code email}, and for a new user {@code firstName}, {@code lastName}
   * @return the user's UUID
   */
  public String member(String company, String inviter, JsonObject user, String role) {
    return staff
        .post(
            COMPANIES + "/" + company + "/memberships?inviterUuid=" + inviter,
            new JsonObject().put("user", user).put("roles", new JsonArray().add(role)))
        .ok()
        .json()
        .getJsonObject("user")
        .getString("uuid");
  }

  /** The user with this address. */
  public String user(String email) {
    return staff
        .get("/api/account/v2/users?" + GatewayClient.encode(Map.of("email", email)))
        .ok()
        .json()
        .getJsonArray("content")
        .getJsonObject(0)
        .getString("uuid");
  }

  /** Gives a member a card to pay with by default; returns the payment instrument's id. */
  public String card(String company, String user, String name, String number) {
    JsonObject card =
        new JsonObject()
            .put("number", number)
            .put("securityCode", "123")
            .put("name", name)
            .put("expirationMonth", 12)
            .put("expirationYear", 2035)
            .put("type", "VISA");
    var instrument =
        new JsonObject()
            .put("paymentMethod", "CREDIT_CARD")
            .put("isDefault", true)
            .put("creditCard", card);
    return once(
            "billing knows the member",
            "/api/billing/v1/companies/" + company + "/users/" + user + "/paymentInstruments",
            instrument)
        .getString("id");
  }

  /** Funds a location's wallet, once under each reference. */
  public void fund(String location, String dollars, String reference) {
    once(
        "billing knows the location",
        "/admin/v1/wallets/" + location + "/funds",
        new JsonObject().put("amount", dollars).put("currency", "USD").put("reference", reference));
  }

  /** What HighLevel calls this company. */
  public String highlevelId(String company) {
    return staff.get("/admin/v1/companies/" + company).ok().json().getString("highlevelId");
  }

  private JsonObject once(String known, String path, JsonObject body) {
    return Patience.until(
            known,
            () -> {
              GatewayClient.Answer answer = staff.post(path, body);
              return answer.status() == 404 ? null : answer.ok();
            })
        .json();
  }
}
