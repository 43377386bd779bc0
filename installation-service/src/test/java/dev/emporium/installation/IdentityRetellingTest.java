package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TopicLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Kafka has lost the identity topic: the gateway is told again whom it knows. */
@EmporiumTest
class IdentityRetellingTest {
  @Test
  void whatTheTopicHeldIsToldAgain(Emporium emporium) throws Exception {
    var accounts = new AccountsFixture(emporium);
    UUID market = accounts.marketplace();
    UUID company = accounts.company(market, "Readers");
    client(accounts, market, company, "Kept");
    String gone = client(accounts, market, company, "Gone");
    assertThat(accounts.manager(market).delete("/admin/v1/clients/" + gone).status())
        .isEqualTo(204);
    String topic = emporium.topics().identity();
    var before = new TreeMap<String, JsonObject>();
    Emporium.eventually(
        () -> {
          before.clear();
          before.putAll(held(emporium, topic));
          assertThat(before.keySet().stream().map(key -> key.split("/")[0]))
              .containsExactly("credential", "credential", "revocation");
        });

    accounts.service.stop();
    try (var admin = Admin.create(Map.of("bootstrap.servers", emporium.kafka()))) {
      admin.deleteTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
      Emporium.eventually(() -> assertThat(names(admin)).doesNotContain(topic));
    }
    accounts.service.restart();

    Emporium.eventually(() -> assertThat(held(emporium, topic)).isEqualTo(before));
  }

  private static String client(AccountsFixture accounts, UUID market, UUID company, String name) {
    return accounts
        .client(
            market,
            new JsonObject()
                .put("dialect", "pleo")
                .put("kind", "api_key")
                .put("name", name)
                .put("appId", Ids.uuid7().toString())
                .put("companyId", company.toString())
                .put("scopes", JsonArray.of("installations.read")))
        .getString("clientId");
  }

  private static Set<String> names(Admin admin) {
    try {
      return admin.listTopics().names().get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What the compacted topic comes down to. */
  private static Map<String, JsonObject> held(Emporium emporium, String topic) {
    var held = new TreeMap<String, JsonObject>();
    try (var log = new TopicLog(emporium.kafka())) {
      log.records(topic)
          .forEach(
              entry -> {
                if (entry.value() == null) {
                  held.remove(entry.key());
                } else {
                  held.put(entry.key(), entry.json());
                }
              });
    }
    return held;
  }
}
