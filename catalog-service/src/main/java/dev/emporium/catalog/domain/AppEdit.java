package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.util.List;
import java.util.Map;

/**
 * What a version says after an edit: everything a developer (and, of the attributes, an
 * administrator) can say, checked.
 *
 * @param type the app type's name, or null
 */
public record AppEdit(
    String name,
    String type,
    List<PricingModel> models,
    Map<String, Object> customData,
    Restriction restriction,
    List<Object> access,
    Map<String, Object> attributes) {

  /**
   * What is wanted; null keeps what the version said before.
   *
   * @param type empty text removes it
   */
  public record Wish(
      String name,
      String type,
      List<PricingModel.Draft> models,
      Map<String, Object> customData,
      Map<String, Object> allow,
      Map<String, Object> restrict,
      List<Object> access,
      Map<String, Object> attributes) {
    /** Whether nothing but the administrator's attributes is touched. */
    public boolean attributesOnly() {
      return attributes != null
          && name == null
          && type == null
          && models == null
          && customData == null
          && allow == null
          && restrict == null
          && access == null;
    }
  }

  /**
   * A version with a wish granted.
   *
   * @throws Failure INVALID naming the field
   */
  public static AppEdit of(AppVersion before, Wish wish) {
    Restriction old = before.restriction();
    AppDraft checked =
        AppDraft.of(
            "-",
            wish.name() == null ? before.name() : wish.name(),
            wish.type() == null ? before.type() : wish.type().isEmpty() ? null : wish.type(),
            List.of(),
            wish.customData() == null ? before.customData() : wish.customData(),
            Restriction.of(
                wish.allow() == null ? old.allow() : wish.allow(),
                wish.restrict() == null ? old.restrict() : wish.restrict()),
            wish.access() == null ? before.access() : wish.access());
    if (wish.attributes() != null) {
      CustomData.check("attributes", wish.attributes());
    }
    return new AppEdit(
        checked.name(),
        checked.type(),
        wish.models() == null
            ? before.plans().stream().map(Plan::model).toList()
            : PricingModels.of(wish.models()),
        checked.customData(),
        checked.restriction(),
        checked.access(),
        wish.attributes() == null ? before.attributes() : wish.attributes());
  }
}
