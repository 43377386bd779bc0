package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * That a company (and, of it, a user) has an app: OpenChannel's ownership, HighLevel's and Pleo's
 * installation. One record for all dialects.
 *
 * @param ownershipId OpenChannel's 24 hex digits
 * @param userId who installed it
 * @param terms what was bought
 * @param standing the licence
 * @param integration what the app reports of itself
 * @param customData OpenChannel's free object; null when none was given
 * @param version counts the changes; a change made to an older one loses
 */
public record Installation(
    UUID id,
    String ownershipId,
    UUID appId,
    UUID companyId,
    UUID userId,
    Terms terms,
    Standing standing,
    Integration integration,
    Map<String, Object> customData,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /**
   * @param purchaseId the purchase that is to make, or made, the licence valid
   * @param itemId the item of that purchase
   * @param subscriptionId billing's record of it; null until billing has answered
   * @param refusal why billing said no; null unless it did
   */
  public record Terms(
      Plan plan, UUID purchaseId, UUID itemId, UUID subscriptionId, Refusal refusal) {}

  /** Whether the licence is valid now. */
  public boolean active() {
    return standing.licence() == Licence.ACTIVE;
  }

  /** Whether billing's answer is still awaited. */
  public boolean pending() {
    return standing.licence() == Licence.PENDING;
  }

  /** Whether there is something to uninstall: valid, awaited, or lapsed for want of payment. */
  public boolean live() {
    return active() || pending() || lapsed();
  }

  /** Whether the licence lapsed because a renewal was not paid; it comes back with the payment. */
  public boolean lapsed() {
    return standing.licence() == Licence.CANCELLED
        && standing.ended() == null
        && terms.subscriptionId() != null;
  }

  /**
   * Whether this user may act for it: its installer, or anybody of the group of a group licence.
   *
   * @param member whether the user is a member of its company
   */
  public boolean ownedBy(UUID user, boolean member) {
    return (userId != null && userId.equals(user)) || (terms.plan().group() && member);
  }

  /** What billing sold through somebody else's cart. */
  public static Installation bought(
      UUID id, String ownershipId, Entitlement entitlement, Instant now) {
    var terms =
        new Terms(
            entitlement.plan(),
            entitlement.purchaseId(),
            entitlement.itemId(),
            entitlement.subscriptionId(),
            null);
    return new Installation(
        id,
        ownershipId,
        entitlement.appId(),
        entitlement.companyId(),
        entitlement.userId(),
        terms,
        new Standing(
            Licence.ACTIVE, entitlement.ownershipType(), now, null, entitlement.expires(), null),
        Integration.none(),
        null,
        now,
        now,
        1);
  }

  /** The subscription of an installation that had ended before billing answered. */
  public Installation attached(UUID subscriptionId, Instant now) {
    var late = new Terms(terms.plan(), terms.purchaseId(), terms.itemId(), subscriptionId, null);
    return with(late, standing, integration, now);
  }

  /** Billing has made the licence valid. */
  public Installation activated(Entitlement entitlement, Instant now) {
    var bought =
        new Terms(
            terms.plan(),
            entitlement.purchaseId(),
            entitlement.itemId(),
            entitlement.subscriptionId(),
            null);
    return with(
        bought,
        standing.active(entitlement.ownershipType(), entitlement.expires(), now),
        integration.entitled(),
        now);
  }

  /** A renewal, the end of a trial, or a payment that brought a lapsed licence back. */
  public Installation continued(Entitlement entitlement, Instant now) {
    return with(
        terms,
        standing.continued(entitlement.ownershipType(), entitlement.expires()),
        integration.entitled(),
        now);
  }

  /** A renewal was not paid: not valid until it is. */
  public Installation lapsed(Instant now) {
    return with(terms, standing.lapsed(), integration.notEntitled(), now);
  }

  /** Billing refused the purchase: what was owned before may still come back free. */
  public Installation refused(Refusal why, Instant now) {
    Licence back = standing.since().isAfter(createdAt) ? Licence.UNINSTALLED : Licence.CANCELLED;
    var unpaid =
        new Terms(terms.plan(), terms.purchaseId(), terms.itemId(), terms.subscriptionId(), why);
    return with(unpaid, standing.ended(back, null, now), integration.notEntitled(), now);
  }

  /**
   * Uninstalls.
   *
   * @param cancel whether it must be bought again ({@code openchannel.txt:3808})
   */
  public Installation uninstalled(Channel by, boolean cancel, Instant now) {
    if (!live()) {
      throw notInstalled();
    }
    Licence how = cancel ? Licence.CANCELLED : Licence.UNINSTALLED;
    return with(terms, standing.ended(how, by, now), integration.notEntitled(), now);
  }

  /**
   * Takes up an uninstalled record again with a new purchase (of nothing, see {@link Purchase}).
   */
  public Installation askedAgain(Purchase purchase, Map<String, Object> data, Instant now) {
    var again = new Terms(purchase.plan(), purchase.purchaseId(), purchase.itemId(), null, null);
    var type = OwnershipType.bought(purchase.plan(), purchase.trialDays());
    return new Installation(
        id,
        ownershipId,
        appId,
        companyId,
        userId,
        again,
        Standing.pending(type, now),
        integration,
        data == null ? customData : data,
        createdAt,
        now,
        version);
  }

  /** The same with other custom data; null leaves them. */
  public Installation noted(Map<String, Object> data) {
    return data == null
        ? this
        : new Installation(
            id,
            ownershipId,
            appId,
            companyId,
            userId,
            terms,
            standing,
            integration,
            data,
            createdAt,
            updatedAt,
            version);
  }

  /** The same ending then, whatever is paid; null takes such an end away. */
  public Installation ending(Instant until, Instant now) {
    return with(terms, standing.ending(until), integration, now);
  }

  /** The same with another state of integration. */
  public Installation integrating(Integration next, Instant now) {
    return with(terms, standing, next, now);
  }

  /** The same as the store has it after a change. */
  public Installation stored() {
    return new Installation(
        id,
        ownershipId,
        appId,
        companyId,
        userId,
        terms,
        standing,
        integration,
        customData,
        createdAt,
        updatedAt,
        version + 1);
  }

  /**
   * Whether its app's integration may still see it: not what that integration deleted itself, nor
   * what never came to be because billing refused it.
   */
  public boolean seenByIntegration() {
    return standing.endedBy() != Channel.PLEO && terms.refusal() == null;
  }

  /** The refusal of an integration's report on an installation whose licence is gone. */
  public void requireEntitled() {
    if (!active() && !pending()) {
      throw Failure.conflict("The installation is not entitled to use the application");
    }
  }

  /** 409: there is nothing this caller could uninstall. */
  public static Failure notInstalled() {
    return Failure.conflict("App is not owned by this user");
  }

  private Installation with(Terms t, Standing s, Integration i, Instant now) {
    return new Installation(
        id, ownershipId, appId, companyId, userId, t, s, i, customData, createdAt, now, version);
  }
}
