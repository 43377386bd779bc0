package dev.emporium.installation.event;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.domain.UserAccount;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The events of accounts and identity, payloads as ARCHITECTURE.md documents them. */
public final class AccountEvents {
  private AccountEvents() {}

  /** {@code marketplace.created} or {@code marketplace.updated}. */
  public static Event marketplace(String verb, Marketplace it, long clockOffsetMillis) {
    return new Event(
        "marketplace." + verb,
        "marketplace",
        it.marketplaceId().toString(),
        new JsonObject()
            .put("marketplaceId", it.marketplaceId().toString())
            .put("openchannelId", it.openchannelId())
            .put("partner", it.partner())
            .put("name", it.name())
            .put("currency", it.currency())
            .put("clockOffsetMillis", clockOffsetMillis));
  }

  /** {@code company.created} or {@code company.updated}. */
  public static Event company(String verb, Company it) {
    return new Event(
        "company." + verb,
        "company",
        it.companyId().toString(),
        new JsonObject()
            .put("companyId", it.companyId().toString())
            .put("parentId", text(it.parentId()))
            .put("highlevelId", it.highlevelId())
            .put("name", it.name())
            .put("openchannelGroupId", it.openchannelGroupId())
            .put("externalId", it.externalId())
            .put("enabled", it.enabled())
            .put("reseller", it.profile().reseller())
            .put("currency", it.currency()));
  }

  /** {@code user.created}, {@code user.updated} or {@code user.removed} (without who it was). */
  public static Event user(String verb, User it) {
    return new Event(
        "user." + verb,
        "user",
        it.userId().toString(),
        new JsonObject()
            .put("userId", it.userId().toString())
            .put("openchannelUserId", it.openchannelUserId())
            .put("highlevelUserId", it.highlevelUserId())
            .put("email", it.email())
            .put("firstName", it.firstName())
            .put("lastName", it.lastName())
            .put("companyId", it.companyId().toString())
            .put("enabled", it.enabled())
            .put("customData", new JsonObject(it.customData())));
  }

  /** {@code membership.created} or {@code membership.updated}. */
  public static Event membership(String verb, Membership it) {
    return new Event(
        "membership." + verb,
        "membership",
        it.membershipId().toString(),
        new JsonObject()
            .put("companyId", it.companyId().toString())
            .put("userId", it.userId().toString())
            .put("roles", new JsonArray(it.roles().stream().sorted().toList()))
            .put("enabled", it.enabled()));
  }

  /** {@code user-account.created}, {@code .updated} or {@code .removed}. */
  public static Event userAccount(String verb, UserAccount it) {
    return new Event(
        "user-account." + verb,
        "user-account",
        it.accountId().toString(),
        new JsonObject()
            .put("accountId", it.accountId().toString())
            .put("userAccountId", it.userAccountId())
            .put("userId", it.userId().toString())
            .put("email", it.email())
            .put("name", it.name()));
  }

  /** {@code client.created}. */
  public static Event clientCreated(Client it) {
    return new Event(
        "client.created",
        "client",
        it.clientId(),
        new JsonObject()
            .put("clientId", it.clientId())
            .put("dialect", it.dialect())
            .put("appId", text(it.appId())));
  }

  /** {@code tokens.revoked}. */
  public static Event tokensRevoked(Grant it) {
    return new Event(
        "tokens.revoked",
        "client",
        it.clientId(),
        new JsonObject()
            .put("clientId", it.clientId())
            .put("grant", it.grantId().toString())
            .put("installationId", text(it.installationId())));
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
