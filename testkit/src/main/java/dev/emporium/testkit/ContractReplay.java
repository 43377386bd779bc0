package dev.emporium.testkit;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Contract;
import dev.emporium.kit.http.ContractSchemas;
import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.http.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A contract's operations, their examples, and whether answers are what it promises. */
public final class ContractReplay {
  private final Contract contract;
  private final ContractSchemas schemas;

  private ContractReplay(Contract contract) {
    this.contract = contract;
    this.schemas = new ContractSchemas(contract);
  }

  /** A contract on the class path, such as {@code contract/openchannel.yaml}. */
  public static ContractReplay of(String resource) {
    return new ContractReplay(Contract.load(resource));
  }

  /** In the contract's order. */
  public List<Operation> operations() {
    return contract.operations();
  }

  /** Fails when there is none of this id. */
  public Operation operation(String id) {
    return contract.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + id + " in " + contract.name()));
  }

  /** The example of a request's JSON body, a copy. */
  public Optional<Object> requestExample(String id) {
    JsonObject body = contract.resolve(operation(id).definition().getJsonObject("requestBody"));
    return body == null ? Optional.empty() : example(json(body.getJsonObject("content")));
  }

  /** As {@link #requestExample} for an object body; fails when there is none. */
  public JsonObject requestObject(String id) {
    return (JsonObject)
        requestExample(id).orElseThrow(() -> new AssertionError(id + " has no request example"));
  }

  /** The example of a status's JSON body, a copy. */
  public Optional<Object> responseExample(String id, int status) {
    JsonObject response = response(operation(id), status);
    return response == null ? Optional.empty() : example(json(response.getJsonObject("content")));
  }

  /**
   * Fails, saying everything that is wrong, unless the answer's status is documented and its
   * content type and body are as documented for it.
   *
   * @return the answer
   */
  public TestClient.Response check(String id, TestClient.Response answer) {
    Operation operation = operation(id);
    String key = responseKey(operation, answer.status());
    if (key == null) {
      throw new AssertionError(id + " does not document " + answer.status() + ": " + answer.text());
    }
    JsonObject content = response(operation, answer.status()).getJsonObject("content");
    if (content == null || content.isEmpty()) {
      if (answer.body().length() > 0) {
        throw new AssertionError(
            id + " " + answer.status() + " documents no body: " + answer.text());
      }
      return answer;
    }
    String type =
        answer.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!content.containsKey(type)) {
      throw new AssertionError(
          "%s %d answers %s, documented are %s: %s"
              .formatted(id, answer.status(), type, content.fieldNames(), answer.text()));
    }
    if (type.endsWith("json") && content.getJsonObject(type).containsKey("schema")) {
      String pointer = responsePointer(operation, key, type);
      List<Failure.Detail> wrong = schemas.check(pointer, ExactJson.read(answer.body().getBytes()));
      if (!wrong.isEmpty()) {
        throw new AssertionError(
            "%s %d is not what %s says: %s in %s"
                .formatted(id, answer.status(), pointer, wrong, answer.text()));
      }
    }
    return answer;
  }

  /** Every JSON example of the contract that its own schema refuses; empty when all is well. */
  public List<String> brokenExamples() {
    var broken = new ArrayList<String>();
    for (Operation operation : operations()) {
      String base = pointer(operation);
      JsonObject definition = operation.definition();
      checkExample(base, "requestBody", definition.getJsonObject("requestBody"), broken);
      JsonObject responses = definition.getJsonObject("responses", new JsonObject());
      for (String status : responses.fieldNames()) {
        checkExample(
            base + ContractSchemas.pointer("responses"),
            status,
            responses.getJsonObject(status),
            broken);
      }
    }
    return broken;
  }

  private void checkExample(String base, String step, JsonObject owner, List<String> broken) {
    JsonObject resolved = contract.resolve(owner);
    JsonObject content = resolved == null ? null : resolved.getJsonObject("content");
    if (content == null) {
      return;
    }
    String place = place(owner, base + ContractSchemas.pointer(step));
    for (String type : content.fieldNames()) {
      JsonObject media = content.getJsonObject(type);
      if (type.endsWith("json") && media.containsKey("schema")) {
        String pointer = place + ContractSchemas.pointer("content", type, "schema");
        example(media)
            .ifPresent(
                example -> {
                  List<Failure.Detail> wrong = schemas.check(pointer, example);
                  if (!wrong.isEmpty()) {
                    broken.add(pointer + ": " + wrong);
                  }
                });
      }
    }
  }

  private String responsePointer(Operation operation, String key, String type) {
    JsonObject owner = operation.definition().getJsonObject("responses").getJsonObject(key);
    return place(owner, pointer(operation) + ContractSchemas.pointer("responses", key))
        + ContractSchemas.pointer("content", type, "schema");
  }

  private static String place(JsonObject owner, String otherwise) {
    String reference = owner.getString("$ref");
    return reference == null ? otherwise : reference.substring(1);
  }

  private static String pointer(Operation operation) {
    return ContractSchemas.pointer(
        "paths", operation.path(), operation.method().toLowerCase(Locale.ROOT));
  }

  private JsonObject response(Operation operation, int status) {
    String key = responseKey(operation, status);
    return key == null
        ? null
        : contract.resolve(operation.definition().getJsonObject("responses").getJsonObject(key));
  }

  private static String responseKey(Operation operation, int status) {
    JsonObject responses = operation.definition().getJsonObject("responses", new JsonObject());
    for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
      if (responses.containsKey(key)) {
        return key;
      }
    }
    return null;
  }

  private static JsonObject json(JsonObject content) {
    return content == null
        ? null
        : content.fieldNames().stream()
            .filter(type -> type.endsWith("json"))
            .findFirst()
            .map(content::getJsonObject)
            .orElse(null);
  }

  private Optional<Object> example(JsonObject media) {
    if (media == null) {
      return Optional.empty();
    }
    Object found = media.getValue("example");
    JsonObject named = media.getJsonObject("examples");
    if (found == null && named != null && !named.isEmpty()) {
      found =
          contract
              .resolve(named.getJsonObject(named.fieldNames().iterator().next()))
              .getValue("value");
    }
    if (found instanceof JsonObject object) {
      return Optional.of(object.copy());
    }
    return Optional.ofNullable(found instanceof JsonArray array ? array.copy() : found);
  }
}
