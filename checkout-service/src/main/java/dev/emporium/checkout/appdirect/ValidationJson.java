package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.store.JsonValues.array;

import dev.emporium.checkout.domain.Finding;
import dev.emporium.checkout.domain.ValidationSummary;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;

/** Validation summaries on the wire (appdirect.txt:10389-10427, itemId as in 5143). */
final class ValidationJson {
  private ValidationJson() {}

  static JsonObject summary(ValidationSummary summary) {
    return new JsonObject()
        .put("id", summary.id().toString())
        .put("blockingErrors", array(summary.blockingErrors(), ValidationJson::finding))
        .put("warnings", array(summary.warnings(), ValidationJson::finding))
        .put("info", array(summary.info(), ValidationJson::finding))
        .put("pendingValidations", new JsonArray(summary.pending()));
  }

  static JsonObject finding(Finding finding) {
    JsonArray parameters =
        array(
            new TreeMap<>(finding.parameters()).entrySet(),
            each -> new JsonObject().put("key", each.getKey()).put("value", each.getValue()));
    var json = new JsonObject();
    if (finding.itemId() != null) {
      json.put("itemId", finding.itemId());
    }
    return json.put("code", finding.code())
        .put("message", finding.message())
        .put("messageParameters", parameters);
  }
}
