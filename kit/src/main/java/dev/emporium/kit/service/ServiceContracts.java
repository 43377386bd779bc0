package dev.emporium.kit.service;

import dev.emporium.kit.http.Contract;
import dev.emporium.kit.http.Operations;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A service's contracts with their handlers. */
final class ServiceContracts {
  private final String service;
  private final Map<Contract, Operations> bound = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  ServiceContracts(String service) {
    this.service = service;
  }

  void bind(String resource, Consumer<Operations> table) {
    try {
      var operations = new Operations();
      table.accept(operations);
      bound.put(find(resource), operations);
    } catch (IllegalStateException broken) {
      problems.add(broken.getMessage());
    } catch (IOException unreadable) {
      problems.add(resource + " cannot be read: " + unreadable.getMessage());
    }
  }

  Map<Contract, Operations> bound() {
    return bound;
  }

  List<String> problems() {
    return problems;
  }

  /**
   * Services that share a class path have contracts of the same name: {@code x-service} decides.
   */
  private Contract find(String resource) throws IOException {
    List<URL> found =
        Collections.list(ServiceContracts.class.getClassLoader().getResources(resource));
    if (found.size() < 2) {
      return Contract.load(resource);
    }
    for (URL url : found) {
      try (InputStream in = url.openStream()) {
        Contract contract =
            Contract.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        if (contract.service().equals(service) || contract.service().equals(service + "-service")) {
          return contract;
        }
      }
    }
    throw new IllegalStateException("no contract " + resource + " has x-service " + service);
  }
}
