package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.time.Instant;
import java.util.Map;

/**
 * A group of developers (openchannel.txt:6396-6424).
 *
 * @param email null when not given
 * @param version counts changes, 0 before it is stored
 */
public record DeveloperGroup(
    String groupId, String email, Map<String, Object> customData, int version, Instant created) {
  /**
   * The group after a change; null keeps what was.
   *
   * @throws Failure INVALID naming the field
   */
  public DeveloperGroup with(String newEmail, Map<String, Object> newData) {
    if (newData != null) {
      CustomData.check("customData", newData);
    }
    return new DeveloperGroup(
        groupId,
        Developer.wanted("email", newEmail, email),
        newData == null ? customData : newData,
        version + 1,
        created);
  }
}
