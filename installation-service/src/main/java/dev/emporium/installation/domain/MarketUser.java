package dev.emporium.installation.domain;

import dev.emporium.kit.value.CustomData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A user as OpenChannel shows it ({@code openchannel.txt:6244-6270}).
 *
 * @param displayName the name OpenChannel's caller gave; null when it gave none
 * @param type the custom type of the later document; null for none
 * @param groupId the group of the user's company; null when that is none
 */
public record MarketUser(User user, String displayName, String type, String groupId) {
  /**
   * What a caller tells of a user. A field that is not in {@code given} stays as it is, one that is
   * given as null is emptied.
   *
   * @param given the names of the fields the caller sent
   * @param merge whether customData changes the names it has, instead of being replaced
   */
  public record Told(
      Set<String> given,
      String groupId,
      String username,
      String name,
      String email,
      String type,
      Map<String, Object> customData,
      boolean merge) {
    public Told {
      given = Set.copyOf(given);
      if (customData != null) {
        CustomData.check("customData", customData);
      }
    }

    /** Whether the user is to join a group, or to leave one. */
    public boolean placed() {
      return given.contains("groupId");
    }

    /** The group to be in; null for none. */
    public String group() {
      return groupId == null || groupId.isBlank() ? null : groupId;
    }

    String or(String field, String told, String before) {
      return given.contains(field) ? told : before;
    }
  }

  /**
   * The name to show: as given, else as the account API has it; null when nobody named the user.
   */
  public String name() {
    if (displayName != null || user.email() == null) {
      return displayName;
    }
    String both = (user.firstName() + " " + user.lastName()).strip();
    return both.isEmpty() ? null : both;
  }

  /** The same user as told now, acting for this company. */
  public MarketUser told(Told it, UUID company, Instant now) {
    String shown = it.or("name", it.name(), displayName);
    boolean named = it.given().contains("name") && it.name() != null;
    String[] words = named ? it.name().strip().split("\\s+", 2) : new String[0];
    User changed =
        user.told(
            company,
            it.or("email", it.email(), user.email()),
            it.or("username", it.username(), user.userName()),
            named ? words[0] : user.firstName(),
            named ? (words.length > 1 ? words[1] : "") : user.lastName(),
            data(it),
            now);
    return new MarketUser(changed, shown, it.or("type", it.type(), type), groupId);
  }

  /** The same record without anything that tells who it was. */
  public MarketUser forgotten(Instant now) {
    User nobody =
        new User(
            user.userId(),
            "removed:" + user.userId(),
            user.highlevelUserId(),
            user.companyId(),
            null,
            null,
            null,
            "",
            "",
            null,
            null,
            Set.of(),
            false,
            false,
            false,
            java.util.List.of(),
            Map.of(),
            user.version(),
            user.createdAt(),
            now);
    return new MarketUser(nobody, null, null, null);
  }

  private Map<String, Object> data(Told it) {
    return it.given().contains("customData")
        ? merged(user.customData(), it.customData(), it.merge())
        : user.customData();
  }

  /** The data told, or, merging, the old with the names told replaced; a null takes a name away. */
  public static Map<String, Object> merged(
      Map<String, Object> before, Map<String, Object> told, boolean merge) {
    if (told == null) {
      return Map.of();
    }
    if (!merge || before == null) {
      return told;
    }
    var all = new LinkedHashMap<>(before);
    told.forEach(
        (name, value) -> {
          if (value == null) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    return all;
  }
}
