package dev.emporium.installation.domain;

import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A person who acts for an OpenChannel user that is an organisation (the later document's
 * userAccount).
 *
 * @param userAccountId the caller's name for it
 * @param userId the user it belongs to
 * @param openchannelUserId that user's name with the caller
 */
public record UserAccount(
    UUID accountId,
    String userAccountId,
    UUID userId,
    String openchannelUserId,
    String name,
    String username,
    String email,
    String type,
    Map<String, Object> customData,
    Instant createdAt,
    long version) {

  /** A new account of a user, with nothing told yet. */
  public static UserAccount of(String userAccountId, User user, Instant now) {
    return new UserAccount(
        Ids.uuid7(),
        userAccountId,
        user.userId(),
        user.openchannelUserId(),
        null,
        null,
        null,
        null,
        Map.of(),
        now,
        1);
  }

  /** The same account as told now, of this user. */
  public UserAccount told(MarketUser.Told it, User user) {
    return new UserAccount(
        accountId,
        userAccountId,
        user.userId(),
        user.openchannelUserId(),
        it.or("name", it.name(), name),
        it.or("username", it.username(), username),
        it.or("email", User.checkedEmail(it.email()), email),
        it.or("type", it.type(), type),
        it.given().contains("customData")
            ? MarketUser.merged(customData, it.customData(), it.merge())
            : customData,
        createdAt,
        version);
  }
}
