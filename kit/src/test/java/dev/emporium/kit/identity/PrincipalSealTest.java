package dev.emporium.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrincipalSealTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Principal PRINCIPAL =
      new Principal(
          new UUID(7, 7),
          "highlevel",
          "subject",
          "client",
          "grant",
          "OAUTH2",
          new UUID(1, 1),
          new UUID(2, 2),
          new UUID(3, 3),
          null,
          Set.of("ROLE_A"),
          Set.of("charges.write", "x"),
          NOW.plusSeconds(60));

  @Test
  void opensWhatItSealed() {
    var seal = seal("a:" + key(1), NOW);
    assertThat(seal.open(seal.seal(PRINCIPAL))).contains(PRINCIPAL);
  }

  @Test
  void rotatesKeys() {
    var before = seal("a:" + key(1), NOW);
    var after = seal("b:" + key(2) + ",a:" + key(1), NOW);
    assertThat(after.open(before.seal(PRINCIPAL))).contains(PRINCIPAL);
    assertThat(before.open(after.seal(PRINCIPAL))).isEmpty();
  }

  @Test
  void refusesWhatIsForgedOrOld() {
    var seal = seal("a:" + key(1), NOW);
    String good = seal.seal(PRINCIPAL);
    assertThat(seal("a:" + key(2), NOW).open(good)).isEmpty();
    assertThat(seal("a:" + key(1), NOW.plusSeconds(61)).open(good)).isEmpty();
    assertThat(seal.open(good.substring(0, good.length() - 2))).isEmpty();
    assertThat(seal.open(good.replaceFirst("\\.", ".A"))).isEmpty();
    for (String nonsense :
        new String[] {null, "", ".", "a", "a.b", "a.b.c", "..", "a..", "zz.e30.e30"}) {
      assertThat(seal.open(nonsense)).isEmpty();
    }
  }

  @Test
  void shortKeysAreAMistake() {
    assertThatThrownBy(() -> seal("a:c2hvcnQ=", NOW)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> seal("", NOW)).isInstanceOf(IllegalArgumentException.class);
  }

  private static PrincipalSeal seal(String keys, Instant now) {
    return new PrincipalSeal(keys, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String key(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(key);
  }
}
