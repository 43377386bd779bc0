package dev.emporium.installation.domain;

import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * That a user accepted what an app requires (OpenChannel's Access, {@code openchannel.txt:7294}).
 *
 * @param appId the app
 * @param userId who consented
 * @param companyId the group it speaks for; null when it speaks for the user alone
 * @param ip where it came from, or null
 * @param access the requirements that were accepted
 */
public record Consent(
    UUID permissionId,
    UUID appId,
    UUID userId,
    UUID companyId,
    Instant date,
    String ip,
    List<String> access) {
  public Consent {
    access = List.copyOf(access);
  }

  /** A consent to these requirements. */
  public static Consent given(
      UUID appId, UUID userId, UUID companyId, Instant date, String ip, List<String> access) {
    return new Consent(Ids.uuid7(), appId, userId, companyId, date, ip, access);
  }

  /** Whether the app requires what was accepted, no more, no less and nothing else. */
  public boolean isValid(List<String> required) {
    return new HashSet<>(access).equals(new HashSet<>(required));
  }
}
