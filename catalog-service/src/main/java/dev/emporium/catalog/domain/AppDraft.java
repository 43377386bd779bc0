package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.util.List;
import java.util.Map;

/**
 * What a developer says of an app (openchannel.txt:623-655), checked.
 *
 * @param developerId the caller's own id of the developer
 * @param type the app type's name, or null
 * @param access anything the app asks users to consent to
 */
public record AppDraft(
    String developerId,
    String name,
    String type,
    List<PricingModel> models,
    Map<String, Object> customData,
    Restriction restriction,
    List<Object> access) {
  private static final int MAX_NAME = 200;

  /**
   * Checks everything and fills in defaults.
   *
   * @throws Failure INVALID naming the field
   */
  public static AppDraft of(
      String developerId,
      String name,
      String type,
      List<PricingModel.Draft> models,
      Map<String, Object> customData,
      Restriction restriction,
      List<Object> access) {
    text("developerId", developerId, 255);
    text("name", name, MAX_NAME);
    if (type != null) {
      text("type", type, MAX_NAME);
    }
    CustomData.check("customData", customData);
    CustomData.check("access", access);
    return new AppDraft(
        developerId, name.strip(), type, PricingModels.of(models), customData, restriction, access);
  }

  private static void text(String field, String value, int longest) {
    if (value == null || value.isBlank()) {
      throw Failure.invalid(field, "This field is required");
    }
    if (value.length() > longest) {
      throw Failure.invalid(field, "This value is longer than " + longest + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw Failure.invalid(field, "Null characters are not allowed");
    }
  }
}
