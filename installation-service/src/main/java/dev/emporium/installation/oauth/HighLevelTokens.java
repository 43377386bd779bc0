package dev.emporium.installation.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.oauth.OAuthReplies.Refusal;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;

/** What HighLevel's token answer has besides RFC 6749's: whose token it is. */
final class HighLevelTokens {
  private static final String AGENCY = "Company";
  private static final String SUB_ACCOUNT = "Location";

  private final Database database;
  private final CompanyStore companies;
  private final UserStore users;

  HighLevelTokens(Database database, CompanyStore companies, UserStore users) {
    this.database = database;
    this.companies = companies;
    this.users = users;
  }

  /** The wanted {@code user_type}, or null; fails with invalid_request on any other word. */
  String userType(TokenRequest request) {
    String wanted =
        request.getCustomParameter("user_type") == null
            ? null
            : request.getCustomParameter("user_type").get(0);
    if (wanted != null && !Set.of(AGENCY, SUB_ACCOUNT).contains(wanted)) {
      throw new Refusal(OAuth2Error.INVALID_REQUEST, "user_type is Company or Location");
    }
    return wanted;
  }

  /** Fails unless the consent was for this kind of account. */
  void check(Grant grant, String userType) {
    if (userType != null && !userType.equals(type(grant))) {
      throw OAuthReplies.invalidGrant("The consent was given for a " + type(grant));
    }
  }

  /** Adds userType, companyId, locationId and userId to the answer. */
  Future<JsonObject> describe(UUID marketplace, Grant grant, JsonObject body) {
    body.put("userType", type(grant));
    return database.read(
        marketplace,
        tx ->
            highLevelId(tx, grant.companyId())
                .compose(
                    company -> {
                      body.put("companyId", company);
                      return highLevelId(tx, grant.locationId());
                    })
                .compose(
                    location -> {
                      if (location != null) {
                        body.put("locationId", location);
                      }
                      return users.find(tx, grant.userId());
                    })
                .map(user -> body.put("userId", user.orElseThrow().highlevelUserId())));
  }

  private Future<String> highLevelId(Tx tx, UUID companyId) {
    return companyId == null
        ? Future.succeededFuture()
        : companies.find(tx, companyId).map(found -> found.map(Company::highlevelId).orElse(null));
  }

  private static String type(Grant grant) {
    return grant.locationId() == null ? AGENCY : SUB_ACCOUNT;
  }
}
