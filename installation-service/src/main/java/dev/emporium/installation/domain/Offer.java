package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An app as the catalog last published it.
 *
 * @param openchannelId its 24 hex digits, also HighLevel's app id
 * @param applicationId AppDirect's number
 * @param onSale whether a live version is approved
 * @param allowOwn only users whose customData match may own it; empty is no rule
 * @param restrictOwn users whose customData match may not own it; empty is no rule
 * @param appVersionId HighLevel's id of the live version, 24 hex digits; null when never integrated
 * @param externalAuth null when the app has no external connections
 */
public record Offer(
    UUID appId,
    String openchannelId,
    long applicationId,
    String developerId,
    String name,
    boolean onSale,
    UUID editionId,
    Map<String, Object> allowOwn,
    Map<String, Object> restrictOwn,
    List<Plan> plans,
    String appVersionId,
    ExternalAuth externalAuth) {

  /** The plan of this OpenChannel model; 400 on {@code modelId} when there is none. */
  public Plan model(String modelId) {
    return plans.stream()
        .filter(plan -> plan.modelId().equals(modelId))
        .findFirst()
        .orElseThrow(
            () -> Failure.of(Kind.INVALID, "modelId", "This app has no model with this id"));
  }

  /** What a consent buys when nobody chose a plan: the first free one, else the first one. */
  public Optional<Plan> plainest() {
    return plans.stream()
        .filter(plan -> plan.type() == Plan.Type.FREE)
        .findFirst()
        .or(() -> plans.stream().findFirst());
  }

  /** Refuses (404) what is not for sale, or not to a user with these custom data. */
  public void requireOwnableBy(Map<String, Object> customData) {
    if (!onSale || !Restrictions.permits(allowOwn, restrictOwn, customData)) {
      throw notFound();
    }
  }

  /** The refusal for an app that does not exist for this caller. */
  public static Failure notFound() {
    return Failure.notFound("The app was not found");
  }
}
