package dev.emporium.installation.domain;

import static dev.emporium.installation.domain.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InstallationTest {
  private static final Instant LATER = NOW.plus(Duration.ofDays(14));

  @Test
  void aTrialBeginsPendingAndBecomesASubscriptionWhenItIsRenewed() {
    Installation pending = Samples.pending(Samples.recurring());
    assertThat(pending.standing())
        .isEqualTo(new Standing(Licence.PENDING, OwnershipType.TRIAL, NOW, null, null, null));

    Installation trial = pending.activated(Samples.entitlement(pending, true, LATER), NOW);
    assertThat(trial.standing().type()).isEqualTo(OwnershipType.TRIAL);
    assertThat(trial.standing().expires()).isEqualTo(LATER);
    assertThat(trial.terms().subscriptionId()).isNotNull();

    Installation paid = trial.continued(Samples.entitlement(trial, false, LATER), LATER);
    assertThat(paid.standing())
        .isEqualTo(
            new Standing(Licence.ACTIVE, OwnershipType.SUBSCRIPTION, NOW, null, LATER, null));
  }

  @Test
  void anUnpaidRenewalTakesTheLicenceAndThePaymentGivesItBack() {
    Installation working =
        Samples.active(Samples.recurring())
            .integrating(
                Integration.none().reported(Integration.Status.ACTIVATED, null, null), NOW);
    Installation lapsed = working.lapsed(LATER);
    assertThat(lapsed.standing().licence()).isEqualTo(Licence.CANCELLED);
    assertThat(lapsed.integration().status()).isEqualTo(Integration.Status.INACTIVE);
    assertThat(lapsed.integration().errorCode()).isEqualTo("NOT_ENTITLED");
    assertThat(lapsed.lapsed()).isTrue();
    assertThat(lapsed.live()).isTrue();
    assertThatThrownBy(lapsed::requireEntitled).isInstanceOf(Failure.class);

    Installation back = lapsed.continued(Samples.entitlement(lapsed, false, LATER), LATER);
    assertThat(back.active()).isTrue();
    assertThat(back.integration())
        .isEqualTo(new Integration(Integration.Status.PENDING_INTEGRATION, null, Map.of()));
  }

  @Test
  void uninstallingOnceWorksAndTwiceIsAConflict() {
    Installation ended = Samples.active(Samples.free()).uninstalled(Channel.PLEO, false, LATER);
    assertThat(ended.standing().licence()).isEqualTo(Licence.UNINSTALLED);
    assertThat(ended.standing().ended()).isEqualTo(LATER);
    assertThat(ended.seenByIntegration()).isFalse();
    assertThatThrownBy(() -> ended.uninstalled(Channel.OPENCHANNEL, false, LATER))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.CONFLICT));
  }

  @Test
  void cancellingMeansItMustBeBoughtAgain() {
    Installation ended =
        Samples.active(Samples.single()).uninstalled(Channel.OPENCHANNEL, true, LATER);
    assertThat(ended.standing().licence()).isEqualTo(Licence.CANCELLED);
    assertThat(ended.lapsed()).isFalse();
    assertThat(ended.live()).isFalse();
    assertThat(ended.seenByIntegration()).isTrue();
  }

  @Test
  void aRefusedFirstPurchaseEndsCancelledARefusedReturnGoesBackToUninstalled() {
    var why = new Refusal("PAYMENT_FAILED", "The credit card has been declined.");
    Installation refused = Samples.pending(Samples.single()).refused(why, NOW);
    assertThat(refused.standing().licence()).isEqualTo(Licence.CANCELLED);
    assertThat(refused.seenByIntegration()).isFalse();
    assertThat(refused.terms().refusal().failure().kind()).isEqualTo(Kind.PRECONDITION_FAILED);
    assertThat(new Refusal("PAYMENT_REQUIRED", null).failure().kind())
        .isEqualTo(Kind.PAYMENT_REQUIRED);

    Installation again =
        Samples.active(Samples.single())
            .uninstalled(Channel.OPENCHANNEL, false, NOW)
            .askedAgain(Samples.purchase(Samples.single(), true, false), null, LATER);
    assertThat(again.pending()).isTrue();
    assertThat(again.terms().subscriptionId()).isNull();
    assertThat(again.refused(why, LATER).standing().licence()).isEqualTo(Licence.UNINSTALLED);
  }

  @Test
  void aGroupLicenceIsEveryMembersASingleOneTheInstallersOnly() {
    UUID other = UUID.randomUUID();
    Installation single = Samples.active(Samples.free());
    assertThat(single.ownedBy(Samples.USER, false)).isTrue();
    assertThat(single.ownedBy(other, true)).isFalse();
    Installation group = Samples.active(Samples.plan(Plan.Type.FREE, "0.00", 0, true));
    assertThat(group.ownedBy(other, true)).isTrue();
    assertThat(group.ownedBy(other, false)).isFalse();
  }
}
