package dev.emporium.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private final Map<String, Promise<Boolean>> waits = new HashMap<>();
  private final Set<String> here = new HashSet<>();
  private final List<String> seen = new ArrayList<>();
  private final Arrivals arrivals =
      new Arrivals(
          (key, bound) -> waits.computeIfAbsent(key, unheard -> Promise.promise()).future());

  /** Asks for the user first and for the membership once the user is there, as a rule does. */
  private Future<String> asked() {
    Function<String, Collection<String>> missing =
        answer -> answer.equals("fit") ? Set.of() : Set.of(answer);
    return arrivals.settle(() -> Future.succeededFuture(attempt()), missing);
  }

  private String attempt() {
    String answer =
        here.contains("user") ? here.contains("membership") ? "fit" : "membership" : "user";
    seen.add(answer);
    return answer;
  }

  private void arrives(String record) {
    here.add(record);
    Promise<Boolean> wait = waits.remove(record);
    if (wait != null) {
      wait.complete(true);
    }
  }

  @Test
  @DisplayName("what is there is not waited for")
  void present() {
    here.addAll(Set.of("user", "membership"));
    assertThat(asked().result()).isEqualTo("fit");
    assertThat(waits).isEmpty();
    assertThat(seen).containsExactly("fit");
  }

  @Test
  @DisplayName("one arrival may show that another is missing: it is waited for as well")
  void oneAfterTheOther() {
    Future<String> answer = asked();
    assertThat(answer.isComplete()).isFalse();
    arrives("user");
    assertThat(answer.isComplete()).isFalse();
    arrives("membership");
    assertThat(answer.result()).isEqualTo("fit");
  }

  @Test
  @DisplayName("what does not come by the bound is answered as missing")
  void never() {
    Future<String> answer =
        new Arrivals((key, bound) -> Future.succeededFuture(false))
            .settle(() -> Future.succeededFuture("user"), Set::of);
    assertThat(answer.result()).isEqualTo("user");
  }

  @Test
  @DisplayName("what arrived between the attempts is no longer waited for")
  void oneOfTwo() {
    here.add("membership");
    var rounds = new ArrayList<Set<String>>(List.of(Set.of("user", "membership"), Set.of("user")));
    Future<Set<String>> answer =
        arrivals.settle(
            () ->
                Future.succeededFuture(
                    here.contains("user")
                        ? Set.of()
                        : rounds.size() > 1 ? rounds.remove(0) : rounds.get(0)),
            absent -> absent);
    assertThat(answer.isComplete()).isFalse();
    arrives("user");
    assertThat(answer.result()).isEmpty();
  }

  @Test
  @DisplayName("a record is read until it is there")
  void read() {
    Future<Optional<String>> answer =
        arrivals.present(
            "user", () -> Future.succeededFuture(Optional.of("user").filter(here::contains)));
    assertThat(answer.isComplete()).isFalse();
    arrives("user");
    assertThat(answer.result()).contains("user");
  }

  @Test
  @DisplayName("a question is asked until the answer is yes, each time there is news")
  void question() {
    Future<Boolean> answer =
        arrivals.holds("user", () -> Future.succeededFuture(here.contains("membership")));
    arrives("user");
    assertThat(answer.isComplete()).isFalse();
    here.add("membership");
    arrives("user");
    assertThat(answer.result()).isTrue();
  }

  @Test
  @DisplayName("a refusal for something missing is tried again, another one is final")
  void refusals() {
    Function<Throwable, Optional<String>> missing =
        refused -> Optional.of(refused.getMessage()).filter("user"::equals);
    Future<String> answer =
        arrivals.accepted(
            () ->
                here.contains("user") ? Future.succeededFuture("fit") : Future.failedFuture("user"),
            missing);
    assertThat(answer.isComplete()).isFalse();
    arrives("user");
    assertThat(answer.result()).isEqualTo("fit");
    Future<String> refused = arrivals.accepted(() -> Future.failedFuture("never"), missing);
    assertThat(refused.cause()).hasMessage("never");
  }
}
