package dev.emporium.catalog.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of texts as search knows them: letters and digits, lower case, without accents, at most
 * 40 characters.
 */
public final class SearchWords {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST = 40;
  private static final int MAX_WORDS = 3000;
  private static final int MAX_TEXT = 200_000;
  private static final int MAX_PATH = 200;

  private SearchWords() {}

  /** Each once, in order. */
  public static Set<String> of(String text) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    String plain =
        MARKS.matcher(Normalizer.normalize(bounded, Normalizer.Form.NFKD)).replaceAll("");
    var words = new LinkedHashSet<String>();
    for (String word : GAPS.split(plain.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty() && words.size() < MAX_WORDS) {
        words.add(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
      }
    }
    return words;
  }

  /**
   * Words by the dotted name of the field they stand in, elements of arrays under the array's name;
   * those of customData stand under {@code customData} as well. At most 3000 words altogether.
   */
  public static Map<String, Set<String>> byField(String developerId, AppVersion version) {
    var words = new Collected();
    words.add("name", version.name());
    words.add("type", version.type());
    words.add("developerId", developerId);
    words.add("customData", version.customData());
    words.add("access", version.access());
    words.add("attributes", version.attributes());
    return words.all;
  }

  /** Counts as it goes: an app may have a hundred thousand fields. */
  private static final class Collected {
    private final Map<String, Set<String>> all = new LinkedHashMap<>();
    private int room = MAX_WORDS;

    private void add(String path, Object value) {
      if (room == 0) {
        return;
      }
      if (value instanceof Map<?, ?> map) {
        map.forEach((name, inner) -> add(path + "." + name, inner));
      } else if (value instanceof List<?> list) {
        list.forEach(inner -> add(path, inner));
      } else if (value != null && path.length() <= MAX_PATH) {
        Set<String> words = of(value.toString());
        put(path, words);
        if (path.startsWith("customData.")) {
          put("customData", words);
        }
      }
    }

    private void put(String path, Set<String> words) {
      Set<String> field = all.computeIfAbsent(path, missing -> new LinkedHashSet<>());
      for (String word : words) {
        if (room > 0 && field.add(word)) {
          room--;
        }
      }
    }
  }

  /** Pieces of three characters, the word's ends marked; what similar words share. */
  public static List<String> trigrams(String word) {
    String marked = "^" + word + "$";
    var trigrams = new LinkedHashSet<String>();
    for (int i = 0; i + 3 <= marked.length(); i++) {
      trigrams.add(marked.substring(i, i + 3));
    }
    return new ArrayList<>(trigrams);
  }

  /** How many typing mistakes a word of this length is forgiven: 0 to 2. */
  public static int mistakes(String word) {
    return word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
  }

  /**
   * Letters missing, added, replaced or swapped with their neighbour that lead from one to other.
   */
  public static int distance(String one, String other) {
    int[][] d = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[one.length()][other.length()];
  }
}
