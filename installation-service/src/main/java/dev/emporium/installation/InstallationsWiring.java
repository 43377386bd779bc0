package dev.emporium.installation;

import dev.emporium.installation.admin.WebhookOperations;
import dev.emporium.installation.event.CatalogNews;
import dev.emporium.installation.event.ConsentInstallation;
import dev.emporium.installation.event.Endings;
import dev.emporium.installation.event.EventRecorder;
import dev.emporium.installation.event.Expiry;
import dev.emporium.installation.event.Installing;
import dev.emporium.installation.event.InstrumentNews;
import dev.emporium.installation.event.Removals;
import dev.emporium.installation.event.SubscriptionNews;
import dev.emporium.installation.event.Wanted;
import dev.emporium.installation.openchannel.EventDocuments;
import dev.emporium.installation.openchannel.EventOperations;
import dev.emporium.installation.openchannel.OwnershipChanges;
import dev.emporium.installation.openchannel.OwnershipOperations;
import dev.emporium.installation.openchannel.PermissionOperations;
import dev.emporium.installation.openchannel.UserAccountsOperations;
import dev.emporium.installation.openchannel.UsersOperations;
import dev.emporium.installation.store.AppGrants;
import dev.emporium.installation.store.ConnectionStore;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.Installers;
import dev.emporium.installation.store.InstrumentStore;
import dev.emporium.installation.store.LiveGrants;
import dev.emporium.installation.store.MarketUserStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.OwnershipStore;
import dev.emporium.installation.store.PermissionStore;
import dev.emporium.installation.store.SubscriptionStore;
import dev.emporium.installation.store.UserAccountStore;
import dev.emporium.installation.store.UserGroupStore;
import dev.emporium.installation.store.WebhookStore;
import dev.emporium.installation.webhook.WebhookDispatcher;
import dev.emporium.kit.service.Wiring;
import java.time.Duration;

/** The half that knows who has what: installations, ownerships, connections, the event log. */
final class InstallationsWiring {
  /** How long an operation waits for billing's answer. */
  static final Duration ANSWER = Duration.ofSeconds(10);

  private final Wiring wiring;
  private final AccountStores accounts;
  private final InstallationStore installations = new InstallationStore();
  private final OfferStore offers = new OfferStore();
  private final InstrumentStore instruments = new InstrumentStore();
  private final EventLog log = new EventLog();
  private final Endings endings;
  private final Installing installing;
  private final ConsentInstallation consents;
  private final MarketUserStore known;

  InstallationsWiring(Wiring wiring, AccountStores accounts) {
    this(wiring, accounts, ANSWER);
  }

  InstallationsWiring(Wiring wiring, AccountStores accounts, Duration answer) {
    this.wiring = wiring;
    this.accounts = accounts;
    known = new MarketUserStore(accounts.users(), accounts.companies(), accounts.memberships());
    endings = new Endings(installations, new AppGrants(accounts.grants()));
    installing =
        new Installing(wiring.database(), wiring.signals(), installations, instruments, answer);
    consents = new ConsentInstallation(wiring.database(), installations, offers, installing);
  }

  void wire() {
    wireContracts();
    wireNews();
  }

  ConsentInstaller consentInstaller() {
    return consents;
  }

  private void wireContracts() {
    var database = wiring.database();
    var ownerships = new OwnershipStore();
    var ownership =
        new OwnershipOperations(
            database,
            installations,
            ownerships,
            offers,
            accounts.users(),
            accounts.memberships(),
            installing,
            endings);
    var events = new EventOperations(database, log, documents(ownerships));
    var changes = new OwnershipChanges(database, installations, ownerships);
    wiring.contract(
        "contract/installation/openchannel.yaml",
        ops -> {
          ownership.bind(ops);
          changes.bind(ops);
          events.bind(ops);
        });
    wireUsers();
    wireWebhooks(documents(ownerships));
    var apps =
        new dev.emporium.installation.highlevel.InstallationsOperations(
            database, installations, offers, accounts.companies(), accounts.users(), endings);
    var connections =
        new dev.emporium.installation.highlevel.ConnectionsOperations(
            database,
            new ConnectionStore(accounts.secrets()),
            offers,
            accounts.companies(),
            installations);
    wiring.contract(
        "contract/installation/highlevel.yaml",
        ops -> {
          apps.bind(ops);
          connections.bind(ops);
        });
    var pleo =
        new dev.emporium.installation.pleo.InstallationsOperations(
            database,
            installations,
            offers,
            accounts.companies(),
            new Installers(),
            consents,
            endings,
            new LiveGrants(database));
    wiring.contract("contract/installation/pleo.yaml", pleo::bind);
  }

  private void wireWebhooks(EventDocuments documents) {
    boolean anywhere = wiring.settings().flag("WEBHOOK_ALLOW_PRIVATE", false);
    var webhooks = new WebhookStore(accounts.secrets());
    var operations =
        new WebhookOperations(wiring.database(), webhooks, EventDocuments.types(), anywhere);
    wiring.contract("contract/installation/webhooks.yaml", operations::bind);
    var dispatcher =
        new WebhookDispatcher(
            wiring.vertx(),
            wiring.database(),
            wiring.signals(),
            webhooks,
            log,
            documents::of,
            anywhere);
    wiring.beforeReady(dispatcher::start);
    wiring.onClose(dispatcher::close);
  }

  private EventDocuments documents(OwnershipStore ownerships) {
    return new EventDocuments(new MarketplaceStore(), ownerships, installations, known);
  }

  private void wireUsers() {
    var database = wiring.database();
    var permissions = new PermissionStore();
    var people = new UserAccountStore();
    var removals =
        new Removals(
            known,
            people,
            permissions,
            installations,
            offers,
            endings,
            new AppGrants(accounts.grants()));
    var users =
        new UsersOperations(
            database, known, new UserGroupStore(accounts.users(), accounts.companies()), removals);
    var userAccounts = new UserAccountsOperations(database, people, accounts.users());
    var consent =
        new PermissionOperations(
            database, permissions, offers, accounts.users(), known, installing, removals);
    wiring.contract(
        "contract/installation/openchannel-users.yaml",
        ops -> {
          users.bind(ops);
          userAccounts.bind(ops);
          consent.bind(ops);
        });
    wiring.every(
        "ownership-expiry",
        Duration.ofSeconds(5),
        new Expiry(database, installations, endings)::run);
  }

  private void wireNews() {
    var recorder = new EventRecorder(log, instruments);
    var catalog = new CatalogNews(offers, recorder);
    var paying = new InstrumentNews(instruments, recorder);
    var subscriptions =
        new SubscriptionNews(installations, new SubscriptionStore(), offers, endings, recorder);
    new Wanted(accounts.users(), new MarketplaceStore()).consume(wiring);
    wiring.consume("catalog", "app.*", catalog::app);
    wiring.consume("catalog", "developer.*", recorder::record);
    wiring.consume("catalog", "review.*", recorder::record);
    wiring.consume("billing", "developer-account.*", recorder::record);
    wiring.consume("billing", "developer-share.held", recorder::record);
    wiring.consume("installation", "permission.*", recorder::record);
    wiring.consume("billing", "payment-instrument.*", paying::told);
    wiring.consume("billing", "subscription.*", subscriptions::told);
    wiring.consume("billing", "purchase.rejected", subscriptions::rejected);
    wiring.consume("billing", "payment.succeeded", recorder::record);
    wiring.consume("billing", "payment.refunded", recorder::record);
    wiring.consume("billing", "payment.failed", recorder::paymentFailed);
    wiring.consume("installation", "user.*", recorder::record);
    wiring.consume("installation", "installation.*", recorder::record);
  }
}
