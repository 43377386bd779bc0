package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.store.Marketplaces;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@EmporiumTest
class MarketplacesTest {
  @Test
  void workIsDoneInEveryMarketplaceThoughOneFails(Emporium emporium) {
    TestService service = emporium.start("sample", SampleService::wire);
    UUID broken = service.marketplace();
    UUID busy = service.marketplace();
    List<UUID> visited = new ArrayList<>();
    Emporium.await(
        Marketplaces.drain(
            service.database(),
            "test",
            10,
            tx -> {
              visited.add(tx.marketplace());
              int before = Collections.frequency(visited, busy);
              return tx.marketplace().equals(broken)
                  ? Future.failedFuture(new IllegalStateException("no"))
                  : Future.succeededFuture(tx.marketplace().equals(busy) && before < 3 ? 10 : 0);
            }));
    assertThat(Collections.frequency(visited, broken)).isEqualTo(1);
    assertThat(Collections.frequency(visited, busy)).isEqualTo(3);
  }
}
