package dev.emporium.installation.domain;

import static dev.emporium.installation.domain.Samples.COMPANY;
import static dev.emporium.installation.domain.Samples.NOW;
import static dev.emporium.installation.domain.Samples.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnedTest {
  private static Owned owned(Installation... all) {
    return new Owned(List.of(all), USER, COMPANY);
  }

  @Test
  void whatIsOwnedIsNotInstalledTwice() {
    assertThatThrownBy(() -> owned(Samples.active(Samples.free())).underWay(Samples.free()))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.CONFLICT));
  }

  @Test
  void theSameWishJoinsTheOneUnderWayAnotherModelDoesNot() {
    Installation pending = Samples.pending(Samples.single());
    assertThat(owned(pending).underWay(Samples.single())).contains(pending);
    assertThatThrownBy(() -> owned(pending).underWay(Samples.free())).isInstanceOf(Failure.class);
  }

  @Test
  void aColleaguesSingleLicenceIsNotMineAGroupLicenceIs() {
    var colleague = new Owned(List.of(Samples.active(Samples.free())), UUID.randomUUID(), COMPANY);
    assertThat(colleague.underWay(Samples.free())).isEmpty();
    assertThat(colleague.ofCompany()).isPresent();
    Plan group = Samples.plan(Plan.Type.FREE, "0.00", 0, true);
    var covered = new Owned(List.of(Samples.active(group)), UUID.randomUUID(), COMPANY);
    assertThatThrownBy(() -> covered.underWay(group)).isInstanceOf(Failure.class);
  }

  @Test
  void freeAndSinglePlansReturnRecurringAndCancelledOnesDoNot() {
    Installation ended = Samples.active(Samples.single()).uninstalled(Channel.PLEO, false, NOW);
    assertThat(owned(ended).returning(Samples.single())).contains(ended);
    assertThat(owned(ended).returning(Samples.free())).isEmpty();
    Installation cancelled = Samples.active(Samples.single()).uninstalled(Channel.PLEO, true, NOW);
    assertThat(owned(cancelled).returning(Samples.single())).isEmpty();
    Installation rented = Samples.active(Samples.recurring()).uninstalled(Channel.PLEO, false, NOW);
    assertThat(owned(rented).returning(Samples.recurring())).isEmpty();
  }

  @Test
  void aTrialIsGivenOnce() {
    Installation rented = Samples.active(Samples.recurring()).uninstalled(Channel.PLEO, false, NOW);
    assertThat(owned(rented).triedBefore()).isTrue();
    assertThat(owned().triedBefore()).isFalse();
    assertThat(Samples.purchase(Samples.recurring(), false, false).dueNow().minor()).isZero();
    Purchase second = Samples.purchase(Samples.recurring(), false, true);
    assertThat(second.trialDays()).isZero();
    assertThat(second.dueNow().minor()).isEqualTo(499);
    assertThat(second.recurring().minor()).isEqualTo(499);
  }

  @Test
  void aReturnCostsNothing() {
    Purchase again = Samples.purchase(Samples.single(), true, false);
    assertThat(again.costs()).isFalse();
    assertThat(again.dueNow().minor()).isZero();
    assertThat(Samples.purchase(Samples.single(), false, false).dueNow().minor()).isEqualTo(2500);
    assertThat(Samples.purchase(Samples.recurring(), false, false).costs()).isTrue();
  }
}
