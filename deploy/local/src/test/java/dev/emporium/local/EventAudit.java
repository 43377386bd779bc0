package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.TopicLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/**
 * Checks every event against {@code asyncapi.yaml}, and that no aggregate's sequence has a gap or a
 * repeat.
 */
public final class EventAudit {
  private static final String BASE = "https://emporium.dev/asyncapi";

  private final JsonObject document;
  private final SchemaRepository repository;

  public EventAudit() {
    Path file = Path.of(System.getProperty("emporium.root", "../.."), "asyncapi.yaml");
    try {
      document = (JsonObject) json(new Yaml().load(Files.readString(file)));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    repository =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    repository.dereference(BASE, JsonSchema.of(document.copy()));
  }

  void check(Map<String, List<TopicLog.Entry>> topics) {
    check(topics, false);
  }

  /**
   * Fails listing every event that is wrong.
   *
   * @param repeats whether an event may come again under its id, as it may after a process was
   *     killed
   */
  public void check(Map<String, List<TopicLog.Entry>> topics, boolean repeats) {
    var problems = new TreeSet<String>();
    var last = new HashMap<String, Long>();
    var ids = new HashSet<String>();
    topics.forEach(
        (topic, entries) -> {
          for (TopicLog.Entry entry : entries) {
            JsonObject event = entry.json();
            if (!ids.add(event.getString("id"))) {
              if (!repeats) {
                problems.add("twice: " + event.getString("id"));
              }
              continue;
            }
            String subject = event.getString("subject");
            long sequence = Long.parseLong(event.getValue("sequence").toString());
            long before = last.getOrDefault(topic + subject, 0L);
            if (sequence != before + 1) {
              problems.add(
                  topic
                      + " "
                      + event.getString("type")
                      + " "
                      + subject
                      + ": "
                      + sequence
                      + " after "
                      + before);
            }
            last.put(topic + subject, sequence);
            if (!subject.endsWith("/" + entry.key())) {
              problems.add("key " + entry.key() + " of " + subject);
            }
            problems.addAll(faults(topic, event));
          }
        });
    assertThat(problems).isEmpty();
  }

  private List<String> faults(String topic, JsonObject event) {
    String type = event.getString("type");
    boolean documented =
        document
            .getJsonObject("channels")
            .getJsonObject(topic)
            .getJsonObject("messages")
            .containsKey(type);
    if (!documented) {
      return List.of(topic + " " + type + " is not documented");
    }
    var result =
        repository.validator(BASE + "#/components/messages/" + type + "/payload").validate(event);
    if (Boolean.TRUE.equals(result.getValid())) {
      return List.of();
    }
    return result.getErrors().stream()
        .filter(e -> !e.getKeywordLocation().matches(".*/(properties|items|\\$ref|allOf)"))
        .map(e -> topic + " " + type + " " + e.getInstanceLocation() + " " + e.getError())
        .distinct()
        .toList();
  }

  private static Object json(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      var object = new JsonObject();
      map.forEach((key, value) -> object.put(String.valueOf(key), json(value)));
      return object;
    }
    if (tree instanceof List<?> list) {
      var array = new JsonArray();
      list.forEach(value -> array.add(json(value)));
      return array;
    }
    return tree;
  }
}
