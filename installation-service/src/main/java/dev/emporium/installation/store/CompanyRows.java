package dev.emporium.installation.store;

import dev.emporium.installation.domain.Address;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.CompanyProfile;
import dev.emporium.installation.domain.CustomAttribute;
import dev.emporium.installation.domain.PurchaseLimits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.List;

/** Companies and custom attributes as they rest in the database. */
final class CompanyRows {
  private CompanyRows() {}

  static Company read(Row row) {
    return new Company(
        row.getUUID("company_id"),
        row.getUUID("parent_id"),
        row.getString("highlevel_id"),
        row.getString("openchannel_group_id"),
        row.getString("external_id"),
        row.getString("name"),
        row.getBoolean("enabled"),
        row.getBoolean("allow_login"),
        row.getString("currency"),
        profile(row.getJsonObject("profile")),
        attributes(row.getJsonArray("custom_attributes")),
        row.getLong("version"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }

  static JsonObject profile(CompanyProfile it) {
    var limits = it.limits();
    return new JsonObject()
        .put("idpUuid", it.idpUuid())
        .put("address", address(it.address()))
        .put("companySize", it.companySize())
        .put("industry", it.industry())
        .put("emailAddress", it.emailAddress())
        .put("website", it.website())
        .put("vendor", it.vendor())
        .put("reseller", it.reseller())
        .put("channelAdmin", it.channelAdmin())
        .put("referral", it.referral())
        .put("phoneNumber", it.phoneNumber())
        .put("defaultRole", it.defaultRole())
        .put("countryCode", it.countryCode())
        .put("onlyAdminsCanBuy", it.onlyAdminsCanBuy())
        .put("importAppsEnabled", it.importAppsEnabled())
        .put("billingDayOfMonth", it.billingDayOfMonth())
        .put("thirtyDaysExempt", limits.thirtyDaysExempt())
        .put("thirtyDaysOverride", plain(limits.thirtyDaysOverride()))
        .put("dailyExempt", limits.dailyExempt())
        .put("dailyOverride", plain(limits.dailyOverride()));
  }

  static JsonArray attributes(List<CustomAttribute> attributes) {
    var array = new JsonArray();
    for (var it : attributes) {
      array.add(
          new JsonObject()
              .put("name", it.name())
              .put("attributeType", it.attributeType())
              .put("label", it.label())
              .put("hint", it.hint())
              .put("value", it.value())
              .put("valueKeys", new JsonArray(it.valueKeys())));
    }
    return array;
  }

  static List<CustomAttribute> attributes(JsonArray array) {
    return array.stream()
        .map(JsonObject.class::cast)
        .map(
            it ->
                new CustomAttribute(
                    it.getString("name"),
                    it.getString("attributeType"),
                    it.getString("label"),
                    it.getString("hint"),
                    it.getString("value"),
                    it.getJsonArray("valueKeys").stream().map(String::valueOf).toList()))
        .toList();
  }

  private static CompanyProfile profile(JsonObject it) {
    return new CompanyProfile(
        it.getString("idpUuid"),
        address(it.getJsonObject("address")),
        it.getString("companySize"),
        it.getString("industry"),
        it.getString("emailAddress"),
        it.getString("website"),
        it.getBoolean("vendor"),
        it.getBoolean("reseller"),
        it.getBoolean("channelAdmin"),
        it.getBoolean("referral"),
        it.getString("phoneNumber"),
        it.getString("defaultRole"),
        it.getString("countryCode"),
        it.getBoolean("onlyAdminsCanBuy"),
        it.getBoolean("importAppsEnabled"),
        it.getInteger("billingDayOfMonth"),
        new PurchaseLimits(
            it.getBoolean("thirtyDaysExempt"),
            decimal(it.getString("thirtyDaysOverride")),
            it.getBoolean("dailyExempt"),
            decimal(it.getString("dailyOverride"))));
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

  private static String plain(BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
