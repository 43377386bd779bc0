package dev.emporium.bench;

import java.util.List;

/**
 * What each process is started with: as in the images, but with heaps that do not depend on a
 * limit.
 */
final class Settings {
  private static final List<String> COMMON =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xss512k",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:+UseCompactObjectHeaders",
          "-Dfile.encoding=UTF-8",
          "-Dvertx.disableDnsResolver=true");

  private Settings() {}

  /** The JVM's options of a service or of {@code gateway}. */
  static List<String> jvm(String process) {
    String given = System.getenv("BENCH_JVM_" + process.toUpperCase(java.util.Locale.ROOT));
    if (given != null) {
      return List.of(given.split(" ", -1));
    }
    var all = new java.util.ArrayList<>(COMMON);
    all.add(process.equals("gateway") ? "-Xmx128m" : "-Xmx160m");
    all.add(process.equals("gateway") ? "-Xmn64m" : "-Xmn48m");
    return all;
  }

  /** The main class of a service or of {@code gateway}. */
  static String main(String process) {
    return switch (process) {
      case "catalog" -> "dev.emporium.catalog.CatalogService";
      case "checkout" -> "dev.emporium.checkout.CheckoutService";
      case "billing" -> "dev.emporium.billing.BillingService";
      case "installation" -> "dev.emporium.installation.InstallationService";
      default -> "dev.emporium.gateway.GatewayService";
    };
  }
}
