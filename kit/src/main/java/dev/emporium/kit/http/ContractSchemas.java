package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Validators of one contract's schemas, built once each and shared by threads. */
public final class ContractSchemas {
  private static final String BASE = "https://emporium.dev/contract";

  private final CompletableFuture<SchemaRepository> repository;
  private final Map<String, Validator> validators = new ConcurrentHashMap<>();

  /** Begins to read the schemas on a thread of its own: services have other things to start. */
  public ContractSchemas(Contract contract) {
    repository = CompletableFuture.supplyAsync(() -> repository(contract));
  }

  /** Waits until they are read; blocks. Fails when they cannot be. */
  void await() {
    repository.join();
  }

  private static SchemaRepository repository(Contract contract) {
    var schemas =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    return schemas.dereference(BASE, JsonSchema.of(contract.document().copy()));
  }

  /** The JSON pointer of a place in the contract, from its unescaped steps. */
  public static String pointer(String... steps) {
    var pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /**
   * Everything that is wrong with a value.
   *
   * @param pointer where its schema stands in the contract
   * @return empty when it is valid
   */
  public List<Failure.Detail> check(String pointer, Object value) {
    Validator validator =
        validators.computeIfAbsent(pointer, p -> repository.join().validator(BASE + "#" + p));
    OutputUnit result = validator.validate(value);
    if (Boolean.TRUE.equals(result.getValid())) {
      return List.of();
    }
    var byField = new LinkedHashMap<String, String>();
    if (result.getErrors() != null) {
      for (OutputUnit error : deepest(result.getErrors())) {
        Failure.Detail detail = SchemaComplaint.of(error);
        byField.putIfAbsent(String.valueOf(detail.field()), detail.message());
      }
    }
    if (byField.isEmpty()) {
      byField.put("null", "The value is not valid");
    }
    var details = new ArrayList<Failure.Detail>();
    byField.forEach(
        (field, message) ->
            details.add(new Failure.Detail("null".equals(field) ? null : field, message)));
    return details;
  }

  /** Leaves out "a subschema had errors" and the like where a more precise complaint follows. */
  private static List<OutputUnit> deepest(List<OutputUnit> errors) {
    var precise =
        errors.stream().filter(e -> !SchemaComplaint.isContainer(e.getKeywordLocation())).toList();
    return precise.isEmpty() ? errors : precise;
  }

  /** For tests and tools: whether a schema stands at the pointer. */
  public static boolean exists(JsonObject document, String pointer) {
    return io.vertx.core.json.pointer.JsonPointer.from(pointer).queryJson(document) != null;
  }
}
