package dev.emporium.installation.domain;

import dev.emporium.kit.value.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Apps, plans and installations the domain's tests talk of. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final UUID USER = UUID.fromString("0198f000-0000-7000-8000-0000000000a1");
  public static final UUID COMPANY = UUID.fromString("0198f000-0000-7000-8000-0000000000c1");
  public static final UUID APP = UUID.fromString("0198f000-0000-7000-8000-0000000000b1");

  private Samples() {}

  /** A plan named by its type, whose licence covers a group or not. */
  public static Plan plan(Plan.Type type, String price, int trialDays, boolean group) {
    boolean recurs = type == Plan.Type.RECURRING;
    return new Plan(
        UUID.nameUUIDFromBytes((type + price + group).getBytes(StandardCharsets.UTF_8)),
        7,
        type.word(),
        type.word(),
        type,
        Money.of(price, "USD"),
        trialDays,
        group,
        recurs ? "monthly" : null,
        recurs ? 1 : null,
        3050,
        "marketplace",
        new Plan.Cost(
            "c-1",
            recurs ? "RECURRING" : "ONE_TIME",
            recurs ? "RECURRING_FLAT" : "ONE_TIME_FLAT",
            "FLAT"),
        null);
  }

  static Plan free() {
    return plan(Plan.Type.FREE, "0.00", 0, false);
  }

  static Plan single() {
    return plan(Plan.Type.SINGLE, "25.00", 0, false);
  }

  static Plan recurring() {
    return plan(Plan.Type.RECURRING, "4.99", 14, false);
  }

  /** An app with these plans, on sale, open to all. */
  public static Offer offer(Plan... plans) {
    return new Offer(
        APP,
        "5565322ae4b0a70b13a4563b",
        12,
        "dev-1",
        "Hot Water",
        true,
        UUID.randomUUID(),
        Map.of(),
        Map.of(),
        List.of(plans),
        "5565322ae4b0a70b13a4563c",
        null);
  }

  static Purchase purchase(Plan plan, boolean returning, boolean triedBefore) {
    return Purchase.of(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        new Purchase.Buyer(USER, COMPANY, "install"),
        offer(plan),
        plan,
        returning,
        triedBefore,
        NOW);
  }

  /** An installation billing has not answered for. */
  static Installation pending(Plan plan) {
    return purchase(plan, false, false).asked("5463cee5e4b042e3e26f1e41", Integration.none(), null);
  }

  static Entitlement entitlement(Installation of, boolean trial, Instant expires) {
    return new Entitlement(
        UUID.randomUUID(),
        of.terms().purchaseId(),
        of.terms().itemId(),
        of.id(),
        of.appId(),
        of.companyId(),
        of.userId(),
        of.terms().plan(),
        trial,
        expires);
  }

  static Installation active(Plan plan) {
    Installation pending = pending(plan);
    return pending.activated(entitlement(pending, false, null), NOW);
  }
}
