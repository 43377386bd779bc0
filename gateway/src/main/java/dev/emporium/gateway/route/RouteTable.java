package dev.emporium.gateway.route;

import dev.emporium.gateway.limit.Rate;
import dev.emporium.kit.http.Contract;
import dev.emporium.kit.http.Operation;
import dev.emporium.kit.http.RouteTree;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a request goes. Built from the contracts with the same tree the services use, so gateway
 * and service never disagree about what a path means, and nothing is routed that nobody answers.
 */
public final class RouteTable {
  private static final String SHARED = "";

  private final RouteTree<Route> tree = new RouteTree<>();
  private final Map<String, String> dialects = new HashMap<>();
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param upstreams by service name
   * @throws IllegalStateException listing every service without an upstream, and every path that is
   *     answered twice
   */
  public RouteTable(
      List<Contract> contracts,
      Map<String, UpstreamAddress> upstreams,
      List<StaticRoute> configured) {
    var problems = new TreeSet<String>();
    for (Contract contract : contracts) {
      UpstreamAddress upstream = upstreams.get(contract.service());
      if (upstream == null) {
        problems.add(
            "UPSTREAM_"
                + contract.service().toUpperCase(java.util.Locale.ROOT)
                + " is required by "
                + contract.name());
      }
      contract.operations().forEach(operation -> add(operation, upstream, problems));
    }
    for (StaticRoute each : configured) {
      String id = each.method() + " " + each.path();
      add(
          each.method(),
          each.path(),
          new Route(
              id,
              null,
              null,
              each.upstream().authority(),
              each.upstream(),
              false,
              false,
              null,
              null),
          problems);
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("; ", problems));
    }
  }

  private void add(Operation operation, UpstreamAddress upstream, Set<String> problems) {
    add(
        operation.method(),
        operation.path(),
        new Route(
            operation.id(),
            operation.dialect(),
            operation.errors(),
            operation.service(),
            upstream,
            operation.isPublic(),
            true,
            rate(operation, "x-rate-limit"),
            rate(operation, "x-anonymous")),
        problems);
    int end = operation.path().indexOf('/', 1);
    while (end > 0) {
      claim(operation.path().substring(0, end), operation.dialect());
      end = operation.path().indexOf('/', end + 1);
    }
    claim(operation.path(), operation.errors());
  }

  private static Rate rate(Operation operation, String extension) {
    JsonObject rate = operation.definition().getJsonObject(extension);
    return rate == null ? null : new Rate(rate.getInteger("size"), rate.getDouble("leakPerSecond"));
  }

  private void claim(String prefix, String dialect) {
    dialects.merge(prefix, dialect, (known, other) -> known.equals(other) ? known : SHARED);
  }

  private void add(String method, String path, Route route, Set<String> problems) {
    try {
      tree.add(method, path, route);
      routes.add(route);
    } catch (IllegalStateException twice) {
      problems.add(twice.getMessage());
    }
  }

  /** What method and path mean; null when the path is unknown. */
  public RouteTree.Match<Route> find(String method, String path) {
    return tree.find(method, path);
  }

  /** Every route, in the contracts' order. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** The dialect an unknown path most likely means: by its longest known beginning; may be null. */
  public String dialectOf(String path) {
    String prefix = path;
    while (prefix.length() > 1) {
      String dialect = dialects.get(prefix);
      if (dialect != null) {
        return dialect.equals(SHARED) ? null : dialect;
      }
      int slash = prefix.lastIndexOf('/');
      prefix = slash <= 0 ? "" : prefix.substring(0, slash);
    }
    return null;
  }
}
