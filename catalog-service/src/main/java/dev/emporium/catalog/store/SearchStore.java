package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.SearchWords;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Full text search. A version's tsvector holds {@code field/word} lexemes, so one GIN index serves
 * every choice of fields; misspelt words are found by the trigrams they share with known ones.
 */
public final class SearchStore {
  private static final int MAX_BYTES = 700_000;
  private static final int MAX_QUERY_WORDS = 12;
  private static final int CORRECTIONS = 6;
  private static final Set<String> SEARCHED =
      Set.of("name", "type", "developerId", "customData", "access", "attributes");

  /** The version's tsvector in PostgreSQL's notation. */
  static String vector(String developerId, AppVersion version) {
    var text = new StringBuilder();
    int bytes = 0;
    for (Map.Entry<String, Set<String>> field :
        SearchWords.byField(developerId, version).entrySet()) {
      String weight = weight(field.getKey());
      for (String word : field.getValue()) {
        String lexeme = field.getKey() + "/" + word;
        bytes += lexeme.getBytes(StandardCharsets.UTF_8).length + 8;
        if (bytes > MAX_BYTES) {
          return text.toString();
        }
        text.append(quoted(lexeme)).append(weight).append(' ');
      }
    }
    return text.toString();
  }

  private static String weight(String field) {
    if (field.equals("name")) {
      return ":1A";
    }
    return field.startsWith("customData") ? ":1B" : ":1C";
  }

  /** Remembers the words of a version, so that misspelt ones find them. */
  Future<Void> learn(Tx tx, String developerId, AppVersion version) {
    // sorted, so that two transactions that learn the same words never wait for each other in a
    // ring
    var words = new TreeSet<String>();
    SearchWords.byField(developerId, version).values().forEach(words::addAll);
    words.removeIf(word -> SearchWords.mistakes(word) == 0);
    if (words.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.list(
            """
            INSERT INTO search_word (marketplace_id, word)
            SELECT $1, w FROM unnest($2::text[]) AS w ORDER BY w
            ON CONFLICT (marketplace_id, word) DO NOTHING RETURNING word
            """,
            row -> row.getString("word"),
            tx.marketplace(),
            words.toArray(String[]::new))
        .compose(fresh -> learnTrigrams(tx, new TreeSet<>(fresh)));
  }

  private static Future<Void> learnTrigrams(Tx tx, Set<String> words) {
    var trigrams = new ArrayList<String>();
    var owners = new ArrayList<String>();
    for (String word : words) {
      for (String trigram : SearchWords.trigrams(word)) {
        trigrams.add(trigram);
        owners.add(word);
      }
    }
    return words.isEmpty()
        ? Future.succeededFuture()
        : tx.execute(
                """
                INSERT INTO search_trigram (marketplace_id, trigram, word)
                SELECT $1, t, w FROM unnest($2::text[], $3::text[]) AS n(t, w)
                ON CONFLICT (marketplace_id, trigram, word) DO NOTHING
                """,
                tx.marketplace(),
                trigrams.toArray(String[]::new),
                owners.toArray(String[]::new))
            .mapEmpty();
  }

  /**
   * Fields that search knows.
   *
   * @throws Failure INVALID with field {@code fields} for any other
   */
  public static List<String> known(List<String> fields) {
    for (String field : fields) {
      String first = field.split("\\.", 2)[0];
      if (!SEARCHED.contains(first)) {
        throw Failure.invalid("fields", first + " cannot be searched");
      }
    }
    return fields;
  }

  /** Whether any live app meets a tsquery. */
  public Future<Boolean> anything(Tx tx, String query) {
    return tx.one(
            """
            WITH hits AS MATERIALIZED (
              SELECT 1 FROM app_version v
              WHERE v.marketplace_id = $1 AND v.live AND v.search @@ $2::text::tsquery)
            SELECT 1 FROM hits LIMIT 1
            """,
            row -> true,
            tx.marketplace(),
            query)
        .map(found -> found.isPresent());
  }

  /**
   * The tsquery that asks for every word of a text, each as the beginning of a word in one of the
   * fields; empty text when there is no word in it.
   */
  public static String exact(String text, List<String> fields) {
    return words(text).stream()
        .map(word -> anyOf(List.of(word), fields))
        .collect(Collectors.joining(" & "));
  }

  /** As {@link #exact}, with words alike instead of each word as well. */
  public Future<String> tolerant(Tx tx, String text, List<String> fields) {
    return tolerant(tx, words(text), fields, "");
  }

  private Future<String> tolerant(Tx tx, List<String> words, List<String> fields, String before) {
    if (words.isEmpty()) {
      return Future.succeededFuture(before);
    }
    String word = words.get(0);
    return alike(tx, word)
        .compose(
            alike -> {
              var all = new LinkedHashSet<String>(List.of(word));
              all.addAll(alike);
              return tolerant(
                  tx,
                  words.subList(1, words.size()),
                  fields,
                  before + (before.isEmpty() ? "" : " & ") + anyOf(all, fields));
            });
  }

  private static Future<List<String>> alike(Tx tx, String word) {
    int mistakes = SearchWords.mistakes(word);
    if (mistakes == 0) {
      return Future.succeededFuture(List.of());
    }
    List<String> trigrams = SearchWords.trigrams(word);
    return tx.list(
            """
            SELECT word FROM search_trigram WHERE marketplace_id = $1 AND trigram = ANY($2::text[])
            GROUP BY word HAVING count(*) >= $3 ORDER BY count(*) DESC, word LIMIT 200
            """,
            row -> row.getString("word"),
            tx.marketplace(),
            trigrams.toArray(String[]::new),
            Math.max(1, trigrams.size() - 4 * mistakes))
        .map(
            found ->
                found.stream()
                    .filter(other -> SearchWords.distance(word, other) <= mistakes)
                    .limit(CORRECTIONS)
                    .toList());
  }

  private static List<String> words(String text) {
    return SearchWords.of(text).stream().limit(MAX_QUERY_WORDS).toList();
  }

  private static String anyOf(Collection<String> words, List<String> fields) {
    return fields.stream()
        .flatMap(field -> words.stream().map(word -> quoted(field + "/" + word) + ":*"))
        .collect(Collectors.joining(" | ", "(", ")"));
  }

  private static String quoted(String lexeme) {
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
