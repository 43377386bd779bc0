package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.Address;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.CompanyProfile;
import dev.emporium.installation.domain.PurchaseLimits;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/** The wire form of companies (appdirect.txt:142-385). */
final class CompaniesJson {
  private final String base;

  /**
   * @param issuer the gateway's public URL, for links
   */
  CompaniesJson(String issuer) {
    this.base = issuer + "/api/account/v2/companies/";
  }

  JsonObject write(Company it, boolean attributes, boolean limits) {
    CompanyProfile profile = it.profile();
    String self = base + it.companyId();
    var json =
        fields(it)
            .put("uuid", it.companyId().toString())
            .put("enabled", it.enabled())
            .put("allowLogin", it.allowLogin())
            .put("createdOn", it.createdAt().toEpochMilli())
            .put(
                "links",
                new JsonArray()
                    .add(AppDirectJson.link("self", self))
                    .add(AppDirectJson.link("memberships", self + "/memberships")));
    if (attributes) {
      json.put("customAttributes", AppDirectJson.attributes(it.customAttributes()));
    }
    return limits ? json.mergeIn(limits(profile.limits())) : json;
  }

  /** A company inside of a membership. */
  JsonObject brief(Company it) {
    return new JsonObject()
        .put("uuid", it.companyId().toString())
        .put("name", it.name())
        .put("externalId", it.externalId())
        .put("enabled", it.enabled());
  }

  static Company create(JsonObject body, Instant now) {
    return Company.create(
        body.getString("name"),
        body.getString("externalId"),
        body.getBoolean("allowLogin", true),
        profile(body),
        AppDirectJson.attributes(body.getJsonArray("customAttributes")),
        now);
  }

  /** The company with the properties the body includes; all others stay (appdirect.txt:309). */
  static Company patch(Company it, JsonObject body, Instant now) {
    Boolean allowLogin = body.getBoolean("allowLogin");
    if (allowLogin != null && allowLogin != it.allowLogin()) {
      throw Failure.invalid("allowLogin", "allowLogin cannot be changed with this request");
    }
    JsonObject merged =
        fields(it)
            .mergeIn(limits(it.profile().limits()))
            .put("enabled", it.enabled())
            .put("customAttributes", AppDirectJson.attributes(it.customAttributes()))
            .mergeIn(body);
    return it.changed(
        merged.getString("name"),
        merged.getString("externalId"),
        Boolean.TRUE.equals(merged.getBoolean("enabled")),
        profile(merged),
        AppDirectJson.attributes(merged.getJsonArray("customAttributes")),
        now);
  }

  private static JsonObject fields(Company it) {
    CompanyProfile profile = it.profile();
    return new JsonObject()
        .put("name", it.name())
        .put("externalId", it.externalId())
        .put("idpUuid", profile.idpUuid())
        .put("address", address(profile.address()))
        .put("companySize", profile.companySize())
        .put("industry", profile.industry())
        .put("emailAddress", profile.emailAddress())
        .put("website", profile.website())
        .put("vendor", profile.vendor())
        .put("reseller", profile.reseller())
        .put("channelAdmin", profile.channelAdmin())
        .put("referral", profile.referral())
        .put("phoneNumber", profile.phoneNumber())
        .put("defaultRole", profile.defaultRole())
        .put("countryCode", profile.countryCode())
        .put("onlyAdminsCanBuy", profile.onlyAdminsCanBuy())
        .put("importAppsEnabled", profile.importAppsEnabled())
        .put("billingDayOfMonth", profile.billingDayOfMonth());
  }

  private static JsonObject limits(PurchaseLimits it) {
    return new JsonObject()
        .put("thirtyDaysPurchaseLimitExempt", it.thirtyDaysExempt())
        .put("thirtyDaysPurchaseLimitOverrideAmt", it.thirtyDaysOverride())
        .put("dailyPurchaseLimitExempt", it.dailyExempt())
        .put("dailyPurchaseLimitOverrideAmt", it.dailyOverride());
  }

  private static CompanyProfile profile(JsonObject it) {
    return new CompanyProfile(
        it.getString("idpUuid"),
        address(it.getJsonObject("address")),
        it.getString("companySize"),
        it.getString("industry"),
        it.getString("emailAddress"),
        it.getString("website"),
        flag(it, "vendor"),
        flag(it, "reseller"),
        flag(it, "channelAdmin"),
        flag(it, "referral"),
        it.getString("phoneNumber"),
        it.getString("defaultRole") == null ? "USER" : it.getString("defaultRole"),
        it.getString("countryCode"),
        flag(it, "onlyAdminsCanBuy"),
        flag(it, "importAppsEnabled"),
        it.getInteger("billingDayOfMonth"),
        new PurchaseLimits(
            flag(it, "thirtyDaysPurchaseLimitExempt"),
            amount(it, "thirtyDaysPurchaseLimitOverrideAmt"),
            flag(it, "dailyPurchaseLimitExempt"),
            amount(it, "dailyPurchaseLimitOverrideAmt")));
  }

  private static JsonObject address(Address it) {
    return it == null
        ? null
        : new JsonObject()
            .put("street1", it.street1())
            .put("street2", it.street2())
            .put("city", it.city())
            .put("state", it.state())
            .put("country", it.country())
            .put("zip", it.zip());
  }

  private static Address address(JsonObject it) {
    return it == null
        ? null
        : new Address(
            it.getString("street1"),
            it.getString("street2"),
            it.getString("city"),
            it.getString("state"),
            it.getString("country"),
            it.getString("zip"));
  }

  private static boolean flag(JsonObject it, String field) {
    return Boolean.TRUE.equals(it.getBoolean(field));
  }

  private static BigDecimal amount(JsonObject it, String field) {
    Object value = it.getValue(field);
    return value == null ? null : new BigDecimal(value.toString());
  }
}
