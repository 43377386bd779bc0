package dev.emporium.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
  @Test
  void wordsAreLowerCaseAndWithoutAccents() {
    assertThat(SearchWords.of("Crème-Brûlée, 2 CRÈME!")).isEqualTo(Set.of("creme", "brulee", "2"));
    assertThat(SearchWords.of("x".repeat(50))).containsExactly("x".repeat(40));
    assertThat(SearchWords.of(" .'\\ ")).isEmpty();
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
