package dev.emporium.installation.highlevel;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.User;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** HighLevel's installer details and success replies (contract/dialects.md (c)). */
final class InstallationsJson {
  private InstallationsJson() {}

  static JsonObject success() {
    return new JsonObject().put("success", true);
  }

  /**
   * @param installer who installed it, when anybody in particular did
   * @param subject the token's own user id, shown when nobody did
   */
  static JsonObject details(
      Account account, Installation installation, Optional<User> installer, String subject) {
    Company agency = account.agency();
    var details = new JsonObject().put("companyId", agency.highlevelId());
    if (account.location() != null) {
      details.put("locationId", account.location().highlevelId());
    }
    boolean ofAgency = account.location() == null;
    details
        .put("companyName", agency.name())
        .put("relationshipNumber", relationship(agency))
        .put("companyEmail", ofAgency ? agency.profile().emailAddress() : null)
        .put(
            "companyOwnerFullName",
            ofAgency ? installer.map(InstallationsJson::fullName).orElse(null) : null)
        .putNull("companyPlan")
        .putNull("companyHighLevelPlan")
        .put("userId", installer.map(User::highlevelUserId).orElse(subject))
        .put("isWhitelabelCompany", false)
        .put("marketplaceAppPlanId", installation.terms().plan().planId().toString())
        .put("whitelabelDetails", new JsonObject());
    return new JsonObject().put("installationDetails", details);
  }

  private static String fullName(User user) {
    String name = (user.firstName() + " " + user.lastName()).strip();
    return name.isEmpty() ? null : name;
  }

  /** A stable number of the agency in the vendor's form, {@code 0-128-926}. */
  private static String relationship(Company agency) {
    long number = agency.companyId().getLeastSignificantBits() & 0xFFFFF;
    return "0-%03d-%03d".formatted(number / 1000, number % 1000);
  }
}
