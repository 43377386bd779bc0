package dev.emporium.checkout.domain.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Deal;
import dev.emporium.checkout.domain.opportunity.Heading;
import dev.emporium.checkout.domain.opportunity.OpportunitySnapshot;
import dev.emporium.checkout.domain.opportunity.OwnerType;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuoteTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Party SELLER = new Party(UUID.randomUUID(), UUID.randomUUID());

  private static Quote quote() {
    var snapshot =
        new OpportunitySnapshot(
            UUID.randomUUID(),
            3,
            new People(SELLER, OwnerType.RESELLER, SELLER, SELLER),
            Currency.getInstance("USD"),
            new Heading(null, null, Map.of()),
            new Deal(List.of(), List.of(), Optional.empty()));
    return Quote.create(UUID.randomUUID(), 17, null, SELLER, snapshot, NOW);
  }

  private static Quote in(QuoteStatus status) {
    Quote it = quote();
    return new Quote(
        it.id(),
        it.version(),
        it.number(),
        it.name(),
        it.createdBy(),
        it.createdOn(),
        it.offered(),
        status,
        it.expiresOn(),
        Optional.empty());
  }

  @Test
  @DisplayName("a new version is open, called after its display id, and holds for thirty days")
  void made() {
    assertThat(quote().status()).isEqualTo(QuoteStatus.OPEN);
    assertThat(quote().displayId()).isEqualTo("Q1000017");
    assertThat(quote().name()).isEqualTo("Quote Q1000017");
    assertThat(quote().expiresOn()).isEqualTo(Instant.parse("2026-03-31T10:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource(QuoteStatus.class)
  @DisplayName("every action that is not available is a conflict, every available one is not")
  void actions(QuoteStatus status) {
    List<QuoteAction> expected =
        switch (status) {
          case OPEN ->
              List.of(
                  QuoteAction.PRINT_PDF,
                  QuoteAction.EDIT_NAME,
                  QuoteAction.REQUEST_CUSTOMER_APPROVAL);
          case PENDING ->
              List.of(
                  QuoteAction.PRINT_PDF,
                  QuoteAction.EDIT_NAME,
                  QuoteAction.SHARE_LINK,
                  QuoteAction.REVOKE);
          case APPROVED -> List.of(QuoteAction.PRINT_PDF, QuoteAction.REVOKE);
          case DECLINED, REVOKED, EXPIRED, PURCHASED -> List.of(QuoteAction.PRINT_PDF);
        };
    assertThat(in(status).availableActions()).isEqualTo(expected);
    Stream<QuoteAction> others =
        Arrays.stream(QuoteAction.values()).filter(action -> !expected.contains(action));
    others.forEach(
        action ->
            assertThatThrownBy(() -> in(status).require(action))
                .isInstanceOfSatisfying(
                    Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFLICT)));
    expected.forEach(action -> in(status).require(action));
  }

  @ParameterizedTest
  @EnumSource(QuoteStatus.class)
  @DisplayName("only an open or pending one expires, at its very moment")
  void expires(QuoteStatus status) {
    Quote it = in(status);
    boolean limited = EnumSet.of(QuoteStatus.OPEN, QuoteStatus.PENDING).contains(status);
    assertThat(it.at(it.expiresOn().minusMillis(1)).status()).isEqualTo(status);
    assertThat(it.at(it.expiresOn()).status()).isEqualTo(limited ? QuoteStatus.EXPIRED : status);
  }

  @ParameterizedTest
  @EnumSource(QuoteStatus.class)
  @DisplayName("only a pending one takes an answer")
  void answers(QuoteStatus status) {
    var yes = new Decision(true, "Jane", null, NOW);
    if (status == QuoteStatus.PENDING) {
      assertThat(in(status).decided(yes).status()).isEqualTo(QuoteStatus.APPROVED);
      assertThat(in(status).decided(new Decision(false, null, "too dear", NOW)).status())
          .isEqualTo(QuoteStatus.DECLINED);
    } else {
      assertThatThrownBy(() -> in(status).decided(yes))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.code()).isEqualTo("QUOTE_NOT_PENDING"));
    }
  }

  @Test
  @DisplayName("an empty one is not sent to a customer")
  void empty() {
    assertThatThrownBy(() -> quote().approvalRequested(NOW))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("QUOTE_INCOMPLETE"));
  }
}
