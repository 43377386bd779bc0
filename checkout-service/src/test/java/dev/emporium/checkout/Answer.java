package dev.emporium.checkout;

import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.http.Operation;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** An answer; {@code json} is null without a body. */
record Answer(int status, Object json) {

  static Answer of(TestClient.Response response) {
    return new Answer(
        response.status(),
        response.body().length() == 0 ? null : ExactJson.read(response.body().getBytes()));
  }

  /** As {@link #of}, of an answer that is what the contract of its operation says. */
  static Answer checked(
      List<ContractReplay> contracts, String method, String path, TestClient.Response response) {
    String address = path.split("\\?", 2)[0];
    for (ContractReplay contract : contracts) {
      String operation = operation(contract, method, address);
      if (operation != null) {
        contract.check(operation, response);
        return of(response);
      }
    }
    throw new AssertionError(method + " " + path);
  }

  /** A literal path wins over a template, as in the router. */
  private static String operation(ContractReplay contract, String method, String path) {
    return contract.operations().stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> path.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparing(operation -> operation.path().split("\\{").length))
        .map(Operation::id)
        .orElse(null);
  }

  JsonObject object() {
    return (JsonObject) json;
  }

  JsonArray array() {
    return (JsonArray) json;
  }

  /** The body of an answer that must be this. */
  JsonObject is(int expected) {
    if (status != expected) {
      throw new AssertionError(status + " instead of " + expected + ": " + json);
    }
    return json instanceof JsonObject object ? object : null;
  }

  JsonObject ok() {
    return is(200);
  }

  /** Status and the vendor's code, such as {@code 404 SHOPPING_CART_NOT_FOUND}. */
  String code() {
    return status + " " + object().getString("code");
  }
}
