package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody who acts for a developer (the vendor's later developerAccounts, dialects.md (b)).
 *
 * @param type the account type's name, or null as the other texts
 * @param version counts changes, 0 before it is stored
 */
public record DeveloperAccount(
    String accountId,
    String developerId,
    String username,
    String name,
    String email,
    String type,
    Map<String, Object> customData,
    int version,
    Instant created) {
  /** What is wanted of an account; null keeps what was. */
  public record Wish(
      String developerId,
      String username,
      String name,
      String email,
      String type,
      Map<String, Object> customData) {}

  /**
   * The account after a change.
   *
   * @throws Failure INVALID naming the field
   */
  public DeveloperAccount with(Wish wish) {
    if (wish.customData() != null) {
      CustomData.check("customData", wish.customData());
    }
    return new DeveloperAccount(
        accountId,
        wish.developerId() == null ? developerId : wish.developerId(),
        Developer.wanted("username", wish.username(), username),
        Developer.wanted("name", wish.name(), name),
        Developer.wanted("email", wish.email(), email),
        Developer.wanted("type", wish.type(), type),
        wish.customData() == null ? customData : wish.customData(),
        version + 1,
        created);
  }
}
