package dev.emporium.checkout.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.Rejection;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.checkout.domain.pricing.Plans;
import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpportunityTest {
  private static final UUID RESELLER = UUID.randomUUID();
  private static final UUID PURCHASE = UUID.randomUUID();
  private static final OpportunityItem SEATS = item("seats", null);

  static OpportunityItem item(String product, String parent) {
    return new OpportunityItem(
        UUID.randomUUID(),
        parent,
        product,
        product,
        Optional.empty(),
        List.of(),
        List.of(),
        ContractTerms.NONE,
        Timing.IMMEDIATELY,
        Timing.WITH_SERVICE,
        Map.of(),
        Map.of());
  }

  static Opportunity open(OpportunityItem... items) {
    return new Opportunity(
        UUID.randomUUID(),
        Instant.EPOCH,
        1,
        new People(
            new Party(UUID.randomUUID(), RESELLER),
            OwnerType.RESELLER,
            new Party(UUID.randomUUID(), UUID.randomUUID()),
            new Party(UUID.randomUUID(), RESELLER)),
        Currency.getInstance("USD"),
        new Heading(null, null, Map.of()),
        new Deal(List.of(items), List.of(), Optional.empty()),
        Progress.OPEN);
  }

  private static Opportunity in(OpportunityStatus status) {
    Opportunity open = open(SEATS);
    return switch (status) {
      case OPEN -> open;
      case PENDING_REVIEW -> open.inReview();
      case PROCESSING -> processing(open);
      case CLOSED -> processing(open).closed(PURCHASE).orElseThrow();
    };
  }

  private static Opportunity processing(Opportunity opportunity) {
    return opportunity.processing(opportunity.deal(), new Progress.Sale(PURCHASE, "000001", null));
  }

  @ParameterizedTest
  @EnumSource(OpportunityStatus.class)
  @DisplayName("who may change it in which status")
  void changeable(OpportunityStatus status) {
    Opportunity it = in(status);
    boolean agent = status == OpportunityStatus.OPEN;
    boolean manager = agent || status == OpportunityStatus.PENDING_REVIEW;
    assertThat(allowed(() -> it.minus(SEATS.id().toString(), false))).isEqualTo(agent);
    assertThat(allowed(() -> it.minus(SEATS.id().toString(), true))).isEqualTo(manager);
    assertThat(allowed(() -> it.requireRemovable(true))).isEqualTo(manager);
    assertThat(allowed(it::inReview)).isEqualTo(agent);
    assertThat(allowed(() -> it.ownedBy(it.people().owner(), OwnerType.RESELLER)))
        .isEqualTo(manager);
    assertThat(allowed(() -> processing(it))).isEqualTo(manager);
    boolean waits = status == OpportunityStatus.PROCESSING;
    assertThat(it.closed(PURCHASE)).matches(closed -> closed.isPresent() == waits);
    assertThat(it.closed(UUID.randomUUID())).isEmpty();
    assertThat(it.reopened(new Rejection(PURCHASE, "PAYMENT_FAILED", null)))
        .matches(opened -> opened.isPresent() == waits);
  }

  @Test
  @DisplayName("a rejection opens it, and the next purchase forgets it")
  void reopened() {
    var why = new Rejection(PURCHASE, "PAYMENT_FAILED", "The card was declined.");
    Opportunity open = in(OpportunityStatus.PROCESSING).reopened(why).orElseThrow();
    assertThat(open.status()).isEqualTo(OpportunityStatus.OPEN);
    assertThat(open.progress().sale()).isEmpty();
    assertThat(open.progress().rejection()).contains(why);
    assertThat(processing(open).progress().rejection()).isEmpty();
  }

  @Test
  @DisplayName("an item takes its add-ons and their discounts with it")
  void cascade() {
    OpportunityItem support = item("support", "seats");
    OpportunityItem more = item("more", support.id().toString());
    OpportunityItem other = item("other", null);
    var discount = new AppliedDiscount(discount(), Set.of(support.id(), other.id()));
    Opportunity it = open(SEATS, support, more, other).discounted(discount, false);
    Opportunity left = it.minus(SEATS.id().toString(), false);
    assertThat(left.items()).containsExactly(other);
    assertThat(left.deal().discounts().get(0).items()).containsExactly(other.id());
    Opportunity twice = open(SEATS, item("seats", null), support);
    assertThat(twice.minus(SEATS.id().toString(), false).items()).contains(support);
    assertThatThrownBy(() -> it.minus(UUID.randomUUID().toString(), false))
        .isInstanceOf(Failure.class);
  }

  @Test
  @DisplayName("a discount is on each item once and can be taken off one by one")
  void discounts() {
    OpportunityItem other = item("other", null);
    var first = new AppliedDiscount(discount(), Set.of(SEATS.id()));
    var second = new AppliedDiscount(discount(), Set.of(SEATS.id(), other.id()));
    Opportunity it = open(SEATS, other).discounted(first, false).discounted(second, false);
    assertThat(it.deal().discounts()).hasSize(1);
    Opportunity less = it.undiscounted("code", Set.of(SEATS.id()), false);
    assertThat(less.deal().discounts().get(0).items()).containsExactly(other.id());
    assertThat(less.undiscounted("CODE", Set.of(other.id()), false).deal().discounts()).isEmpty();
    assertThatThrownBy(() -> less.undiscounted("CODE", Set.of(SEATS.id()), false))
        .isInstanceOf(Failure.class);
  }

  @Test
  @DisplayName("another owner takes no products over and has it open")
  void owner() {
    Opportunity it = in(OpportunityStatus.PENDING_REVIEW);
    var agent = new Party(UUID.randomUUID(), UUID.randomUUID());
    Opportunity handed = it.ownedBy(agent, OwnerType.PLATFORM_OWNER);
    assertThat(handed.status()).isEqualTo(OpportunityStatus.OPEN);
    assertThat(handed.items()).isEmpty();
    assertThat(handed.people().owner()).isEqualTo(agent);
  }

  @Test
  @DisplayName("roles add up, each for what it sees; permissions decide what is restricted")
  void actions() {
    Opportunity it = open(SEATS);
    SalesCaller agent = caller(RESELLER, true, "ROLE_RESELLER");
    assertThat(agent.availableActions(it))
        .containsExactly(
            OpportunityAction.ADD_PRODUCT,
            OpportunityAction.EDIT,
            OpportunityAction.REQUEST_REVIEW);
    assertThat(agent.restrictions(it)).containsKey(OpportunityAction.FINALIZE);
    assertThat(agent.availableActions(it.inReview())).isEmpty();
    assertThat(agent.restrictions(it.inReview())).isEmpty();
    SalesCaller manager = caller(null, false, "ROLE_CHANNEL_ADMIN");
    assertThat(manager.availableActions(it))
        .hasSize(8)
        .doesNotContain(OpportunityAction.REQUEST_REVIEW);
    assertThat(manager.availableActions(it.inReview())).hasSize(8);
    assertThat(manager.availableActions(open())).containsExactly(OpportunityAction.ADD_PRODUCT);
    assertThat(manager.availableActions(in(OpportunityStatus.CLOSED))).isEmpty();
    SalesCaller stranger = caller(UUID.randomUUID(), true, "ROLE_RESELLER", "ROLE_PARTNER_READ");
    assertThat(stranger.visibility(Set.of("ROLE_PARTNER_READ")).covers(it.people())).isTrue();
    assertThat(stranger.visibility(Set.of("ROLE_RESELLER")).covers(it.people())).isFalse();
    assertThat(stranger.availableActions(it)).isEmpty();
  }

  @Test
  @DisplayName("a reseller manager oversees its own reseller, or all when it belongs to none")
  void managers() {
    Set<String> role = Set.of("ROLE_RESELLER_MANAGER");
    UUID other = UUID.randomUUID();
    Visibility own = caller(RESELLER, true, "ROLE_RESELLER_MANAGER").visibility(role);
    assertThat(own.covers(RESELLER, OwnerType.RESELLER)).isTrue();
    assertThat(own.covers(other, OwnerType.RESELLER)).isFalse();
    Visibility all = caller(RESELLER, false, "ROLE_RESELLER_MANAGER").visibility(role);
    assertThat(all.covers(other, OwnerType.RESELLER)).isTrue();
    assertThat(all.covers(RESELLER, OwnerType.PLATFORM_OWNER)).isFalse();
  }

  @Test
  @DisplayName("a vendor's expression cannot run away")
  void expressions() {
    String sample = "^[A-Za-z]+(((\\'|\\-|\\.(\\s)?|\\,(\\s)?|\\s)?([A-Za-z])+))*$";
    assertThat(BoundedMatch.matches(sample, "John")).isTrue();
    assertThat(BoundedMatch.matches(sample, "a".repeat(60) + "!")).isFalse();
    assertThat(BoundedMatch.matches("(", "x")).isFalse();
  }

  private static SalesCaller caller(UUID company, boolean sells, String... roles) {
    return new SalesCaller(
        UUID.randomUUID(), company, sells, Set.of(roles), SalesPermissions.DEFAULT);
  }

  private static Discount discount() {
    return Plans.percent("d", 1, "CODE", null, "10", null, null);
  }

  private static boolean allowed(Runnable act) {
    try {
      act.run();
      return true;
    } catch (Failure refused) {
      return false;
    }
  }
}
