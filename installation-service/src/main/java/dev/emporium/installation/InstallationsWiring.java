package dev.emporium.installation;

import dev.emporium.installation.event.CatalogNews;
import dev.emporium.installation.event.ConsentInstallation;
import dev.emporium.installation.event.Endings;
import dev.emporium.installation.event.EventRecorder;
import dev.emporium.installation.event.Installing;
import dev.emporium.installation.event.InstrumentNews;
import dev.emporium.installation.event.SubscriptionNews;
import dev.emporium.installation.openchannel.EventOperations;
import dev.emporium.installation.openchannel.OwnershipOperations;
import dev.emporium.installation.store.AppGrants;
import dev.emporium.installation.store.ConnectionStore;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.Installers;
import dev.emporium.installation.store.InstrumentStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.OwnershipStore;
import dev.emporium.installation.store.SubscriptionStore;
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

  InstallationsWiring(Wiring wiring, AccountStores accounts) {
    this(wiring, accounts, ANSWER);
  }

  InstallationsWiring(Wiring wiring, AccountStores accounts, Duration answer) {
    this.wiring = wiring;
    this.accounts = accounts;
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
    var events =
        new EventOperations(database, log, new MarketplaceStore(), ownerships, installations);
    wiring.contract(
        "contract/installation/openchannel.yaml",
        ops -> {
          ownership.bind(ops);
          events.bind(ops);
        });
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
            endings);
    wiring.contract("contract/installation/pleo.yaml", pleo::bind);
  }

  private void wireNews() {
    var recorder = new EventRecorder(log);
    var catalog = new CatalogNews(offers, recorder);
    var paying = new InstrumentNews(instruments);
    var subscriptions =
        new SubscriptionNews(installations, new SubscriptionStore(), offers, endings, recorder);
    wiring.consume("catalog", "app.*", catalog::app);
    wiring.consume("catalog", "developer.*", recorder::record);
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
