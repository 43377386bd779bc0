package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An operation with everything compiled that a request is checked against. */
final class BoundOperation {
  private final Operation operation;
  private final OperationHandler handler;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Bodies bodies;
  private final Accepts accepts;

  BoundOperation(
      Contract contract, ContractSchemas schemas, Operation operation, OperationHandler handler) {
    this.operation = operation;
    this.handler = handler;
    this.bodies = new Bodies(contract, schemas, operation);
    this.accepts = new Accepts(contract, operation);
    JsonObject item = contract.document().getJsonObject("paths").getJsonObject(operation.path());
    var byPlace = new LinkedHashMap<String, Parameter>();
    for (JsonObject owner : List.of(item, operation.definition())) {
      for (Object each : owner.getJsonArray("parameters", new JsonArray())) {
        Parameter parameter = Parameter.of(contract, contract.resolve((JsonObject) each));
        byPlace.put(parameter.in() + " " + parameter.name(), parameter);
      }
    }
    parameters.addAll(byPlace.values());
  }

  Operation operation() {
    return operation;
  }

  OperationHandler handler() {
    return handler;
  }

  /**
   * Replies of POSTs are remembered, but never one that shows a secret ({@code x-secret-reply}).
   */
  boolean isReplayable() {
    return operation.method().equals("POST")
        && !operation.definition().getBoolean("x-secret-reply", false);
  }

  /** Refuses callers that the contract does not let in. */
  void admit(Principal principal) {
    boolean anonymous = principal == null || principal.client() == null;
    if (operation.isPublic() || (anonymous && operation.takesAnonymous())) {
      return;
    }
    if (principal == null || principal.client() == null) {
      throw Failure.of(Kind.UNAUTHENTICATED, null, "Credentials are missing or not valid");
    }
    boolean ownDialect =
        operation.dialect().equals("emporium") || operation.dialect().equals(principal.dialect());
    if (!ownDialect) {
      throw Failure.of(Kind.UNAUTHENTICATED, null, "These credentials belong to another API");
    }
    if (!operation.roles().isEmpty() && !principal.hasAnyRole(operation.roles())) {
      throw Failure.forbidden(
          "One of these roles is needed: " + String.join(", ", operation.roles()));
    }
    if (!operation.scopes().isEmpty()
        && operation.scopes().stream().noneMatch(principal.scopes()::contains)) {
      throw Failure.forbidden(
          "One of these scopes is needed: " + String.join(", ", operation.scopes()));
    }
    if (principal.marketplace() == null && !principal.roles().contains("OPERATOR")) {
      throw Failure.forbidden("These credentials belong to no marketplace");
    }
  }

  void negotiate(String accept) {
    if (!accepts.allow(accept)) {
      throw Failure.of(
          Kind.NOT_ACCEPTABLE,
          null,
          "This operation answers " + String.join(", ", accepts.produced()));
    }
  }

  /** Everything typed and valid, or a failure that lists what is not. */
  Call call(
      Principal principal,
      Map<String, String> rawPath,
      Map<String, List<String>> rawQuery,
      MultiMap headers,
      Buffer body) {
    var faults = new ArrayList<Failure.Detail>();
    var path = new HashMap<String, Object>();
    rawPath.forEach((name, value) -> path.put(name, PercentCoding.path(value)));
    var query = new LinkedHashMap<String, Object>();
    rawQuery.forEach((name, values) -> query.put(name, values.get(0)));
    for (Parameter parameter : parameters) {
      switch (parameter.in()) {
        case "path" -> readPath(parameter, path);
        case "query" -> {
          Object value = parameter.read(rawQuery.getOrDefault(parameter.name(), List.of()), faults);
          if (value == null) {
            query.remove(parameter.name());
          } else {
            query.put(parameter.name(), value);
          }
        }
        default -> parameter.read(headers.getAll(parameter.name()), faults);
      }
    }
    if (!faults.isEmpty()) {
      throw Failure.of(Kind.INVALID, faults);
    }
    Object read = bodies.read(headers.get("content-type"), body, rawQuery);
    return new Call(operation, principal, path, query, headers, read);
  }

  /** A path value of the wrong form names nothing. */
  private static void readPath(Parameter parameter, Map<String, Object> path) {
    var faults = new ArrayList<Failure.Detail>();
    Object value = parameter.read(List.of(String.valueOf(path.get(parameter.name()))), faults);
    if (!faults.isEmpty() || value == null) {
      throw Failure.of(Kind.NOT_FOUND, parameter.name(), parameter.name() + " was not found");
    }
    path.put(parameter.name(), value);
  }
}
