package dev.emporium.gateway;

import dev.emporium.gateway.auth.AuthSettings;
import dev.emporium.gateway.limit.LimitSettings;
import dev.emporium.gateway.proxy.ProxySettings;
import dev.emporium.gateway.route.StaticRoute;
import dev.emporium.gateway.route.UpstreamAddress;
import dev.emporium.kit.service.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything the environment decides.
 *
 * @param host where requests are listened for
 * @param port 0 picks a free one
 * @param managementPort of health and metrics; 0 picks a free one
 * @param eventLoops how many threads carry requests
 * @param internalKeys for the principal's seal
 * @param upstreams by service name
 * @param routes extra routes beside the contracts'
 * @param contractsFolder contracts on disk ({@code <service>/*.yaml}); empty means the jar's own
 * @param corsOrigins origins whose pages may call; {@code *} for any
 * @param drainSeconds how long requests in flight may take at shutdown
 */
record GatewaySettings(
    String host,
    int port,
    int managementPort,
    int eventLoops,
    String internalKeys,
    Map<String, UpstreamAddress> upstreams,
    List<StaticRoute> routes,
    String contractsFolder,
    Set<String> corsOrigins,
    boolean accessLog,
    boolean sampled,
    int drainSeconds,
    AuthSettings auth,
    LimitSettings limits,
    ProxySettings proxy) {
  private static final List<String> SERVICES =
      List.of("catalog", "checkout", "billing", "installation");

  /**
   * Reads the environment; what is wrong is noted in {@code settings}.
   *
   * @param environment for upstreams of services that are not the house's own
   */
  static GatewaySettings read(Settings settings, Map<String, String> environment) {
    Map<String, UpstreamAddress> upstreams = upstreams(settings, environment);
    return new GatewaySettings(
        settings.text("HTTP_HOST", "0.0.0.0"),
        settings.number("HTTP_PORT", 8080),
        settings.number("MANAGEMENT_PORT", 9080),
        settings.number("EVENT_LOOPS", Runtime.getRuntime().availableProcessors()),
        settings.text("INTERNAL_KEYS"),
        upstreams,
        settings.parsed(
            "ROUTES",
            StaticRoute::parseAll,
            "is not METHOD /path=http://host:port[;…]",
            List.<StaticRoute>of()),
        settings.text("CONTRACTS_DIR", ""),
        words(settings.text("CORS_ORIGINS", "")),
        settings.flag("ACCESS_LOG", true),
        settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT").isPresent(),
        settings.number("DRAIN_SECONDS", 25),
        AuthSettings.read(settings, upstreams.get("installation")),
        LimitSettings.read(settings),
        ProxySettings.read(settings));
  }

  private static Map<String, UpstreamAddress> upstreams(
      Settings settings, Map<String, String> environment) {
    var names = new TreeSet<>(SERVICES);
    environment.keySet().stream()
        .filter(name -> name.matches("UPSTREAM_[A-Z0-9]+"))
        .forEach(name -> names.add(name.substring(9).toLowerCase(Locale.ROOT)));
    var found = new LinkedHashMap<String, UpstreamAddress>();
    for (String name : names) {
      UpstreamAddress address =
          settings.parsed(
              "UPSTREAM_" + name.toUpperCase(Locale.ROOT),
              UpstreamAddress::parse,
              "is not http://host:port",
              null);
      if (address != null) {
        found.put(name, address);
      }
    }
    return found;
  }

  private static Set<String> words(String list) {
    var words = new TreeSet<String>();
    for (String word : list.split(",", -1)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }
}
