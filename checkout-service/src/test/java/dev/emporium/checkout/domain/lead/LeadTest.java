package dev.emporium.checkout.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final UUID RESELLER = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final UUID SELLER = UUID.randomUUID();
  private static final UUID CHANNEL = UUID.randomUUID();

  static LeadCustomer acme() {
    return new LeadCustomer(
        new LeadCustomer.Company("Acme", "1 Main St", null, "Miami", "FL", "33033", "US"),
        new LeadCustomer.Contact("John", "Doe", "john@acme.com", null));
  }

  private static Lead lead(LeadType type, UUID creatorCompany, boolean byManager) {
    var origin =
        new LeadOrigin(
            "APPDIRECT",
            type,
            type == LeadType.PRODUCT
                ? new LeadProduct("app", 7, "Board", OTHER.toString(), null)
                : null,
            type == LeadType.COMPANY ? RESELLER : null,
            new Creator(SELLER, creatorCompany, "RESELLER"),
            NOW);
    var content = new LeadContent(acme(), Map.of(), null, Sales.of(type, byManager));
    return Lead.create(origin, content, byManager);
  }

  private static Lead assigned() {
    return lead(LeadType.MANUAL, RESELLER, false);
  }

  private static void conflict(Supplier<Lead> change) {
    assertThatThrownBy(change::get)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
              assertThat(failure.code()).isEqualTo("LEAD_STATUS_CONFLICT");
            });
  }

  @Test
  @DisplayName("who makes a lead decides with whom it begins")
  void begins() {
    assertThat(assigned().status()).isEqualTo(LeadStatus.ASSIGNED);
    assertThat(assigned().progress().recipient().is(RESELLER)).isTrue();
    assertThat(assigned().progress().referrer().is(RESELLER)).isTrue();
    Lead managers = lead(LeadType.MANUAL, CHANNEL, true);
    assertThat(managers.status()).isEqualTo(LeadStatus.SUBMITTED);
    assertThat(managers.progress().recipient().isChannel()).isTrue();
    Lead profile = lead(LeadType.COMPANY, null, false);
    assertThat(profile.status()).isEqualTo(LeadStatus.ASSIGNED);
    assertThat(profile.progress().referrer().isChannel()).isTrue();
    assertThat(profile.progress().recipient().is(RESELLER)).isTrue();
    Lead product = lead(LeadType.PRODUCT, null, false);
    assertThat(product.status()).isEqualTo(LeadStatus.SUBMITTED);
    assertThat(product.progress().recipient().isChannel()).isTrue();
  }

  @Test
  @DisplayName("asked, approved, converted: the lead goes to the marketplace and back")
  void converts() {
    Lead asked = assigned().conversionRequested(RESELLER, LATER);
    assertThat(asked.status()).isEqualTo(LeadStatus.PENDING_CONVERSION_APPROVAL);
    assertThat(asked.progress().recipient().isChannel()).isTrue();
    assertThat(asked.progress().referrer().is(RESELLER)).isTrue();
    assertThat(asked.lastModified()).isEqualTo(LATER);
    conflict(() -> asked.conversionRequested(RESELLER, LATER));
    Lead approved = asked.conversionApproved(LATER);
    assertThat(approved.status()).isEqualTo(LeadStatus.CONVERSION_APPROVED);
    assertThat(approved.progress().recipient().is(RESELLER)).isTrue();
    assertThat(approved.progress().referrer().isChannel()).isTrue();
    Person to = new Person(UUID.randomUUID(), UUID.randomUUID());
    Lead converted = approved.converted(new Person(SELLER, RESELLER), to, true, LATER);
    assertThat(converted.status()).isEqualTo(LeadStatus.CONVERTED);
    assertThat(converted.progress().converted()).isEqualTo(to);
    assertThat(converted.progress().linked()).isTrue();
    assertThat(converted.progress().reseller().company()).isEqualTo(RESELLER);
    conflict(() -> converted.converted(new Person(SELLER, RESELLER), to, true, LATER));
    conflict(() -> converted.updated(null, "too late", LATER));
    conflict(() -> converted.discarded(LATER));
    conflict(() -> converted.assigned(new Participant(OTHER), LATER));
  }

  @Test
  @DisplayName("without approval only a marketplace that needs none lets convert")
  void needsApproval() {
    Person to = new Person(UUID.randomUUID(), UUID.randomUUID());
    Person by = new Person(SELLER, RESELLER);
    conflict(() -> assigned().converted(by, to, true, LATER));
    assertThat(assigned().converted(by, to, false, LATER).status()).isEqualTo(LeadStatus.CONVERTED);
    Person stranger = new Person(SELLER, OTHER);
    assertThatThrownBy(() -> assigned().converted(stranger, to, false, LATER))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN));
    assertThatThrownBy(() -> assigned().conversionRequested(OTHER, LATER))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN));
    conflict(() -> assigned().conversionApproved(LATER));
  }

  @Test
  @DisplayName("assigning refuses a request for conversion; the marketplace can take a lead back")
  void assigns() {
    Lead asked = assigned().conversionRequested(RESELLER, LATER);
    Lead given = asked.assigned(new Participant(OTHER), LATER);
    assertThat(given.status()).isEqualTo(LeadStatus.ASSIGNED);
    assertThat(given.progress().recipient().is(OTHER)).isTrue();
    assertThat(given.progress().referrer().isChannel()).isTrue();
    Lead back = given.assigned(Participant.CHANNEL, LATER);
    assertThat(back.status()).isEqualTo(LeadStatus.SUBMITTED);
    conflict(() -> asked.conversionApproved(LATER).assigned(new Participant(OTHER), LATER));
  }

  @Test
  @DisplayName("a manual lead never handed on is deleted, any other disqualified")
  void discards() {
    assertThat(assigned().discarded(LATER).status()).isEqualTo(LeadStatus.DELETED);
    assertThat(lead(LeadType.MANUAL, CHANNEL, true).discarded(LATER).status())
        .isEqualTo(LeadStatus.DELETED);
    assertThat(assigned().assigned(new Participant(OTHER), LATER).discarded(LATER).status())
        .isEqualTo(LeadStatus.DISQUALIFIED);
    assertThat(lead(LeadType.COMPANY, null, false).discarded(LATER).status())
        .isEqualTo(LeadStatus.DISQUALIFIED);
    assertThat(lead(LeadType.PRODUCT, null, false).discarded(LATER).status())
        .isEqualTo(LeadStatus.DISQUALIFIED);
  }

  @Test
  @DisplayName("an association changes neither standing nor link")
  void associates() {
    Person with = new Person(UUID.randomUUID(), UUID.randomUUID());
    Lead known = lead(LeadType.PRODUCT, null, false).associated(with, LATER);
    assertThat(known.status()).isEqualTo(LeadStatus.SUBMITTED);
    assertThat(known.progress().converted()).isEqualTo(with);
    assertThat(known.progress().linked()).isFalse();
  }

  @Test
  @DisplayName("an update changes what it tells and keeps the rest")
  void updates() {
    var told =
        new LeadCustomer(
            new LeadCustomer.Company("Globex", null, "5th floor", null, null, null, null),
            new LeadCustomer.Contact("Jane", null, null, "+1"));
    Lead changed = assigned().updated(told, "note", LATER);
    assertThat(changed.content().customer().company())
        .isEqualTo(
            new LeadCustomer.Company(
                "Globex", "1 Main St", "5th floor", "Miami", "FL", "33033", "US"));
    assertThat(changed.content().customer().contact())
        .isEqualTo(new LeadCustomer.Contact("Jane", "Doe", "john@acme.com", "+1"));
    assertThat(changed.content().notes()).isEqualTo("note");
    assertThat(changed.updated(null, null, LATER).content()).isEqualTo(changed.content());
  }

  @ParameterizedTest
  @CsvSource({
    "'', john@acme.com, US, customer.company.name",
    "Acme, '', US, customer.contact.email",
    "Acme, john, US, customer.contact.email",
    "Acme, john@acme.com, Utopia, customer.company.country"
  })
  @DisplayName("what a customer lacks is named")
  void customers(String name, String email, String country, String field) {
    var customer =
        new LeadCustomer(
            new LeadCustomer.Company(name, null, null, null, null, null, country),
            new LeadCustomer.Contact(null, null, email, null));
    assertThatThrownBy(customer::checked)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.details().get(0).field()).isEqualTo(field));
  }

  @Test
  @DisplayName("who sees a lead: its maker, its company, managers but for manual ones, a developer")
  void visibility() {
    Standpoint manager = from(null, CHANNEL, LeadContext.RESELLER_MANAGER);
    Standpoint reseller = from(UUID.randomUUID(), RESELLER, LeadContext.RESELLER);
    Standpoint other = from(UUID.randomUUID(), OTHER, LeadContext.RESELLER);
    Standpoint maker = from(SELLER, OTHER, LeadContext.REFERRAL);
    Lead manual = assigned();
    assertThat(manager.sees(manual)).isFalse();
    assertThat(manager.sees(manual.conversionRequested(RESELLER, LATER))).isTrue();
    assertThat(maker.sees(manual)).isTrue();
    assertThat(reseller.sees(manual)).isTrue();
    assertThat(other.sees(manual)).isFalse();
    Lead given = manual.assigned(new Participant(OTHER), LATER);
    assertThat(other.sees(given)).isTrue();
    assertThat(other.mayChange(given)).isTrue();
    assertThat(reseller.sees(given)).as("no longer with it").isFalse();
    assertThat(maker.sees(given)).as("the owner keeps seeing it").isTrue();
    Lead profile = lead(LeadType.COMPANY, null, false).assigned(new Participant(OTHER), LATER);
    assertThat(reseller.sees(profile)).as("the profile's owner").isTrue();
    assertThat(manager.sees(profile)).isTrue();
    Lead product = lead(LeadType.PRODUCT, null, false);
    Standpoint developer =
        new Standpoint(Set.of(LeadContext.DEVELOPER), UUID.randomUUID(), OTHER, true);
    assertThat(developer.sees(product)).isTrue();
    assertThat(developer.mayChange(product)).isFalse();
    assertThat(from(UUID.randomUUID(), OTHER, LeadContext.DEVELOPER).sees(product)).isFalse();
    assertThat(from(null, null, LeadContext.PARTNER).sees(manual)).isTrue();
  }

  private static Standpoint from(UUID user, UUID company, LeadContext context) {
    return new Standpoint(Set.of(context), user, company, false);
  }

  @Test
  @DisplayName("the first API's words and the lead's standing agree")
  void salesStatus() {
    assertThat(assigned().salesStatus()).isEqualTo(SalesStatus.ASSIGNED);
    Lead lost = assigned().judged(SalesStatus.LOST, LATER);
    assertThat(lost.status()).isEqualTo(LeadStatus.DISQUALIFIED);
    assertThat(lost.salesStatus()).isEqualTo(SalesStatus.LOST);
    Lead won = assigned().judged(SalesStatus.WON, LATER);
    assertThat(won.status()).isEqualTo(LeadStatus.CONVERTED);
    assertThat(won.salesStatus()).isEqualTo(SalesStatus.WON);
    conflict(() -> won.judged(SalesStatus.PENDING, LATER));
    Lead waiting = lead(LeadType.PRODUCT, null, false);
    assertThatThrownBy(() -> waiting.judged(SalesStatus.ASSIGNED, LATER))
        .isInstanceOf(Failure.class);
    for (SalesStatus status : List.of(SalesStatus.DENIED, SalesStatus.ACCEPTED)) {
      assertThat(waiting.judged(status, LATER).salesStatus()).isEqualTo(status);
    }
  }
}
