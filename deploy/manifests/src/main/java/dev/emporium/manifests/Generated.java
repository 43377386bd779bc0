package dev.emporium.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * ConfigMaps and Secrets that kustomize makes of literals and files, and the hash in their name.
 */
final class Generated {
  private static final Set<String> FIELDS = Set.of("name", "behavior", "literals", "files", "envs");

  private Generated() {}

  static Map<String, Object> resource(String kind, Map<String, Object> entry, Path folder) {
    if (!FIELDS.containsAll(entry.keySet())) {
      throw new IllegalArgumentException("a generator has a field besides " + FIELDS);
    }
    var resource = new LinkedHashMap<String, Object>();
    resource.put("apiVersion", "v1");
    resource.put("kind", kind);
    Yaml.at(resource, "metadata").put("name", entry.get("name"));
    var data = new TreeMap<String, Object>();
    for (Object literal : Yaml.list(entry.get("literals"))) {
      put(data, literal.toString());
    }
    for (Object file : Yaml.list(entry.get("envs"))) {
      Yaml.text(folder.resolve(file.toString()))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> put(data, line));
    }
    for (Object file : Yaml.list(entry.get("files"))) {
      Path path = folder.resolve(file.toString());
      data.put(path.getFileName().toString(), Yaml.text(path));
    }
    if (kind.equals("Secret")) {
      resource.put("type", "Opaque");
      data.replaceAll(
          (key, value) ->
              Base64.getEncoder()
                  .encodeToString(value.toString().getBytes(StandardCharsets.UTF_8)));
    }
    resource.put("data", data);
    return resource;
  }

  private static void put(Map<String, Object> data, String line) {
    int equals = line.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("a literal is not KEY=value");
    }
    data.put(line.substring(0, equals), line.substring(equals + 1));
  }

  /**
   * What kustomize appends: the SHA-256 of the content, without letters that could spell a word.
   */
  static String hash(Map<String, Object> resource) {
    var content = new TreeMap<String, Object>();
    for (String field : List.of("kind", "type", "data")) {
      if (resource.containsKey(field)) {
        content.put(field, resource.get(field));
      }
    }
    // kustomize leaves the name itself out, but not its field
    content.put("name", "");
    try {
      String json =
          new ObjectMapper()
              .writeValueAsString(content)
              .replace("&", "\\u0026")
              .replace("<", "\\u003c")
              .replace(">", "\\u003e");
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(sum)
          .substring(0, 10)
          .replace('0', 'g')
          .replace('1', 'h')
          .replace('3', 'k')
          .replace('a', 'm')
          .replace('e', 't');
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
