package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.UnitProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finds out whether a cart can be bought. Pure: everything it knows is given to it. */
public final class CartValidation {
  private final Cart cart;
  private final CartFacts facts;
  private final List<Finding> blocking = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private final List<Finding> info = new ArrayList<>();

  private CartValidation(Cart cart, CartFacts facts) {
    this.cart = cart;
    this.facts = facts;
  }

  /** Validates at one level; {@code id} becomes the summary's. */
  public static ValidationSummary run(UUID id, Cart cart, CartFacts facts, ValidationLevel level) {
    return new CartValidation(cart, facts).at(id, level);
  }

  private ValidationSummary at(UUID id, ValidationLevel level) {
    boolean selling = level != ValidationLevel.PREVENT_PROVISIONING;
    if (cart.state().locked()) {
      Finding locked =
          Finding.of(
              "SHOPPING_CART_LOCKED",
              "Shopping cart " + cart.id() + " must be approved before it can be finalized.");
      (level == ValidationLevel.PREVENT_FINALIZE ? blocking : warnings).add(locked);
    }
    if (cart.items().isEmpty()) {
      blocking.add(Finding.of("SHOPPING_CART_EMPTY", "The shopping cart has no items."));
    }
    cart.items().forEach(item -> plan(item, selling));
    member("OWNER", cart.parties().owner(), facts.owner());
    if (selling) {
      if (!cart.parties().buyerIsOwner()) {
        member("BUYER", cart.parties().buyer(), facts.buyer());
      }
      seller();
      payment();
      history();
    }
    return new ValidationSummary(
        id, List.copyOf(blocking), List.copyOf(warnings), List.copyOf(info), pending());
  }

  private List<String> pending() {
    if (cart.state().locked()) {
      return List.of("APPROVAL");
    }
    return cart.isBlocked() ? List.of("PURCHASE") : List.of();
  }

  /** A reseller sells to its own customers (the buyer type PARTNER, appdirect.txt:8542). */
  private void seller() {
    UUID owner = cart.parties().ownerCompany();
    UUID buyer = cart.parties().buyerCompany();
    if (cart.parties().buyerType() == BuyerType.PARTNER
        && facts.owner().company()
        && buyer != null
        && !buyer.equals(owner)
        && !buyer.equals(facts.owner().parent())) {
      blocking.add(
          new Finding(
              "OWNER_NOT_A_CUSTOMER",
              "Owner company with ID " + owner + " is not a customer of company " + buyer + ".",
              null,
              Map.of("OWNER_COMPANY", owner.toString(), "BUYER_COMPANY", buyer.toString()),
              Optional.empty()));
    }
  }

  private void plan(CartItem item, boolean selling) {
    String id = item.planId();
    KnownPlan plan = facts.plans().get(id);
    if (plan == null) {
      blocking.add(
          planFinding(item, "PRICING_PLAN_NOT_FOUND", "Pricing plan with ID " + id + " not found.")
              .settledBy("plan/" + id));
      return;
    }
    if (!selling) {
      return;
    }
    String currency = cart.currency().getCurrencyCode();
    if (!plan.onSale()) {
      blocking.add(
          planFinding(
                  item,
                  "PRICING_PLAN_NOT_ON_SALE",
                  "Pricing plan with ID " + id + " is not on sale.")
              .settledBy("plan/" + id));
    }
    if (!item.terms().orElse(plan.terms()).isSoldIn(currency)) {
      blocking.add(
          planFinding(
              item,
              "CURRENCY_NOT_SUPPORTED",
              "Pricing plan with ID " + id + " is not sold in " + currency + "."));
    }
    if (facts.owner().user() && !plan.eligibility().admits(facts.owner().customData())) {
      blocking.add(
          planFinding(
              item,
              "PRODUCT_NOT_AVAILABLE",
              plan.terms().appName() + " is not available to the owner of the shopping cart."));
    }
    agreed(item, item.terms().orElse(plan.terms()));
    if (item.terms().filter(frozen -> !frozen.costsLike(plan.terms())).isPresent()) {
      warnings.add(
          planFinding(
              item,
              "PRICE_CHANGED",
              "The price of pricing plan "
                  + id
                  + " has changed since the item was added; the item keeps its price."));
    }
    if (!item.units().isEmpty()
        && item.units().stream().noneMatch(unit -> plan.terms().prices(unit.unit()))) {
      info.add(
          planFinding(
              item, "UNITS_NOT_PRICED", "The price of pricing plan " + id + " ignores units."));
    }
  }

  /** What the item asks of its plan: units, add-on, custom prices, a discount. */
  private void agreed(CartItem item, PlanTerms terms) {
    for (UnitProblem problem : UnitProblem.of(terms, item.units())) {
      blocking.add(Finding.of(problem.code(), problem.message(), "UNIT", problem.unit()).in(item));
    }
    if (terms.addOn() && !item.isAddOn()) {
      blocking.add(
          planFinding(
              item,
              "ADDON_WITHOUT_PARENT",
              terms.appName() + " can only be bought as an add-on of another item."));
    }
    for (CustomPrice price : item.deal().customPrices()) {
      if (terms.costs().stream().noneMatch(cost -> price.costId().equals(cost.costId()))) {
        blocking.add(
            Finding.of(
                    "CUSTOM_PRICE_COST_NOT_FOUND",
                    "Cost with ID " + price.costId() + " is not a cost of the pricing plan.",
                    "COST",
                    price.costId())
                .in(item));
      }
    }
    if (terms.trialDays() > 0 && !item.deal().billing().equals(BillingStart.WITH_SERVICE)) {
      blocking.add(
          planFinding(
              item,
              "BILLING_START_NOT_SUPPORTED",
              "Billing of "
                  + terms.appName()
                  + " begins when its trial ends and on no other day."));
    }
    if (item.deal().hasDiscount()) {
      discount(item, terms);
    }
  }

  private void discount(CartItem item, PlanTerms terms) {
    String code = item.deal().discountCode();
    String id = item.deal().discountId();
    String name = code == null ? id : code;
    Optional<KnownDiscount> known =
        facts.discounts().stream().filter(each -> each.isNamed(code, id)).findFirst();
    if (known.isEmpty()) {
      blocking.add(
          Finding.of("DISCOUNT_NOT_FOUND", "Discount " + name + " not found.", "DISCOUNT", name)
              .in(item)
              .settledBy(KnownDiscount.arrival(name)));
      return;
    }
    known
        .get()
        .refusal(terms, item.units(), cart.currency().getCurrencyCode())
        .ifPresent(
            why ->
                blocking.add(
                    Finding.of(
                            "DISCOUNT_NOT_AVAILABLE",
                            "Discount " + name + " " + why + ".",
                            "DISCOUNT",
                            name)
                        .in(item)));
  }

  private static Finding planFinding(CartItem item, String code, String message) {
    return Finding.of(code, message, "PRICING_PLAN", item.planId()).in(item);
  }

  private void member(String role, Party party, Member known) {
    UUID user = party.user();
    UUID company = party.company();
    String who = role.equals("OWNER") ? "Owner" : "Buyer";
    if (!known.user()) {
      blocking.add(missing(role + "_USER", who + " user", user, "user/"));
    } else if (!known.userEnabled()) {
      blocking.add(
          Finding.of(
              role + "_USER_DISABLED",
              who + " user with ID " + user + " is disabled.",
              role + "_USER",
              user.toString()));
    }
    if (!known.company()) {
      blocking.add(missing(role + "_COMPANY", who + " company", company, "company/"));
    } else if (!known.companyEnabled()) {
      blocking.add(
          Finding.of(
              role + "_COMPANY_DISABLED",
              who + " company with ID " + company + " is disabled.",
              role + "_COMPANY",
              company.toString()));
    }
    if (known.user() && known.company() && !known.member()) {
      blocking.add(
          new Finding(
              role + "_NOT_A_MEMBER",
              who + " user with ID " + user + " does not belong to company " + company + ".",
              null,
              Map.of(role + "_USER", user.toString(), role + "_COMPANY", company.toString()),
              Optional.of("membership/" + company + "/" + user)));
    }
  }

  private static Finding missing(String code, String what, UUID id, String record) {
    return id == null
        ? Finding.of(code + "_NOT_FOUND", what + " is not set.")
        : Finding.of(code + "_NOT_FOUND", what + " with ID " + id + " not found.", code, id + "")
            .settledBy(record + id);
  }

  private void payment() {
    // Which day it is decides nothing that is asked here.
    PricedCart priced = CartPricing.of(cart, facts, LocalDate.EPOCH).priced();
    Optional<Instrument> payer = facts.payer(cart);
    String named = cart.paymentMethodId();
    if (named != null && payer.isEmpty()) {
      blocking.add(
          Finding.of(
                  "PAYMENT_METHOD_NOT_FOUND",
                  "Payment method with ID " + named + " not found.",
                  "PAYMENT_METHOD",
                  named)
              .settledBy("payment-instrument/" + named));
    } else if (named != null && !payer.get().usable()) {
      blocking.add(
          Finding.of(
              "PAYMENT_METHOD_NOT_USABLE",
              "Payment method with ID " + named + " cannot be used.",
              "PAYMENT_METHOD",
              named));
    } else if (payer.isEmpty() && (priced.dueNow().signum() > 0 || priced.chargesLater())) {
      Finding needed =
          Finding.of(
              "PAYMENT_METHOD_REQUIRED",
              "The buyer has no payment method for what is due now ("
                  + priced.dueNow().rounded().amount().toPlainString()
                  + " "
                  + cart.currency()
                  + ") or later.");
      UUID company = cart.parties().buyerCompany();
      blocking.add(company == null ? needed : needed.settledBy("payment-instruments/" + company));
    }
  }

  private void history() {
    if (cart.status() == CartStatus.FINISHED) {
      blocking.add(
          Finding.of("SHOPPING_CART_FINISHED", "Shopping cart " + cart.id() + " is finished."));
    }
    if (cart.rejection() != null) {
      warnings.add(
          new Finding(
              "PURCHASE_REJECTED",
              "The last purchase of this shopping cart was rejected: "
                  + Objects.requireNonNullElse(
                      cart.rejection().message(), cart.rejection().reason()),
              null,
              Map.of(
                  "PURCHASE",
                  cart.rejection().purchaseId().toString(),
                  "REASON",
                  cart.rejection().reason()),
              Optional.empty()));
    }
  }
}
