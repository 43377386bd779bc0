package dev.emporium.installation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.installation.store.Passwords;
import dev.emporium.installation.store.SecretBox;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  @Test
  void passwordsMatchOnlyThemselves() {
    String hash = Passwords.hash("correct horse battery");
    assertThat(hash).doesNotContain("correct");
    assertThat(Passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(Passwords.matches("correct horse batterz", hash)).isFalse();
    assertThat(Passwords.matches("anything", null)).isFalse();
    assertThat(Passwords.hash("correct horse battery")).isNotEqualTo(hash);
  }

  @Test
  void aBoxOpensOnlyInItsOwnContextAndUnbroken() {
    var box = new SecretBox(Base64.getEncoder().encodeToString(new byte[32]));
    byte[] sealed = box.seal("secret".getBytes(StandardCharsets.UTF_8), "a/1");
    assertThat(new String(box.open(sealed, "a/1"), StandardCharsets.UTF_8)).isEqualTo("secret");
    assertThatThrownBy(() -> box.open(sealed, "a/2")).isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> box.open(sealed, "a/1")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new SecretBox("c2hvcnQ="))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyStaffGivesRolesBeyondTheCompany() {
    assertThat(MembershipRoles.given(List.of(), "ROLE_USER", false)).containsExactly("ROLE_USER");
    assertThat(MembershipRoles.given(List.of("ROLE_SALES_SUPPORT"), "ROLE_USER", true))
        .containsExactly("ROLE_SALES_SUPPORT");
    assertThatThrownBy(() -> MembershipRoles.given(List.of("ROLE_RESELLER"), "ROLE_USER", false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ROLE_RESELLER");
    assertThatThrownBy(
            () -> MembershipRoles.given(List.of("ROLE_CHANNEL_ADMIN"), "ROLE_USER", true))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Marketplace Manager");
  }

  @Test
  void reachEndsWhereTheListedRolesEnd() {
    Company own = Company.named("Own", NOW);
    Company child = Company.named("Child", NOW).under(own.companyId(), NOW);
    Company other = Company.named("Other", NOW);
    Reach user = reach(Set.of("ROLE_USER", "ROLE_PARTNER"), own.companyId());
    assertThat(user.covers(own)).isTrue();
    assertThat(user.covers(child)).isFalse();
    assertThat(user.covers(other)).isFalse();
    Reach reseller = reach(Set.of("ROLE_RESELLER"), own.companyId());
    assertThat(reseller.covers(child)).isTrue();
    assertThat(reach(Set.of("ROLE_PARTNER_READ"), null).covers(other)).isTrue();
    assertThat(reach(Set.of("ROLE_USER"), null).covers(own)).isFalse();
  }

  private static Reach reach(Set<String> roles, UUID company) {
    return Reach.of(roles, Set.of("ROLE_USER", "ROLE_RESELLER", "ROLE_PARTNER_READ"), company);
  }

  @Test
  void anApiKeyClientKnowsItsCompany() {
    UUID company = Ids.uuid7();
    var wanted =
        new NewClient(
            "pleo",
            "api_key",
            "Key",
            Ids.uuid7(),
            company,
            null,
            Set.of(),
            Set.of("a:b"),
            List.of(),
            false);
    Client client = wanted.register(NOW);
    assertThat(client.kind()).isEqualTo(Client.Kind.API_KEY);
    assertThat(client.companyId()).isEqualTo(company);
    assertThat(Grant.ofClient(client).companyId()).isEqualTo(company);
  }

  @Test
  void loopbackAndOwnSchemesMayBeRedirectedTo() {
    for (String good :
        List.of("http://127.0.0.1:8000/cb", "http://localhost/cb", "com.example.app:/cb")) {
      var wanted =
          new NewClient(
              "pleo",
              "oauth",
              "App",
              Ids.uuid7(),
              null,
              null,
              Set.of(),
              Set.of(),
              List.of(good),
              true);
      assertThat(wanted.register(NOW).needsPkce()).isTrue();
    }
  }
}
