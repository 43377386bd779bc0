package dev.emporium.manifests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders the part of kustomize that our manifests use, for machines that have a JDK and no
 * kustomize. Refuses what it does not understand; a test compares it with the real one where that
 * is installed.
 */
public final class Kustomization {
  private static final Set<String> FIELDS =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "labels",
          "resources",
          "patches",
          "configMapGenerator",
          "secretGenerator",
          "generatorOptions",
          "images");

  private final Path folder;
  private final Map<String, Object> file;
  private final List<Map<String, Object>> resources = new ArrayList<>();
  private final List<Map<String, Object>> generated = new ArrayList<>();

  private Kustomization(Path folder) {
    this.folder = folder;
    this.file = Yaml.read(folder.resolve("kustomization.yaml")).get(0);
    if (!FIELDS.containsAll(file.keySet())) {
      throw new IllegalArgumentException(
          folder + " has a field in kustomization.yaml besides " + FIELDS);
    }
  }

  /** Prints a folder's resources, for {@code kubectl apply -f -}. */
  public static void main(String[] arguments) {
    System.out.print(Yaml.write(render(Path.of(arguments[0]))));
  }

  /** The resources of a folder with a {@code kustomization.yaml}. */
  public static List<Map<String, Object>> render(Path folder) {
    var kustomization = new Kustomization(folder);
    kustomization.accumulate();
    kustomization.rename();
    return kustomization.resources;
  }

  private void accumulate() {
    for (Object resource : Yaml.list(file.get("resources"))) {
      Path path = folder.resolve(resource.toString()).normalize();
      if (Files.isDirectory(path)) {
        var inner = new Kustomization(path);
        inner.accumulate();
        resources.addAll(inner.resources);
        generated.addAll(inner.generated);
      } else {
        resources.addAll(Yaml.read(path));
      }
    }
    generate("ConfigMap", "configMapGenerator");
    generate("Secret", "secretGenerator");
    Yaml.list(file.get("patches")).forEach(patch -> patch(Yaml.map(patch)));
    Yaml.list(file.get("labels")).forEach(labels -> label(Yaml.map(labels)));
    Yaml.list(file.get("images")).forEach(image -> image(Yaml.map(image)));
    if (file.get("namespace") != null) {
      resources.stream()
          .filter(resource -> !Yaml.kind(resource).equals("Namespace"))
          .forEach(
              resource -> Yaml.at(resource, "metadata").put("namespace", file.get("namespace")));
    }
  }

  private void generate(String kind, String field) {
    for (Object entry : Yaml.list(file.get(field))) {
      Map<String, Object> made = Generated.resource(kind, Yaml.map(entry), folder);
      if ("merge".equals(Yaml.map(entry).get("behavior"))) {
        Map<String, Object> base = named(kind, Yaml.name(made));
        Yaml.at(base, "data").putAll(Yaml.at(made, "data"));
      } else {
        Object labels = Yaml.find(file, "generatorOptions", "labels");
        if (labels != null) {
          Yaml.at(made, "metadata", "labels").putAll(Yaml.map(labels));
        }
        resources.add(made);
        generated.add(made);
      }
    }
  }

  private Map<String, Object> named(String kind, String name) {
    return resources.stream()
        .filter(known -> Yaml.kind(known).equals(kind) && Yaml.name(known).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + kind + " " + name));
  }

  private void patch(Map<String, Object> entry) {
    if (!Set.of("path", "target").containsAll(entry.keySet())) {
      throw new IllegalArgumentException("a patch has more than path and target");
    }
    Map<String, Object> patch = Yaml.read(folder.resolve(entry.get("path").toString())).get(0);
    Map<String, Object> content = Yaml.map(Yaml.copy(patch));
    content.remove("metadata");
    if (entry.get("target") == null) {
      StrategicMerge.apply(named(Yaml.kind(patch), Yaml.name(patch)), content);
      return;
    }
    Map<String, Object> target = Yaml.map(entry.get("target"));
    if (!target.keySet().equals(Set.of("kind"))) {
      throw new IllegalArgumentException("a patch's target is more than a kind");
    }
    resources.stream()
        .filter(resource -> Yaml.kind(resource).equals(target.get("kind")))
        .forEach(resource -> StrategicMerge.apply(resource, content));
  }

  private void label(Map<String, Object> labels) {
    if (!labels.keySet().equals(Set.of("pairs", "includeTemplates"))) {
      throw new IllegalArgumentException("labels are not just pairs with includeTemplates");
    }
    for (Map<String, Object> resource : resources) {
      Yaml.at(resource, "metadata", "labels").putAll(Yaml.map(labels.get("pairs")));
      if (Yaml.find(resource, "spec", "template") != null) {
        Yaml.at(resource, "spec", "template", "metadata", "labels")
            .putAll(Yaml.map(labels.get("pairs")));
      }
    }
  }

  private void image(Map<String, Object> wanted) {
    for (Map<String, Object> resource : resources) {
      for (Map<String, Object> container : Yaml.containers(resource)) {
        if (wanted.get("name").equals(container.get("image"))) {
          Object name = wanted.getOrDefault("newName", wanted.get("name"));
          container.put("image", name + ":" + wanted.get("newTag"));
        }
      }
    }
  }

  /** The content's hash goes into the names of what was generated, wherever they stand. */
  private void rename() {
    var names = new HashMap<String, String>();
    for (Map<String, Object> resource : generated) {
      String hashed = Yaml.name(resource) + "-" + Generated.hash(resource);
      names.put(Yaml.kind(resource) + "/" + Yaml.name(resource), hashed);
      Yaml.at(resource, "metadata").put("name", hashed);
    }
    resources.forEach(resource -> refer(resource, names));
  }

  private static void refer(Object tree, Map<String, String> names) {
    if (tree instanceof List<?> list) {
      list.forEach(element -> refer(element, names));
    } else if (tree instanceof Map<?, ?>) {
      Yaml.map(tree)
          .forEach(
              (field, value) -> {
                switch (field) {
                  case "configMapRef", "configMapKeyRef", "configMap" ->
                      rename(value, "name", "ConfigMap", names);
                  case "secretRef", "secretKeyRef" -> rename(value, "name", "Secret", names);
                  case "secret" -> rename(value, "secretName", "Secret", names);
                  default -> refer(value, names);
                }
              });
    }
  }

  private static void rename(
      Object reference, String field, String kind, Map<String, String> names) {
    if (reference instanceof Map<?, ?>) {
      Yaml.map(reference)
          .computeIfPresent(field, (f, n) -> names.getOrDefault(kind + "/" + n, n + ""));
    }
  }
}
