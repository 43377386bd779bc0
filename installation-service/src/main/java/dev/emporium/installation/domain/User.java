package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A person (or an OpenChannel caller's user id).
 *
 * @param openchannelUserId the caller's string, or the uuid as text
 * @param highlevelUserId 20 letters and digits
 * @param companyId the first company it was made in
 * @param email unique in the marketplace without regard to case, or null
 * @param roles roles of the user itself; those in a company stand in its memberships
 * @param allowLogin false for a managed user
 * @param customData OpenChannel's customData, JSON values as the JDK's maps and lists
 */
public record User(
    UUID userId,
    String openchannelUserId,
    String highlevelUserId,
    UUID companyId,
    String email,
    String userName,
    String externalId,
    String firstName,
    String lastName,
    String locale,
    String currency,
    Set<String> roles,
    boolean enabled,
    boolean allowLogin,
    boolean activated,
    List<CustomAttribute> customAttributes,
    Map<String, Object> customData,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");

  /** A user of an account API, known by its e-mail address. */
  public static User withEmail(
      UUID companyId,
      String email,
      String firstName,
      String lastName,
      boolean allowLogin,
      Instant now) {
    if (email == null || !EMAIL.matcher(email).matches()) {
      throw Failure.invalid("email", "email is not an e-mail address");
    }
    UUID id = Ids.uuid7();
    return new User(
        id,
        id.toString(),
        Ids.alphanumeric20(),
        companyId,
        email,
        email,
        null,
        firstName == null ? "" : firstName,
        lastName == null ? "" : lastName,
        null,
        null,
        Set.of(MembershipRoles.USER),
        true,
        allowLogin,
        false,
        List.of(),
        Map.of(),
        1,
        now,
        now);
  }

  /** A user OpenChannel's caller named for the first time. */
  public static User openChannel(UUID companyId, String openchannelUserId, Instant now) {
    return new User(
        Ids.uuid7(),
        openchannelUserId,
        Ids.alphanumeric20(),
        companyId,
        null,
        null,
        null,
        openchannelUserId,
        "",
        null,
        null,
        Set.of(MembershipRoles.USER),
        true,
        false,
        false,
        List.of(),
        Map.of(),
        1,
        now,
        now);
  }

  /** The same user under an id that was decided elsewhere; only before it is stored. */
  public User known(UUID id) {
    return new User(
        id,
        id.toString(),
        highlevelUserId,
        companyId,
        email,
        userName,
        externalId,
        firstName,
        lastName,
        locale,
        currency,
        roles,
        enabled,
        allowLogin,
        activated,
        customAttributes,
        customData,
        version,
        createdAt,
        updatedAt);
  }

  /** The same user as OpenChannel's caller tells of it now. */
  public User told(
      UUID company,
      String newEmail,
      String newUserName,
      String newFirstName,
      String newLastName,
      Map<String, Object> data,
      Instant now) {
    return new User(
        userId,
        openchannelUserId,
        highlevelUserId,
        company,
        checkedEmail(newEmail),
        newUserName,
        externalId,
        newFirstName,
        newLastName,
        locale,
        currency,
        roles,
        enabled,
        allowLogin,
        activated,
        customAttributes,
        data,
        version,
        createdAt,
        now);
  }

  /** An address or null; anything else is a 400 on {@code email}. */
  public static String checkedEmail(String given) {
    if (given != null && !EMAIL.matcher(given).matches()) {
      throw Failure.invalid("email", "email is not an e-mail address");
    }
    return given;
  }

  /** The same user with other details the account API may set. */
  public User described(
      String newExternalId,
      String newLocale,
      String newCurrency,
      List<CustomAttribute> attributes) {
    return new User(
        userId,
        openchannelUserId,
        highlevelUserId,
        companyId,
        email,
        userName,
        newExternalId,
        firstName,
        lastName,
        newLocale,
        newCurrency,
        roles,
        enabled,
        allowLogin,
        activated,
        attributes,
        customData,
        version,
        createdAt,
        updatedAt);
  }
}
