package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Deal;
import dev.emporium.checkout.domain.opportunity.OpportunityFacts;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.domain.opportunity.RequiredForm;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.store.opportunity.ProductStore;
import dev.emporium.checkout.store.opportunity.RequiredFormStore;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads from the projections what the rules of an opportunity ask for. */
public final class OpportunityFactsReader {
  private final FactsReader facts;
  private final ProductStore products;
  private final RequiredFormStore forms;
  private final Members people;

  public OpportunityFactsReader(
      FactsReader facts, ProductStore products, RequiredFormStore forms, Members people) {
    this.facts = facts;
    this.products = products;
    this.forms = forms;
    this.people = people;
  }

  /** Everything about what is offered between these people. */
  public Future<OpportunityFacts> of(Tx tx, Deal deal, People parties) {
    List<String> plans =
        deal.items().stream().map(OpportunityItem::planId).filter(Objects::nonNull).toList();
    List<String> apps = deal.items().stream().map(OpportunityItem::productId).toList();
    Future<Map<String, KnownPlan>> knownPlans = facts.plans(tx, plans);
    Future<Map<String, Product>> knownProducts = products.of(tx, apps);
    Future<Map<String, Map<String, List<RequiredForm>>>> asked = forms.of(tx, apps);
    Future<Map<Party, Member>> members =
        people.members(tx, List.of(parties.owner(), parties.customer()));
    Future<List<Instrument>> instruments = facts.instruments(tx, parties.customer().company());
    return Future.all(knownPlans, knownProducts, asked, members, instruments)
        .map(
            done ->
                new OpportunityFacts(
                    knownPlans.result(),
                    knownProducts.result(),
                    byItem(deal, knownProducts.result(), asked.result()),
                    members.result().get(parties.owner()),
                    members.result().get(parties.customer()),
                    instruments.result()));
  }

  private static Map<UUID, List<RequiredForm>> byItem(
      Deal deal,
      Map<String, Product> products,
      Map<String, Map<String, List<RequiredForm>>> asked) {
    var byItem = new HashMap<UUID, List<RequiredForm>>();
    for (OpportunityItem item : deal.items()) {
      byItem.put(
          item.id(),
          of(
              asked.getOrDefault(item.productId(), Map.of()),
              Optional.ofNullable(products.get(item.productId())),
              item.terms().map(PlanTerms::editionId).orElse(null)));
    }
    return byItem;
  }

  /**
   * The forms of one product for one edition: those of every edition, then the edition's own.
   *
   * @param byEdition the product's, by the edition's id, number or code as it was written
   * @param edition its id, number or code; null for none
   */
  public static List<RequiredForm> of(
      Map<String, List<RequiredForm>> byEdition, Optional<Product> product, String edition) {
    var found = new ArrayList<>(byEdition.getOrDefault(RequiredFormStore.EVERY_EDITION, List.of()));
    if (edition == null) {
      return found;
    }
    Optional<Product.Edition> known =
        product.stream()
            .flatMap(each -> each.editions().stream())
            .filter(each -> each.isCalled(edition))
            .findFirst();
    byEdition.forEach(
        (name, forms) -> {
          boolean same = known.map(each -> each.isCalled(name)).orElse(name.equals(edition));
          if (same && !name.equals(RequiredFormStore.EVERY_EDITION)) {
            found.addAll(forms);
          }
        });
    return found;
  }
}
