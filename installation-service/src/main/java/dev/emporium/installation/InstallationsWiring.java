package dev.emporium.installation;

import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.kit.service.Wiring;

/** The half that knows who has what: installations, ownerships, connections, the event log. */
final class InstallationsWiring {
  InstallationsWiring(Wiring wiring, AccountStores accounts) {}

  void wire() {}

  ConsentInstaller consentInstaller() {
    return null;
  }
}
