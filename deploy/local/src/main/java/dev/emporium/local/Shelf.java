package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Apps put on sale as a developer does, and found again as a buyer does. */
public final class Shelf {
  private final GatewayClient openchannel;
  private final GatewayClient appdirect;

  public Shelf(GatewayClient openchannel, GatewayClient appdirect) {
    this.openchannel = openchannel;
    this.appdirect = appdirect;
  }

  /**
   * Publishes an app with one model.
   *
   * @param app what OpenChannel wants beside {@code developerId} and {@code model}
   * @return OpenChannel's appId
   */
  public String publish(String developer, JsonObject app, JsonObject model) {
    JsonObject made =
        openchannel
            .post(
                "/v2/apps",
                app.copy().put("developerId", developer).put("model", new JsonArray().add(model)))
            .ok()
            .json();
    String id = made.getString("appId");
    openchannel
        .post(
            "/v2/apps/" + id + "/publish",
            new JsonObject()
                .put("developerId", developer)
                .put("version", made.getInteger("version"))
                .put("autoApprove", true))
        .ok();
    return id;
  }

  /** The id of an app's first model, which OpenChannel installs by. */
  public String model(String app) {
    return openchannel
        .get("/v2/apps/" + app)
        .ok()
        .json()
        .getJsonArray("model")
        .getJsonObject(0)
        .getString("modelId");
  }

  /** An app as AppDirect lists it, once it does. */
  public JsonObject listed(String name) {
    return Patience.until(
        "the listing shows " + name,
        () ->
            appdirect.get("/api/marketplace/v1/listing").ok().array().stream()
                .map(JsonObject.class::cast)
                .filter(product -> name.equals(product.getString("name")))
                .findFirst()
                .orElse(null));
  }

  /** An app as AppDirect's product, with its prices. */
  public JsonObject product(String name) {
    return appdirect.get("/api/marketplace/v1/products/" + listed(name).getValue("id")).ok().json();
  }

  /** The first payment plan of a product's first edition; its {@code uuid} is what carts want. */
  public JsonObject plan(String name) {
    return product(name)
        .getJsonObject("pricing")
        .getJsonArray("editions")
        .getJsonObject(0)
        .getJsonArray("plans")
        .getJsonObject(0);
  }
}
