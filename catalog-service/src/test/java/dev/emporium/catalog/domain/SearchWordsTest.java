package dev.emporium.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SearchWordsTest {
  @Test
  void wordsAreLowerCaseAndWithoutAccents() {
    assertThat(SearchWords.of("Crème-Brûlée, 2 CRÈME!")).isEqualTo(Set.of("creme", "brulee", "2"));
    assertThat(SearchWords.of("x".repeat(50))).containsExactly("x".repeat(40));
    assertThat(SearchWords.of(" .'\\ ")).isEmpty();
  }

  @Test
  @Timeout(10)
  void manyFieldsCostNoMoreThanTheyAre() {
    var data = new LinkedHashMap<String, Object>();
    for (int i = 0; i < 300_000; i++) {
      data.put("field" + i, "word" + i);
    }
    var version =
        new AppVersion(
            1, "Big", null, null, null, data, null, null, null, null, null, null, null, null,
            false);
    var words = SearchWords.byField("ada", version);
    assertThat(words.values().stream().mapToInt(Set::size).sum()).isEqualTo(3000);
    assertThat(words.get("name")).containsExactly("big");
    assertThat(words.get("customData.field7")).containsExactly("word7");
    assertThat(words.get("customData")).contains("word0", "word7");
  }

  @Test
  void mistakesAreCounted() {
    assertThat(SearchWords.distance("electricity", "electricity")).isZero();
    assertThat(SearchWords.distance("electricity", "electrcity")).isOne();
    assertThat(SearchWords.distance("electricity", "eletcricity")).as("swapped").isOne();
    assertThat(SearchWords.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(SearchWords.mistakes("abc")).isZero();
    assertThat(SearchWords.mistakes("abcd")).isOne();
    assertThat(SearchWords.mistakes("abcdefgh")).isEqualTo(2);
  }

  @Property
  void aWordWithOneLetterLessSharesEnoughTrigrams(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 5, max = 20) String word) {
    String shorter = word.substring(0, 2) + word.substring(3);
    assertThat(SearchWords.distance(word, shorter)).isLessThanOrEqualTo(1);
    var shared = new java.util.HashSet<>(SearchWords.trigrams(word));
    shared.retainAll(SearchWords.trigrams(shorter));
    assertThat(shared)
        .hasSizeGreaterThanOrEqualTo(Math.max(1, SearchWords.trigrams(shorter).size() - 4));
  }
}
