package dev.emporium.checkout.store.opportunity;

import dev.emporium.checkout.domain.opportunity.OpportunityAction;
import dev.emporium.checkout.domain.opportunity.SalesPermissions;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Each marketplace's role permissions. */
public final class SalesPermissionStore {

  /** The marketplace's, or the defaults. */
  public Future<SalesPermissions> find(Tx tx) {
    return tx.one(
            "select permissions from sales_permission where marketplace_id = $1",
            row -> read(row.getJsonObject(0)),
            tx.marketplace())
        .map(found -> found.orElse(SalesPermissions.DEFAULT));
  }

  /** Stores them in place of the older ones. */
  public Future<SalesPermissions> save(Tx tx, SalesPermissions permissions) {
    return tx.execute(
            """
            insert into sales_permission (marketplace_id, permissions) values ($1, $2)
            on conflict (marketplace_id) do update set permissions = excluded.permissions
            """,
            tx.marketplace(),
            write(permissions))
        .map(permissions);
  }

  /** As they rest and as they are shown: action names by role, both in a stable order. */
  public static JsonObject write(SalesPermissions permissions) {
    var json = new JsonObject();
    SalesPermissions.GIVEABLE.keySet().stream()
        .sorted()
        .forEach(
            role -> {
              var actions = new JsonArray();
              permissions.byRole().getOrDefault(role, Set.of()).stream()
                  .sorted()
                  .forEach(action -> actions.add(action.name()));
              json.put(role, actions);
            });
    return json;
  }

  /** Reads action names by role; a role that is not named has none. */
  public static SalesPermissions read(JsonObject json) {
    Map<String, Set<OpportunityAction>> byRole = new LinkedHashMap<>();
    for (String role : json.fieldNames()) {
      Set<OpportunityAction> actions = EnumSet.noneOf(OpportunityAction.class);
      json.getJsonArray(role)
          .forEach(name -> actions.add(OpportunityAction.valueOf((String) name)));
      byRole.put(role, actions);
    }
    return new SalesPermissions(byRole);
  }
}
