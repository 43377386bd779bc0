package dev.emporium.checkout.admin;

import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.domain.opportunity.SalesPermissions;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.checkout.store.opportunity.RequiredFormStore;
import dev.emporium.checkout.store.opportunity.SalesPermissionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the sale of opportunities is administered by: role permissions and vendors' forms. */
public final class SalesAdministration {
  private final Database database;
  private final SalesPermissionStore permissions;
  private final RequiredFormStore forms;
  private final ProductStore products;

  public SalesAdministration(
      Database database,
      SalesPermissionStore permissions,
      RequiredFormStore forms,
      ProductStore products) {
    this.database = database;
    this.permissions = permissions;
    this.forms = forms;
    this.products = products;
  }

  /** Binds every operation of {@code contract/checkout/admin-opportunities.yaml}. */
  public void bind(Operations operations) {
    operations
        .on("getSalesPermissions", this::getSalesPermissions)
        .on("setSalesPermissions", this::setSalesPermissions)
        .on("setRequiredForms", this::setRequiredForms);
  }

  private Future<Reply> getSalesPermissions(Call call) {
    return database.read(call.marketplace(), permissions::find).map(SalesAdministration::shown);
  }

  private Future<Reply> setSalesPermissions(Call call) {
    SalesPermissions wanted = SalesPermissionStore.read(call.body().getJsonObject("permissions"));
    return database
        .inMarketplace(call.marketplace(), tx -> permissions.save(tx, wanted))
        .map(SalesAdministration::shown);
  }

  private static Reply shown(SalesPermissions permissions) {
    return Reply.ok(new JsonObject().put("permissions", SalesPermissionStore.write(permissions)));
  }

  private Future<Reply> setRequiredForms(Call call) {
    JsonArray wanted = call.body().getJsonArray("forms");
    requireExpressions(wanted);
    String name = call.path("productId");
    String edition = call.query("editionId").orElse(RequiredFormStore.EVERY_EDITION);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                products
                    .named(tx, List.of(name))
                    .map(
                        found ->
                            Optional.ofNullable(found.get(name))
                                .map(Product::id)
                                .orElseThrow(
                                    () -> Failure.notFound("Product " + name + " was not found.")))
                    .compose(product -> forms.save(tx, product, edition, wanted)))
        .map(done -> Reply.ok(new JsonObject().put("forms", wanted)));
  }

  private static void requireExpressions(JsonArray forms) {
    for (int i = 0; i < forms.size(); i++) {
      JsonArray fields = forms.getJsonObject(i).getJsonArray("fields");
      for (int j = 0; j < fields.size(); j++) {
        JsonObject rules = fields.getJsonObject(j).getJsonObject("validations", new JsonObject());
        String expression = rules.getString("expression");
        try {
          Pattern.compile(expression == null ? "" : expression);
        } catch (PatternSyntaxException malformed) {
          throw Failure.invalid(
              "forms[" + i + "].fields[" + j + "].validations.expression",
              "is not a regular expression");
        }
      }
    }
  }
}
