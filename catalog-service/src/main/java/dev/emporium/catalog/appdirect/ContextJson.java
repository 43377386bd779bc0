package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.Entitlement;
import dev.emporium.catalog.domain.product.ProductContext;
import dev.emporium.catalog.store.CompanyStore.Person;
import dev.emporium.catalog.store.ContextStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A product's status and context for a user (appdirect.txt:6722, 6367; operations.tsv). */
final class ContextJson {
  private ContextJson() {}

  static JsonObject status(ContextReader.Read read) {
    ProductContext context = read.context();
    Optional<Entitlement> current = context.current();
    Optional<ContextStore.Owned> owned = owned(read);
    Optional<Person> owner = owned.map(ContextStore.Owned::owner);
    boolean pending = current.map(Entitlement::pending).orElse(false);
    return new JsonObject()
        .put("assigned", context.assigned())
        .put("pending", pending)
        .put("requested", false)
        .put("pendingAppType", pending ? "SUBSCRIPTION" : null)
        .put("companyEntitlementId", current.map(e -> e.installationId().toString()).orElse(null))
        .put("editionId", edition(context).map(Edition::number).orElse(null))
        .put("ownerUuid", owner.map(person -> person.userId().toString()).orElse(null))
        .put("ownerFullName", owner.map(ContextJson::name).orElse(null))
        .put("ownerAdmin", owned.map(ContextStore.Owned::ownerAdmin).orElse(false))
        .put("partOfExistingBundle", context.inBundle())
        .put("companyEntitlementPending", pending)
        .put("freeTrialAllowed", context.trialAllowed())
        .put("freeTrialDaysLeft", context.trialDaysLeft().orElse(null))
        .put("companyWide", current.map(Entitlement::group).orElse(false))
        .put("purchaseRestrictions", new JsonArray(context.restrictions()));
  }

  static JsonObject context(ContextReader.Read read) {
    ProductContext context = read.context();
    Optional<Entitlement> current = context.current();
    Optional<Plan> plan = context.plan();
    return new JsonObject()
        .put("status", current.map(ContextJson::word).orElse(null))
        .put("assigned", context.assigned())
        .put("numAssignedUsers", current.isEmpty() ? null : (Long) context.assignedUsers())
        .put("maxUsers", current.filter(one -> !one.group()).map(one -> 1).orElse(null))
        .put("partOfExistingBundle", context.inBundle())
        .put("freeTrialDaysLeft", context.trialDaysLeft().orElse(null))
        .put("freeTrialAllowed", context.trialAllowed())
        .put(
            "pendingEventType",
            current.filter(Entitlement::pending).map(one -> "SUBSCRIPTION_ORDER").orElse(null))
        .put("editionId", edition(context).map(Edition::number).orElse(null))
        .put("subscription", current.map(ContextJson::subscription).orElse(null))
        .put(
            "owner",
            owned(read).map(ContextStore.Owned::owner).map(ContextJson::owner).orElse(null))
        .put("paymentPlan", plan.map(one -> PlansJson.plan(one, true)).orElse(null))
        .put("purchaseRestrictions", new JsonArray(context.restrictions()));
  }

  private static String word(Entitlement entitlement) {
    if (entitlement.pending()) {
      return "PENDING";
    }
    if (entitlement.status() != null) {
      return entitlement.status();
    }
    return entitlement.trial() ? "FREE_TRIAL" : "ACTIVE";
  }

  private static Optional<Edition> edition(ProductContext context) {
    return context.plan().map(context.entry()::edition);
  }

  private static Optional<ContextStore.Owned> owned(ContextReader.Read read) {
    return read.context()
        .current()
        .flatMap(
            current ->
                read.owned().stream().filter(one -> one.entitlement().equals(current)).findFirst());
  }

  private static JsonObject subscription(Entitlement entitlement) {
    if (entitlement.subscriptionId() == null) {
      return null;
    }
    return new JsonObject()
        .put("id", entitlement.subscriptionId().toString())
        .put("status", word(entitlement));
  }

  private static JsonObject owner(Person person) {
    return new JsonObject()
        .put("uuid", person.userId().toString())
        .put("firstName", person.firstName())
        .put("lastName", person.lastName())
        .put("fullName", name(person))
        .put("email", person.email());
  }

  private static String name(Person person) {
    String name =
        Stream.of(person.firstName(), person.lastName())
            .filter(Objects::nonNull)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }
}
