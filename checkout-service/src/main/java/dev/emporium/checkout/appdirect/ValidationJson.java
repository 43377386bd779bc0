package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Finding;
import dev.emporium.checkout.domain.ValidationSummary;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Validation summaries on the wire (appdirect.txt:10389-10427, itemId as in 5143). */
final class ValidationJson {
  private ValidationJson() {}

  static JsonObject summary(ValidationSummary summary) {
    return new JsonObject()
        .put("id", summary.id().toString())
        .put("blockingErrors", findings(summary.blockingErrors()))
        .put("warnings", findings(summary.warnings()))
        .put("info", findings(summary.info()))
        .put("pendingValidations", new JsonArray(summary.pending()));
  }

  static JsonObject finding(Finding finding) {
    var parameters = new JsonArray();
    finding.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                parameters.add(
                    new JsonObject().put("key", each.getKey()).put("value", each.getValue())));
    var json = new JsonObject();
    if (finding.itemId() != null) {
      json.put("itemId", finding.itemId());
    }
    return json.put("code", finding.code())
        .put("message", finding.message())
        .put("messageParameters", parameters);
  }

  private static JsonArray findings(List<Finding> findings) {
    var array = new JsonArray();
    findings.forEach(finding -> array.add(finding(finding)));
    return array;
  }
}
