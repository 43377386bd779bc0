package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestService;
import org.junit.jupiter.api.Test;

@EmporiumTest
class WholeServiceTest {
  @Test
  void bothHalvesStandInOneServiceAndItStartsAgainOverItsData(Emporium emporium) {
    TestService service = emporium.start("installation", InstallationService::wire);
    var client = service.as(Principals.openchannel(service.marketplace()));
    assertThat(client.get("/v2/ownership").json().getInteger("count")).isZero();
    String keys = service.anonymous().get("/.well-known/jwks.json").text();
    assertThat(keys).contains("\"keys\"");
    service.restart();
    assertThat(service.anonymous().get("/.well-known/jwks.json").text()).isEqualTo(keys);
    assertThat(service.anonymous().get("/v2/ownership").status()).isEqualTo(401);
  }
}
