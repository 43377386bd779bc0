package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class LeadNewsTest {
  private static AccountsFixture accounts;

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
  }

  private static JsonObject converted(UUID reseller, UUID company, UUID user, boolean isNew) {
    return new JsonObject()
        .put("leadId", UUID.randomUUID().toString())
        .put("resellerCompanyId", reseller.toString())
        .put("isNew", isNew)
        .put("company", new JsonObject().put("companyId", company.toString()).put("name", "Acme"))
        .put(
            "user",
            new JsonObject()
                .put("userId", user.toString())
                .put("email", user + "@acme.com")
                .put("firstName", "John")
                .put("lastName", "Doe"));
  }

  @Test
  @DisplayName("a converted lead becomes a company of the reseller's, with its contact, once")
  void makes(Emporium emporium) {
    UUID market = accounts.marketplace();
    UUID reseller = accounts.company(market, "Reseller");
    UUID company = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    JsonObject told = converted(reseller, company, user, true);
    emporium.publish("checkout", market, "lead.converted", "lead/" + UUID.randomUUID(), told);
    emporium.publish("checkout", market, "lead.converted", "lead/" + UUID.randomUUID(), told);
    Emporium.eventually(
        () ->
            assertThat(
                    accounts.service.rows(
                        """
                        select c.name, c.parent_id, u.first_name, m.roles
                        from company c join membership m using (company_id)
                        join app_user u on u.user_id = m.user_id
                        where c.company_id = ? and u.user_id = ?
                        """,
                        company,
                        user))
                .singleElement()
                .satisfies(
                    row -> {
                      assertThat(row.toString()).contains("Acme", "John", "ROLE_SYS_ADMIN");
                      assertThat(row.toString()).contains(reseller.toString());
                    }));
  }

  @Test
  @DisplayName("a company that is known comes under the reseller unless it has a parent")
  void adopts(Emporium emporium) {
    UUID market = accounts.marketplace();
    UUID first = accounts.company(market, "First");
    UUID second = accounts.company(market, "Second");
    UUID known = accounts.company(market, "Known");
    String sql = "select parent_id from company where company_id = ?";
    emporium.publish(
        "checkout",
        market,
        "lead.converted",
        "lead/" + UUID.randomUUID(),
        converted(first, known, UUID.randomUUID(), false));
    Emporium.eventually(
        () -> assertThat(accounts.service.rows(sql, known).toString()).contains(first.toString()));
    emporium.publish(
        "checkout",
        market,
        "lead.converted",
        "lead/" + UUID.randomUUID(),
        converted(second, known, UUID.randomUUID(), false));
    UUID later = UUID.randomUUID();
    emporium.publish(
        "checkout",
        market,
        "lead.converted",
        "lead/" + UUID.randomUUID(),
        converted(second, later, UUID.randomUUID(), true));
    Emporium.eventually(
        () -> assertThat(accounts.service.rows(sql, later).toString()).contains(second.toString()));
    assertThat(accounts.service.rows(sql, known).toString()).contains(first.toString());
  }
}
