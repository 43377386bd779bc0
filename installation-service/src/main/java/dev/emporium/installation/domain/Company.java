package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who buys: AppDirect's company, OpenChannel's user group (or the user's own), HighLevel's agency
 * or location, Pleo's company.
 *
 * @param parentId the agency (or reseller) above it, or null
 * @param highlevelId 20 letters and digits
 * @param openchannelGroupId the group it stands for, or null
 * @param externalId the client's own id, unique in the marketplace, or null
 * @param allowLogin false for a managed company, whose members cannot sign in
 * @param currency null when it is the marketplace's
 */
public record Company(
    UUID companyId,
    UUID parentId,
    String highlevelId,
    String openchannelGroupId,
    String externalId,
    String name,
    boolean enabled,
    boolean allowLogin,
    String currency,
    CompanyProfile profile,
    List<CustomAttribute> customAttributes,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  public Company {
    customAttributes = List.copyOf(customAttributes);
    if (externalId != null && externalId.isBlank()) {
      throw Failure.invalid("externalId", "externalId must not be blank");
    }
  }

  /** A new company with nothing told but its name. */
  public static Company named(String name, Instant now) {
    return create(name, null, true, CompanyProfile.unknown(), List.of(), now);
  }

  /** A new company. */
  public static Company create(
      String name,
      String externalId,
      boolean allowLogin,
      CompanyProfile profile,
      List<CustomAttribute> customAttributes,
      Instant now) {
    return new Company(
        Ids.uuid7(),
        null,
        Ids.alphanumeric20(),
        null,
        externalId,
        name,
        true,
        allowLogin,
        null,
        profile,
        customAttributes,
        1,
        now,
        now);
  }

  /** The same company under an id that was decided elsewhere; only before it is stored. */
  public Company known(UUID id) {
    return new Company(
        id,
        parentId,
        highlevelId,
        openchannelGroupId,
        externalId,
        name,
        enabled,
        allowLogin,
        currency,
        profile,
        customAttributes,
        version,
        createdAt,
        updatedAt);
  }

  /** The same company standing for an OpenChannel user group. */
  public Company forGroup(String groupId) {
    return new Company(
        companyId,
        parentId,
        highlevelId,
        groupId,
        externalId,
        name,
        enabled,
        allowLogin,
        currency,
        profile,
        customAttributes,
        version,
        createdAt,
        updatedAt);
  }

  /** The same company under an agency, or under none (null). */
  public Company under(UUID parent, Instant now) {
    return new Company(
        companyId,
        parent,
        highlevelId,
        openchannelGroupId,
        externalId,
        name,
        enabled,
        allowLogin,
        currency,
        profile,
        customAttributes,
        version,
        createdAt,
        now);
  }

  /** The same company with another account data. */
  public Company changed(
      String newName,
      String newExternalId,
      boolean nowEnabled,
      CompanyProfile newProfile,
      List<CustomAttribute> attributes,
      Instant now) {
    return new Company(
        companyId,
        parentId,
        highlevelId,
        openchannelGroupId,
        newExternalId,
        newName,
        nowEnabled,
        allowLogin,
        currency,
        newProfile,
        attributes,
        version,
        createdAt,
        now);
  }
}
