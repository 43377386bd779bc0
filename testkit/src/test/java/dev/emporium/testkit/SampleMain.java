package dev.emporium.testkit;

import dev.emporium.kit.service.ServiceHost;

/** The sample service as a process of its own. */
final class SampleMain {
  private SampleMain() {}

  public static void main(String[] arguments) {
    ServiceHost.main("sample", SampleService::wire);
  }
}
