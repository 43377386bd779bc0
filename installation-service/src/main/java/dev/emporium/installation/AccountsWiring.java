package dev.emporium.installation;

import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.kit.service.Wiring;

/** The half that knows who is who: marketplaces, clients, tokens, companies, users. */
final class AccountsWiring {
  AccountsWiring(Wiring wiring, AccountStores accounts, ConsentInstaller installer) {}

  void wire() {}
}
