package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A developer (openchannel.txt:6355-6394).
 *
 * @param developerId as the marketplace spells it
 * @param username null when not given, as name, email and groupId
 * @param version counts changes
 */
public record Developer(
    String developerId,
    UUID uuid,
    String username,
    String name,
    String email,
    String groupId,
    Map<String, Object> customData,
    int version,
    Instant created) {
  /** What is wanted of a developer; null keeps what was. */
  public record Wish(
      String username, String name, String email, String groupId, Map<String, Object> customData) {}

  /**
   * A developer with a wish granted.
   *
   * @throws Failure INVALID naming the field
   */
  public Developer with(Wish wish) {
    if (wish.customData() != null) {
      CustomData.check("customData", wish.customData());
    }
    return new Developer(
        developerId,
        uuid,
        wanted("username", wish.username(), username),
        wanted("name", wish.name(), name),
        wanted("email", wish.email(), email),
        wanted("groupId", wish.groupId(), groupId),
        wish.customData() == null ? customData : wish.customData(),
        version + 1,
        created);
  }

  /**
   * One text: the old one, or the wanted one; an empty one removes it.
   *
   * @throws Failure INVALID
   */
  static String wanted(String field, String wish, String before) {
    if (wish == null) {
      return before;
    }
    if (wish.length() > 255 || wish.indexOf('\0') >= 0) {
      throw Failure.invalid(field, "This value has at most 255 characters, none of them null");
    }
    if (field.equals("email") && !wish.isEmpty() && !wish.matches("[^@\\s]+@[^@\\s]+")) {
      throw Failure.invalid("email", "This is not an email address");
    }
    return wish.isEmpty() ? null : wish;
  }
}
