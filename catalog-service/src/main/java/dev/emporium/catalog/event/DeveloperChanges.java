package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.Developer;
import dev.emporium.catalog.domain.DeveloperAccount;
import dev.emporium.catalog.domain.DeveloperGroup;
import dev.emporium.catalog.domain.Market;
import dev.emporium.catalog.store.DeveloperAccountStore;
import dev.emporium.catalog.store.DeveloperGroupStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes of developers, their groups and accounts, and of the market: rows and one event each. */
public final class DeveloperChanges {
  private final DeveloperStore developers;
  private final DeveloperGroupStore groups;
  private final DeveloperAccountStore accounts;
  private final MarketStore markets;

  public DeveloperChanges(
      DeveloperStore developers,
      DeveloperGroupStore groups,
      DeveloperAccountStore accounts,
      MarketStore markets) {
    this.developers = developers;
    this.groups = groups;
    this.accounts = accounts;
    this.markets = markets;
  }

  /** Creates the developer when the id is new, else changes them. */
  public Future<Developer> put(Tx tx, String developerId, Developer.Wish wish) {
    return developers
        .ensure(tx, developerId)
        .compose(
            known ->
                saved(
                    tx,
                    developerId,
                    developer -> developer.with(wish),
                    known.created() ? "developer.created" : "developer.updated"));
  }

  /**
   * Changes a developer who exists.
   *
   * @param wish what is wanted of them as they are
   * @throws Failure NOT_FOUND
   */
  public Future<Developer> patch(
      Tx tx, String developerId, Function<Developer, Developer.Wish> wish) {
    return saved(
        tx, developerId, developer -> developer.with(wish.apply(developer)), "developer.updated");
  }

  private Future<Developer> saved(
      Tx tx, String developerId, UnaryOperator<Developer> change, String event) {
    return existing(tx, developerId)
        .map(change)
        .compose(
            after ->
                developers
                    .save(tx, after)
                    .compose(done -> tx.append(DeveloperEvents.of(event, after)))
                    .map(after));
  }

  /**
   * Deletes a developer; their apps stay.
   *
   * @throws Failure NOT_FOUND
   */
  public Future<Void> delete(Tx tx, String developerId) {
    return existing(tx, developerId)
        .compose(
            developer ->
                developers
                    .delete(tx, developer)
                    .compose(
                        done -> tx.append(DeveloperEvents.of("developer.removed", developer))));
  }

  private Future<Developer> existing(Tx tx, String developerId) {
    return developers.find(tx, developerId).map(DeveloperChanges::orNotFound);
  }

  /** Creates or changes a group; null keeps what was. */
  public Future<DeveloperGroup> putGroup(
      Tx tx, String groupId, String email, Map<String, Object> customData) {
    return groups
        .find(tx, groupId)
        .compose(
            found -> {
              DeveloperGroup after =
                  found
                      .orElseGet(
                          () -> new DeveloperGroup(groupId, null, Map.of(), 0, AppChanges.now(tx)))
                      .with(email, customData);
              return groups
                  .save(tx, after)
                  .compose(
                      done ->
                          tx.append(
                              DeveloperEvents.of(
                                  found.isEmpty()
                                      ? "developer-group.created"
                                      : "developer-group.updated",
                                  tx.marketplace(),
                                  after)))
                  .map(after);
            });
  }

  /** Creates an account when the id is new (and its developer with it), else changes it. */
  public Future<DeveloperAccount> putAccount(Tx tx, String accountId, DeveloperAccount.Wish wish) {
    return accounts
        .find(tx, accountId)
        .compose(
            found -> {
              if (found.isEmpty() && wish.developerId() == null) {
                throw Failure.invalid("developerId", "This field is required");
              }
              DeveloperAccount before =
                  found.orElseGet(
                      () ->
                          new DeveloperAccount(
                              accountId,
                              null,
                              null,
                              null,
                              null,
                              null,
                              Map.of(),
                              0,
                              AppChanges.now(tx)));
              return saved(tx, before, wish, found.isEmpty());
            });
  }

  /**
   * Changes an account that exists.
   *
   * @throws Failure NOT_FOUND
   */
  public Future<DeveloperAccount> patchAccount(
      Tx tx, String accountId, Function<DeveloperAccount, DeveloperAccount.Wish> wish) {
    return accounts
        .find(tx, accountId)
        .map(DeveloperChanges::orNotFound)
        .compose(account -> saved(tx, account, wish.apply(account), false));
  }

  private Future<DeveloperAccount> saved(
      Tx tx, DeveloperAccount before, DeveloperAccount.Wish wish, boolean created) {
    DeveloperAccount after = before.with(wish);
    return developers
        .ensure(tx, after.developerId())
        .compose(
            developer ->
                developer.created()
                    ? tx.append(DeveloperEvents.created(developer.uuid(), after.developerId()))
                    : Future.<Void>succeededFuture())
        .compose(done -> accounts.save(tx, after))
        .compose(
            done ->
                tx.append(
                    DeveloperEvents.of(
                        created ? "developer-account.created" : "developer-account.updated",
                        tx.marketplace(),
                        after)))
        .map(after);
  }

  /**
   * Deletes an account.
   *
   * @throws Failure NOT_FOUND
   */
  public Future<Void> deleteAccount(Tx tx, String accountId) {
    return accounts
        .find(tx, accountId)
        .map(DeveloperChanges::orNotFound)
        .compose(
            account ->
                accounts
                    .delete(tx, account)
                    .compose(
                        done ->
                            tx.append(
                                DeveloperEvents.of(
                                    "developer-account.removed", tx.marketplace(), account))));
  }

  /** Replaces the market's settings. */
  public Future<Market> settle(Tx tx, UnaryOperator<Market> change) {
    return markets
        .find(tx)
        .map(change)
        .compose(
            market ->
                markets
                    .save(tx, market)
                    .compose(done -> tx.append(DeveloperEvents.market(tx.marketplace(), market)))
                    .map(market));
  }

  private static <T> T orNotFound(Optional<T> found) {
    return found.orElseThrow(() -> Failure.notFound("Not found"));
  }
}
