package dev.emporium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment decides, and how its mistakes are told. */
class SettingsTest {
  @Test
  void everyMistakeIsToldAtOnce() throws Exception {
    try (var rig =
        new Rig()
            .with("INTERNAL_KEYS", "")
            .with("HTTP_PORT", "x")
            .with("RATE_LIMIT_DEFAULT", "many")
            .with("ROUTES", "GET /x")
            .with("TRUSTED_ISSUERS", "[{}]")
            .with("UPSTREAM_SHOP", "ftp://x")) {
      assertThatThrownBy(rig::start)
          .isInstanceOf(ExecutionException.class)
          .rootCause()
          .hasMessageContainingAll(
              "INTERNAL_KEYS is required",
              "HTTP_PORT is not",
              "RATE_LIMIT_DEFAULT is neither",
              "ROUTES is not",
              "TRUSTED_ISSUERS is not",
              "UPSTREAM_SHOP is not");
    }
  }

  @Test
  void aServiceWithoutAnUpstreamStopsTheStart() throws Exception {
    try (var rig = new Rig()) {
      rig.environment.remove("UPSTREAM_PEOPLE");
      assertThatThrownBy(rig::start)
          .rootCause()
          .hasMessageContaining("UPSTREAM_PEOPLE is required by");
    }
  }

  @Test
  void configuredRoutesAndAnotherIssuerNeedNoContracts(@TempDir Path folder) throws Exception {
    try (var rig = new Rig()) {
      Path key = Files.writeString(folder.resolve("jwks.json"), rig.tokens.keySetWithOther());
      String upstream = rig.environment.get("UPSTREAM_SHOP");
      rig.environment
          .keySet()
          .removeAll(
              java.util.Set.of(
                  "UPSTREAM_SHOP", "UPSTREAM_PEOPLE", "CONTRACTS_DIR", "ISSUER", "JWKS_URL"));
      rig.with("ROUTES", "GET /api/item=" + upstream)
          .with(
              "TRUSTED_ISSUERS",
              "[{\"issuer\":\"https://peer.test\",\"keyFile\":\""
                  + key
                  + "\",\"audience\":\"marketplace\",\"rolesClaim\":\"realm_access.roles\"}]")
          .start();
      String token =
          rig.tokens.signed(
              rig.tokens.other,
              "rsa-2",
              c -> c.issuer("https://peer.test").audience("marketplace"));
      assertThat(rig.get("/api/item", "Authorization", "Bearer " + token).statusCode())
          .isEqualTo(200);
      assertThat(rig.seen.get(0).headers())
          .doesNotContainKeys("x-emporium-principal", "authorization");
      String ours = rig.tokens.signed(rig.tokens.other, "rsa-2", c -> c.audience("marketplace"));
      assertThat(rig.get("/api/item", "Authorization", "Bearer " + ours).statusCode())
          .isEqualTo(401);
      assertThat(rig.get("/v2/apps").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void anotherIssuersClaimsBecomeThePrincipal(@TempDir Path folder) throws Exception {
    try (var rig = new Rig()) {
      Path key = Files.writeString(folder.resolve("jwks.json"), rig.tokens.keySetWithOther());
      rig.with(
              "TRUSTED_ISSUERS",
              "[{\"issuer\":\"https://idp.test\",\"keyFile\":\""
                  + key
                  + "\",\"audience\":\"shop\",\"marketplace\":\""
                  + Tokens.MARKETPLACE
                  + "\",\"dialect\":\"appdirect\",\"rolesClaim\":\"realm_access.roles\"}]")
          .start();
      String token =
          rig.tokens.signed(
              rig.tokens.other,
              "rsa-2",
              c ->
                  c.issuer("https://idp.test")
                      .audience("shop")
                      .claim("dia", "emporium")
                      .claim("mkt", "0190a000-0000-7000-8000-0000000000ff")
                      .claim("rol", java.util.List.of("OPERATOR"))
                      .claim(
                          "realm_access", java.util.Map.of("roles", java.util.List.of("ROLE_USER")))
                      .claim("azp", "portal")
                      .claim("scope", "a b"));
      assertThat(rig.get("/v2/apps", "Authorization", "Bearer " + token).statusCode())
          .isEqualTo(200);
      var principal = rig.principal();
      assertThat(principal.marketplace()).isEqualTo(Tokens.MARKETPLACE);
      assertThat(principal.dialect()).isEqualTo("appdirect");
      assertThat(principal.client()).isEqualTo("portal");
      assertThat(principal.roles()).containsExactly("ROLE_USER");
      assertThat(principal.scopes()).containsExactlyInAnyOrder("a", "b");
    }
  }
}
