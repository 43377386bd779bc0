package dev.emporium.checkout.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CartReachTest {
  private static final UUID USER = UUID.randomUUID();
  private static final UUID RESELLER = UUID.randomUUID();
  private static final UUID CUSTOMER = UUID.randomUUID();
  private static final UUID STRANGER = UUID.randomUUID();

  @Test
  @DisplayName("a user reaches what it owns, buys or sold as an agent, and nothing else")
  void user() {
    var reach = new CartReach(false, USER, null, null, null);
    assertThat(reach.includes(owned(USER, CUSTOMER), List.of())).isTrue();
    assertThat(reach.includes(bought(USER, CUSTOMER), List.of())).isTrue();
    assertThat(reach.includes(owned(STRANGER, CUSTOMER), List.of())).isFalse();
    assertThat(
            reach.includes(owned(STRANGER, CUSTOMER), List.of(new AccreditedAgent(USER, RESELLER))))
        .isTrue();
    assertThat(reach.mayMake(owned(USER, CUSTOMER), List.of(), Set.of())).isTrue();
    assertThat(reach.mayMake(owned(STRANGER, CUSTOMER), List.of(), Set.of())).isFalse();
  }

  @Test
  @DisplayName(
      "a company's manager reaches its company's carts, a reseller's manager its customers' too")
  void companies() {
    var admin = new CartReach(false, USER, RESELLER, null, null);
    assertThat(admin.includes(owned(STRANGER, RESELLER), List.of())).isTrue();
    assertThat(admin.includes(bought(STRANGER, RESELLER), List.of())).isTrue();
    assertThat(admin.reaches(owned(STRANGER, CUSTOMER), List.of(), Set.of(CUSTOMER))).isFalse();

    var manager = new CartReach(false, USER, RESELLER, RESELLER, RESELLER);
    assertThat(manager.reaches(owned(STRANGER, CUSTOMER), List.of(), Set.of(CUSTOMER))).isTrue();
    assertThat(manager.reaches(owned(STRANGER, CUSTOMER), List.of(), Set.of())).isFalse();
  }

  @Test
  @DisplayName("a reseller makes carts for its customers and itself only")
  void resellers() {
    var reseller = new CartReach(false, USER, null, null, RESELLER);
    assertThat(reseller.mayMake(bought(USER, CUSTOMER), List.of(), Set.of(CUSTOMER))).isTrue();
    assertThat(reseller.mayMake(bought(USER, RESELLER), List.of(), Set.of())).isTrue();
    assertThat(reseller.mayMake(bought(USER, STRANGER), List.of(), Set.of())).isFalse();
    assertThat(reseller.mayMake(bought(STRANGER, CUSTOMER), List.of(), Set.of(CUSTOMER))).isFalse();
    assertThat(CartReach.EVERYTHING.mayMake(owned(STRANGER, STRANGER), List.of(), Set.of()))
        .isTrue();
  }

  private static Parties owned(UUID user, UUID company) {
    return new Parties(user, company, user, company, BuyerType.CUSTOMER);
  }

  private static Parties bought(UUID user, UUID owner) {
    return new Parties(STRANGER, owner, user, RESELLER, BuyerType.PARTNER);
  }
}
