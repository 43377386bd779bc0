package dev.emporium.catalog.domain.product;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A product while an upload writes it, row by row: editions, plans and costs are found by their
 * codes, and made when they are new.
 */
public final class ProductDraft {
  private static final int MAX_PLANS = 200;
  private static final int MAX_NUMBERS = 2000;

  private final boolean fresh;
  private String name;
  private String developerId;
  private ProductSheet sheet;
  private final Map<String, Object> texts;
  private final Map<String, Edition> editions = new LinkedHashMap<>();
  private final Map<String, PlanDraft> plans = new LinkedHashMap<>();
  private final List<Reference> references = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();

  /**
   * Another product that this one names; {@link ProductSheet} keeps their ids.
   *
   * @param column addOnOf or bundledProducts
   * @param edition code of its edition, or null
   * @param plan code of its plan, or null
   */
  public record Reference(String column, String product, String edition, String plan) {}

  /**
   * A plan while it is written.
   *
   * @param license single or group
   * @param commission 3050 is 30.5 %
   */
  public record PlanDraft(
      String code,
      String editionCode,
      String license,
      int commission,
      String feePayer,
      PlanTerms terms) {
    /** With other terms. */
    public PlanDraft with(PlanTerms others) {
      return new PlanDraft(code, editionCode, license, commission, feePayer, others);
    }

    /** The model OpenChannel shows for it. */
    public PricingModel model() {
      return terms.model(code, license, commission, feePayer);
    }
  }

  private ProductDraft(boolean fresh, ProductSheet sheet, Map<String, Object> texts) {
    this.fresh = fresh;
    this.sheet = sheet;
    this.texts = new LinkedHashMap<>(texts);
  }

  /** A product that does not exist yet. */
  public static ProductDraft fresh(String code) {
    return new ProductDraft(true, ProductSheet.PLAIN.coded(code), Map.of());
  }

  /** A product as its version says. */
  public static ProductDraft of(CatalogApp entry) {
    var draft = new ProductDraft(false, entry.version().sheet(), entry.version().customData());
    draft.name = entry.version().name();
    draft.developerId = entry.app().developerId();
    entry.editions().forEach(edition -> draft.editions.put(edition.code(), edition));
    for (Plan plan : entry.version().plans()) {
      PricingModel model = plan.model();
      draft.plans.put(
          model.modelId(),
          new PlanDraft(
              model.modelId(),
              entry.edition(plan).code(),
              model.license(),
              model.commission(),
              model.feePayer(),
              plan.terms()));
    }
    return draft;
  }

  /** Whether the product does not exist yet. */
  public boolean isFresh() {
    return fresh;
  }

  public String name() {
    return name;
  }

  public String developerId() {
    return developerId;
  }

  /** Names it; the first to name the product of a file does. */
  public void rename(String to) {
    name = to;
  }

  /** Says whose it is. */
  public void belongTo(String developer) {
    if (!fresh && !developer.equals(developerId)) {
      throw Failure.invalid("developerId", "A product keeps its developer");
    }
    developerId = developer;
  }

  /** The texts OpenChannel has too: {@code customData}. */
  public Map<String, Object> texts() {
    return texts;
  }

  /** Sets a text that OpenChannel has too. */
  public void text(String field, Object value) {
    texts.put(field, value);
  }

  /** Everything but the editions. */
  public ProductSheet sheet() {
    return sheet;
  }

  /** Replaces what the sheet says. */
  public void sheet(UnaryOperator<ProductSheet> change) {
    sheet = change.apply(sheet);
  }

  /** Names another product; once is enough. */
  public void refer(Reference reference) {
    if (!references.contains(reference)) {
      references.add(reference);
    }
  }

  /** The products it names, to be looked up. */
  public List<Reference> references() {
    return List.copyOf(references);
  }

  /** True the first time it is asked for this part: what the product had of it is replaced then. */
  public boolean begins(String part) {
    return begun.add(part);
  }

  /** The editions in their order. */
  public List<Edition> editions() {
    return List.copyOf(editions.values());
  }

  /** The plans in their order. */
  public List<PlanDraft> plans() {
    return List.copyOf(plans.values());
  }

  /** Makes or changes an edition; {@code change} gets null for a new one. */
  public void edition(String code, UnaryOperator<Edition> change) {
    editions.compute(code, (same, old) -> change.apply(old));
  }

  /** Whether there is such an edition. */
  public boolean hasEdition(String code) {
    return editions.containsKey(code);
  }

  /** Whether there is such a plan. */
  public boolean hasPlan(String code) {
    return plans.containsKey(code);
  }

  /** Makes or changes a plan; {@code change} gets null for a new one. */
  public void plan(String code, UnaryOperator<PlanDraft> change) {
    plans.compute(code, (same, old) -> change.apply(old));
  }

  /** The plan of this code; INVALID naming {@code planCode} when there is none. */
  public PlanDraft existing(String code) {
    PlanDraft plan = plans.get(code);
    if (plan == null) {
      throw Failure.invalid("planCode", "The product has no plan " + code);
    }
    return plan;
  }

  /** Makes or changes a cost of a plan; {@code change} gets null for a new one. */
  public void cost(String planCode, String costCode, UnaryOperator<Cost> change) {
    PlanDraft plan = existing(planCode);
    var costs = new ArrayList<>(plan.terms().costs());
    for (int i = 0; i < costs.size(); i++) {
      if (costs.get(i).code().equals(costCode)) {
        Cost old = costs.get(i);
        costs.set(i, change.apply(old).stored(old.costId(), old.number()));
        plans.put(planCode, plan.with(plan.terms().withCosts(costs)));
        return;
      }
    }
    costs.add(change.apply(null));
    plans.put(planCode, plan.with(plan.terms().withCosts(costs)));
  }

  /**
   * Checks the product as a whole, once all rows are read.
   *
   * @throws Failure INVALID naming the column
   */
  public void check() {
    if (name == null) {
      throw Failure.invalid("productName", "A new product needs a name");
    }
    if (developerId == null) {
      throw Failure.invalid("developerId", "A new product needs a developer");
    }
    if (plans.isEmpty() || plans.size() > MAX_PLANS) {
      throw Failure.invalid("planCode", "A product has 1 to " + MAX_PLANS + " plans");
    }
    int numbers = 0;
    for (PlanDraft plan : plans()) {
      plan(plan.code(), old -> old.with(old.terms().checked()));
      for (Cost cost : plan.terms().costs()) {
        numbers += 1 + cost.price().ranges().size();
      }
    }
    if (numbers > MAX_NUMBERS) {
      throw Failure.invalid("ranges", "A product has at most " + MAX_NUMBERS + " costs and ranges");
    }
    for (Edition edition : editions()) {
      if (plans().stream().noneMatch(plan -> plan.editionCode().equals(edition.code()))) {
        throw Failure.invalid("editionCode", "Edition " + edition.code() + " has no plan");
      }
    }
    boolean bundles = ProductSheet.BUNDLE.equals(sheet.productType());
    if (bundles == sheet.bundle().isEmpty()) {
      throw Failure.invalid(
          "bundledProducts",
          bundles ? "A BUNDLE holds products" : "Only a product of type BUNDLE holds others");
    }
  }

  /** The sheet with ids for its editions; codes that are not among them keep what they had. */
  public ProductSheet sheet(Map<String, Edition> stored) {
    return sheet.with(
        editions().stream()
            .map(
                edition -> {
                  Edition known = stored.get(edition.code());
                  return known == null
                      ? edition
                      : edition.stored(known.editionId(), known.number());
                })
            .toList());
  }

  /**
   * The plans under the ids of their editions, as versions keep them; ids of plans are none yet.
   */
  public List<Plan> plans(Map<String, Edition> stored) {
    return plans().stream()
        .map(
            plan -> {
              Edition edition = stored.get(plan.editionCode());
              UUID editionId = edition == null ? null : edition.editionId();
              boolean closed =
                  sheet.addOn()
                      || !sheet.bundle().isEmpty()
                      || (edition != null && !edition.open())
                      || !plan.terms().visibleTo().isEmpty();
              return new Plan(null, 0, null, plan.model(), editionId, 0, plan.terms(), closed);
            })
        .toList();
  }
}
