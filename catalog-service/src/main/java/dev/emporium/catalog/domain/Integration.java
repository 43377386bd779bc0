package dev.emporium.catalog.domain;

import java.math.BigDecimal;
import java.util.List;

/**
 * How other software connects to an app; no vendor document has an operation that writes it.
 *
 * @param redirectUris where an OAuth consent may lead
 * @param scopes what its OAuth clients may ask for
 * @param appVersionId 24 hex digits, HighLevel's version id
 * @param externalAuth what the app wants to know of an account elsewhere, or null
 */
public record Integration(
    List<String> redirectUris,
    List<String> scopes,
    String appVersionId,
    ExternalAuth externalAuth,
    List<Meter> meters) {

  /**
   * Credentials of another system (highlevel.txt:113-124).
   *
   * @param type basic or oauth2
   */
  public record ExternalAuth(String type, List<Field> fields) {}

  /** One field of a basic credential; {@code label} may be null. */
  public record Field(String key, String label, boolean required) {}

  /**
   * Something that is charged by use.
   *
   * @param meterId 24 hex digits; null until stored
   * @param priceType fixed or dynamic
   * @param fixedPricePerUnit set for fixed ones
   * @param executionLimitPerCycle null means no limit
   */
  public record Meter(
      String meterId,
      String productName,
      String productType,
      String usageUnit,
      String name,
      String priceType,
      BigDecimal fixedPricePerUnit,
      BigDecimal minPricePerUnit,
      BigDecimal maxPricePerUnit,
      Integer executionLimitPerCycle) {

    Meter withId(String id) {
      return new Meter(
          id,
          productName,
          productType,
          usageUnit,
          name,
          priceType,
          fixedPricePerUnit,
          minPricePerUnit,
          maxPricePerUnit,
          executionLimitPerCycle);
    }
  }

  /** An app nobody has integrated yet. */
  public static Integration none(String appVersionId) {
    return new Integration(List.of(), List.of(), appVersionId, null, List.of());
  }
}
