package dev.emporium.manifests;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fits a rendered overlay to {@code podman kube play} on one machine's own network: Deployments,
 * ConfigMaps, Secrets and claims stay what they are; Jobs become pods; names of Services become
 * 127.0.0.1 and ports move to a range; what podman cannot do (probes, spreading) is left out.
 */
public final class PodmanPlay {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b(catalog|checkout|billing|installation|postgresql|kafka|localhost):(?=\\d)");
  private static final Set<String> INFRASTRUCTURE = Set.of("postgresql", "kafka");
  private static final List<String> KINDS =
      List.of("ConfigMap", "PersistentVolumeClaim", "Job", "Deployment");

  private final int basePort;
  private final Map<String, String> images;

  private PodmanPlay(int basePort, Map<String, String> images) {
    this.basePort = basePort;
    this.images = images;
  }

  /**
   * @param arguments the overlay's folder, the folder to write {@code infrastructure.yaml}, {@code
   *     application.yaml} and {@code secrets/} to, the first port, and images to replace: {@code
   *     from=to}…
   */
  public static void main(String[] arguments) throws IOException {
    var images = new TreeMap<String, String>();
    for (int i = 3; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      images.put(pair[0], pair[1]);
    }
    var play = new PodmanPlay(Integer.parseInt(arguments[2]), images);
    var rendered = Kustomization.render(Path.of(arguments[0]));
    Path out = Path.of(arguments[1]);
    Files.writeString(out.resolve("infrastructure.yaml"), play.file(rendered, true));
    Files.writeString(out.resolve("application.yaml"), play.file(rendered, false));
    secrets(rendered, Files.createDirectories(out.resolve("secrets")));
    names(rendered, out.resolve("names.txt"));
  }

  /** As documents and, for podman until 4.3, as the bare data. */
  private static void secrets(List<Map<String, Object>> rendered, Path folder) throws IOException {
    for (Map<String, Object> resource : rendered) {
      if (Yaml.kind(resource).equals("Secret")) {
        String name = Yaml.name(resource);
        Files.writeString(folder.resolve(name + ".yaml"), Yaml.write(List.of(resource)));
        String data = new ObjectMapper().writeValueAsString(resource.get("data"));
        Files.writeString(folder.resolve(name + ".json"), data);
      }
    }
  }

  /** What is left behind when the pods are gone. */
  private static void names(List<Map<String, Object>> rendered, Path file) throws IOException {
    var lines = new ArrayList<String>();
    for (Map<String, Object> resource : rendered) {
      switch (Yaml.kind(resource)) {
        case "Secret" -> lines.add("secret " + Yaml.name(resource));
        case "ConfigMap", "PersistentVolumeClaim" -> lines.add("volume " + Yaml.name(resource));
        case "Deployment", "Job" -> lines.add("volume " + Yaml.name(resource) + "-tmp");
        default -> {}
      }
    }
    Files.write(file, lines);
  }

  /** ConfigMaps and claims go with the infrastructure, which is played first. */
  String file(List<Map<String, Object>> rendered, boolean infrastructure) {
    var documents = new ArrayList<Map<String, Object>>();
    for (String kind : KINDS) {
      for (Map<String, Object> resource : rendered) {
        boolean pods = kind.equals("Job") || kind.equals("Deployment");
        boolean first = !pods || INFRASTRUCTURE.contains(Yaml.name(resource));
        boolean both = kind.equals("ConfigMap");
        if (Yaml.kind(resource).equals(kind) && (first == infrastructure || both)) {
          documents.add(fit(Yaml.map(Yaml.copy(resource))));
        }
      }
    }
    return Yaml.write(documents);
  }

  private Map<String, Object> fit(Map<String, Object> resource) {
    Yaml.at(resource, "metadata").remove("namespace");
    switch (Yaml.kind(resource)) {
      case "ConfigMap" -> config(resource);
      case "Job" -> {
        return pod(resource);
      }
      case "Deployment" -> {
        Yaml.at(resource, "spec").keySet().retainAll(Set.of("selector", "template"));
        Yaml.at(resource, "spec").put("replicas", 1);
        // podman names the pod after the template's metadata
        pod(Yaml.at(resource, "spec", "template", "spec"), Yaml.name(resource));
      }
      default -> {}
    }
    return resource;
  }

  private void config(Map<String, Object> resource) {
    Map<String, Object> data = Yaml.at(resource, "data");
    data.replaceAll((key, value) -> moved(value.toString()));
    if (data.containsKey("HTTP_PORT")) {
      data.put("HTTP_HOST", "127.0.0.1");
      data.computeIfPresent("TRUSTED_PROXIES", (key, value) -> "0");
    }
  }

  private Map<String, Object> pod(Map<String, Object> job) {
    var pod = new LinkedHashMap<String, Object>();
    pod.put("apiVersion", "v1");
    pod.put("kind", "Pod");
    Yaml.at(pod, "metadata").put("name", Yaml.name(job));
    pod.put("spec", Yaml.find(job, "spec", "template", "spec"));
    pod(Yaml.at(pod, "spec"), Yaml.name(job));
    return pod;
  }

  private void pod(Map<String, Object> spec, String name) {
    spec.put("hostNetwork", true);
    spec.keySet()
        .removeAll(Set.of("serviceAccountName", "topologySpreadConstraints", "enableServiceLinks"));
    ownVolumes(spec, name);
    for (Object element : Yaml.list(spec.get("containers"))) {
      Map<String, Object> container = Yaml.map(element);
      container
          .keySet()
          .removeAll(
              Set.of("readinessProbe", "livenessProbe", "startupProbe", "lifecycle", "ports"));
      container.put("imagePullPolicy", "Never");
      container.computeIfPresent(
          "image", (f, image) -> images.getOrDefault(image, image.toString()));
      if (name.equals("postgresql")) {
        Yaml.list(container.get("env")).add(Map.of("name", "PORT", "value", moved("5432")));
        Yaml.list(container.get("env")).add(Map.of("name", "LISTEN", "value", "127.0.0.1"));
      }
    }
  }

  /** podman 4.3 makes one volume of all emptyDirs of a name: each pod gets a name of its own. */
  private static void ownVolumes(Map<String, Object> spec, String pod) {
    var renamed = new TreeMap<String, String>();
    for (Object element : Yaml.list(spec.get("volumes"))) {
      Map<String, Object> volume = Yaml.map(element);
      if (volume.containsKey("emptyDir")) {
        String name = volume.get("name").toString();
        renamed.put(name, pod + "-" + name);
        volume.put("name", pod + "-" + name);
      }
    }
    for (Object container : Yaml.list(spec.get("containers"))) {
      Yaml.list(Yaml.map(container).get("volumeMounts"))
          .forEach(
              m -> Yaml.map(m).computeIfPresent("name", (f, n) -> renamed.getOrDefault(n, n + "")));
    }
  }

  /** Addresses on this machine: the gateway at the base port, services above it, and so on. */
  private String moved(String text) {
    UnaryOperator<String> hosts =
        value -> ADDRESS.matcher(value).replaceAll("127.0.0.1:").replace("://:", "://127.0.0.1:");
    return Pattern.compile("\\b(80[0-9]{2}|90[0-9]{2}|5432)\\b")
        .matcher(hosts.apply(text))
        .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(port(found.group()))));
  }

  private int port(String known) {
    int port = Integer.parseInt(known);
    return switch (port) {
      case 5432 -> basePort + 20;
      case 9092, 9093 -> basePort + 21 + port - 9092;
      default -> port >= 9000 ? basePort + 10 + port - 9080 : basePort + port - 8080;
    };
  }
}
