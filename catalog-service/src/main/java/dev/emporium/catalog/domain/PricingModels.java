package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The models of one app: at least one, each with an id of its own. */
public final class PricingModels {
  private static final int MAX = 100;

  private PricingModels() {}

  /**
   * Checks drafts; none at all means one free model (openchannel.txt:667). Models without an id get
   * the smallest free number.
   *
   * @throws Failure INVALID naming {@code model} or {@code model.<field>}
   */
  public static List<PricingModel> of(List<PricingModel.Draft> drafts) {
    if (drafts.isEmpty()) {
      return List.of(PricingModel.of(PricingModel.Draft.FREE, "1"));
    }
    if (drafts.size() > MAX) {
      throw Failure.invalid("model", "An app has at most " + MAX + " models");
    }
    var ids = new HashSet<String>();
    for (PricingModel.Draft draft : drafts) {
      String id = draft.modelId();
      if (id != null && (id.isBlank() || id.length() > 50 || id.indexOf('\0') >= 0)) {
        throw Failure.invalid("model.modelId", "A modelId has 1 to 50 characters");
      }
      if (id != null && !ids.add(id)) {
        throw Failure.invalid("model.modelId", "Each modelId may stand once only");
      }
    }
    var models = new ArrayList<PricingModel>();
    int next = 1;
    for (PricingModel.Draft draft : drafts) {
      String id = draft.modelId();
      while (id == null) {
        String candidate = String.valueOf(next++);
        id = ids.add(candidate) ? candidate : null;
      }
      models.add(PricingModel.of(draft, id));
    }
    return List.copyOf(models);
  }
}
