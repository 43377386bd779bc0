package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.gateway.edge.Pages;
import dev.emporium.gateway.route.Contracts;
import dev.emporium.gateway.route.Route;
import dev.emporium.gateway.route.RouteTable;
import dev.emporium.gateway.route.UpstreamAddress;
import dev.emporium.kit.http.Contract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The services' real contracts, as the build puts them into the jar. */
class OwnContractsTest {
  private static final UpstreamAddress SOMEWHERE = new UpstreamAddress("127.0.0.1", 1);

  @Test
  void noTwoServicesAnswerTheSameAndEveryOperationIsRouted() {
    List<Contract> contracts = Contracts.load("");
    var table =
        new RouteTable(
            contracts,
            Map.of(
                "catalog",
                SOMEWHERE,
                "checkout",
                SOMEWHERE,
                "billing",
                SOMEWHERE,
                "installation",
                SOMEWHERE),
            List.of());
    long operations = contracts.stream().mapToLong(c -> c.operations().size()).sum();
    assertThat(operations).isPositive();
    assertThat(table.routes()).hasSize((int) operations);
    for (Contract contract : contracts) {
      contract
          .operations()
          .forEach(
              operation -> {
                String path = operation.path().replaceAll("\\{[^}]*}", "x1");
                Route route = table.find(operation.method(), path).target();
                assertThat(route.service())
                    .as(operation.method() + " " + operation.path())
                    .isEqualTo(contract.service());
              });
    }
    assertThat(new Pages(contracts)).isNotNull();
  }
}
