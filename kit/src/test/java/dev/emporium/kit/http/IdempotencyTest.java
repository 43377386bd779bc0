package dev.emporium.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final Principal PRINCIPAL =
      new Principal(
          new UUID(1, 1),
          "openchannel",
          "s",
          "c",
          "g",
          "NONE",
          null,
          null,
          null,
          null,
          Set.of(),
          Set.of(),
          Instant.MAX);

  private final List<String> told = new ArrayList<>();
  private Future<Void> memory = Future.succeededFuture();

  private final IdempotencyStore store =
      new IdempotencyStore() {
        @Override
        public Future<Claim> claim(Use use) {
          told.add("claim");
          return Future.succeededFuture(new Claim(State.CLAIMED, null));
        }

        @Override
        public Future<Void> remember(Use use, Reply reply) {
          told.add("remember " + reply.status());
          return memory;
        }

        @Override
        public Future<Void> release(Use use) {
          told.add("release");
          return Future.succeededFuture();
        }
      };

  @Test
  void whatWasDoneIsRemembered() {
    assertThat(answer(call -> Future.succeededFuture(Reply.ok(new JsonObject()))).succeeded())
        .isTrue();
    assertThat(told).containsExactly("claim", "remember 200");
  }

  @Test
  void whatWasDoneIsAnsweredAlsoWhenItCannotBeRememberedAndTheKeyStaysTaken() {
    memory = Future.failedFuture(new ConnectException());
    var answer = answer(call -> Future.succeededFuture(Reply.ok(new JsonObject())));
    assertThat(answer.result().status()).isEqualTo(200);
    assertThat(told).containsExactly("claim", "remember 200");
  }

  @Test
  void aRefusalFreesTheKey() {
    var answer = answer(call -> Future.failedFuture(Failure.conflict("Not now")));
    assertThat(answer.cause()).isInstanceOf(Failure.class).hasMessage("Not now");
    assertThat(told).containsExactly("claim", "release");
  }

  private Future<Reply> answer(OperationHandler handler) {
    Operation operation = Contract.load("contract/sample.yaml").operations().get(0);
    var call =
        new Call(
            operation, PRINCIPAL, Map.of(), Map.of(), MultiMap.caseInsensitiveMultiMap(), null);
    return new Idempotency(store).answer(call, "key", "/v1/things", Buffer.buffer("{}"), handler);
  }
}
