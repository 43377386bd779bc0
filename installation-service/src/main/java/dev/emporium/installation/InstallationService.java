package dev.emporium.installation;

import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Wiring;

/** The installation service: who has what. */
public final class InstallationService {
  private InstallationService() {}

  public static void main(String[] arguments) {
    ServiceHost.main("installation", InstallationService::wire);
  }

  /** Puts the service together; {@code ./run} and the tests use it as the main class does. */
  public static void wire(Wiring wiring) {
    var shared = AccountStores.from(wiring);
    var installations = new InstallationsWiring(wiring, shared);
    installations.wire();
    new AccountsWiring(wiring, shared, installations.consentInstaller()).wire();
  }
}
