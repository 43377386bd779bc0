package dev.emporium.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rendered overlay, and what the containers in it are given. */
record Overlay(Path folder, List<Map<String, Object>> resources) {
  static final Path ROOT = Path.of(System.getProperty("emporium.root", "../.."));
  private static final String KEY = "A".repeat(43) + "=";

  /** Secrets that are made beforehand, with values of the right form. */
  private static final Map<String, Map<String, String>> BEFOREHAND =
      Map.of(
          "emporium-internal", Map.of("INTERNAL_KEYS", "k1:" + KEY),
          "emporium-kafka", Map.of("KAFKA_PROPERTIES", "security.protocol=SASL_SSL"),
          "billing-payments", Map.of("STRIPE_SECRET_KEY", "sk_live_1"),
          "catalog-database", database("catalog"),
          "checkout-database", database("checkout"),
          "billing-database", database("billing"),
          "installation-database", database("installation"),
          "installation-secrets",
              Map.of(
                  "SECRETS_KEY", KEY,
                  "BOOTSTRAP_OPERATOR_CLIENT_ID", "operator",
                  "BOOTSTRAP_OPERATOR_CLIENT_SECRET", "secret"));

  private static Map<String, String> database(String service) {
    return Map.of("DATABASE_USER", "emporium_" + service, "DATABASE_PASSWORD", "secret");
  }

  /** A copy of the manifests, so that generated secrets are the test's own. */
  static Overlay render(String name, Path scratch) {
    Path source = ROOT.resolve("deploy/kubernetes");
    Path copy = scratch.resolve(name);
    try (var files = Files.walk(source)) {
      for (Path file : files.toList()) {
        if (!file.toString().contains("secrets/") && Files.isRegularFile(file)) {
          Path target = copy.resolve(source.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
      Path folder = copy.resolve("overlays").resolve(name);
      Path secrets = Files.createDirectories(folder.resolve("secrets"));
      for (var secret : BEFOREHAND.entrySet()) {
        Files.write(
            secrets.resolve(secret.getKey() + ".env"),
            secret.getValue().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList());
      }
      return new Overlay(folder, Kustomization.render(folder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  List<Map<String, Object>> of(String kind) {
    return resources.stream().filter(r -> Yaml.kind(r).equals(kind)).toList();
  }

  Map<String, Object> get(String kind, String name) {
    return of(kind).stream()
        .filter(r -> Yaml.name(r).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
  }

  /** A container's environment as the kubelet would put it together. */
  Map<String, String> environment(Map<String, Object> container) {
    var variables = new LinkedHashMap<String, String>();
    for (Object element : Yaml.list(container.get("envFrom"))) {
      Map<String, Object> source = Yaml.map(element);
      if (source.containsKey("configMapRef")) {
        variables.putAll(configMap(Yaml.find(source, "configMapRef", "name")));
      } else {
        variables.putAll(secret(Yaml.find(source, "secretRef", "name")));
      }
    }
    for (Object element : Yaml.list(container.get("env"))) {
      Map<String, Object> variable = Yaml.map(element);
      Object reference = Yaml.find(variable, "valueFrom", "configMapKeyRef", "name");
      Object secret = Yaml.find(variable, "valueFrom", "secretKeyRef", "name");
      String value;
      if (reference != null) {
        value =
            configMap(reference).get(Yaml.find(variable, "valueFrom", "configMapKeyRef", "key"));
      } else if (secret != null) {
        value = secret(secret).get(Yaml.find(variable, "valueFrom", "secretKeyRef", "key"));
      } else {
        value = (String) variable.get("value");
      }
      if (value == null) {
        throw new AssertionError(variable + " refers to a key that does not exist");
      }
      variables.put((String) variable.get("name"), value);
    }
    return variables;
  }

  private Map<String, String> configMap(Object name) {
    var data = new LinkedHashMap<String, String>();
    Yaml.at(get("ConfigMap", name.toString()), "data").forEach((k, v) -> data.put(k, (String) v));
    return data;
  }

  private Map<String, String> secret(Object name) {
    for (Map<String, Object> made : of("Secret")) {
      if (Yaml.name(made).equals(name)) {
        var data = new LinkedHashMap<String, String>();
        Yaml.at(made, "data")
            .forEach(
                (k, v) ->
                    data.put(
                        k,
                        new String(
                            Base64.getDecoder().decode((String) v), StandardCharsets.UTF_8)));
        return data;
      }
    }
    Map<String, String> known = BEFOREHAND.get(name.toString());
    if (known == null) {
      throw new AssertionError("the Secret " + name + " is neither made nor documented");
    }
    return known;
  }
}
