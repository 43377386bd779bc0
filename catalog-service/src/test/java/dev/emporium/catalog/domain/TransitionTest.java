package dev.emporium.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "IN_DEVELOPMENT, SUBMIT APPROVE_AT_ONCE",
    "PENDING, APPROVE_AT_ONCE START_REVIEW APPROVE REJECT",
    "IN_REVIEW, APPROVE REJECT",
    "APPROVED, SUSPEND",
    "SUSPENDED, UNSUSPEND",
    "REJECTED, SUBMIT APPROVE_AT_ONCE",
  })
  void eachStateHasItsWaysOut(AppStatus from, String allowed) {
    for (Transition transition : Transition.values()) {
      boolean expected = java.util.List.of(allowed.split(" ")).contains(transition.name());
      assertThat(transition.allowedFrom(from))
          .as("%s from %s", transition, from)
          .isEqualTo(expected);
    }
  }

  @Test
  void publishingSubmitsApprovesOrLeavesAlone() {
    assertThat(Transition.publish(AppStatus.IN_DEVELOPMENT, false)).contains(Transition.SUBMIT);
    assertThat(Transition.publish(AppStatus.REJECTED, true)).contains(Transition.APPROVE_AT_ONCE);
    assertThat(Transition.publish(AppStatus.PENDING, true)).contains(Transition.APPROVE_AT_ONCE);
    assertThat(Transition.publish(AppStatus.PENDING, false)).isEqualTo(Optional.empty());
    assertThat(Transition.publish(AppStatus.APPROVED, true)).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> Transition.publish(AppStatus.IN_REVIEW, true))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo("version"));
    assertThatThrownBy(() -> Transition.publish(AppStatus.SUSPENDED, false))
        .isInstanceOf(Failure.class);
  }

  @Test
  void aChangeSaysWhoWhenAndWhy() {
    var rejected =
        Transition.REJECT.apply(
            new StatusChange(AppStatus.PENDING, NOW, Actor.DEVELOPER, ""),
            Actor.ADMINISTRATOR,
            "no icon",
            NOW.plusSeconds(5));
    assertThat(rejected)
        .isEqualTo(
            new StatusChange(
                AppStatus.REJECTED, NOW.plusSeconds(5), Actor.ADMINISTRATOR, "no icon"));
    assertThatThrownBy(() -> Transition.APPROVE.apply(rejected, Actor.ADMINISTRATOR, null, NOW))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.CONFLICT));
  }

  @Test
  void editingLocksBranchesOrChangesInPlace() {
    assertThat(AppStatus.IN_REVIEW.editing()).isEqualTo(AppStatus.Editing.LOCKED);
    assertThat(AppStatus.APPROVED.editing()).isEqualTo(AppStatus.Editing.NEW_VERSION);
    assertThat(AppStatus.PENDING.editing()).isEqualTo(AppStatus.Editing.IN_PLACE);
  }
}
