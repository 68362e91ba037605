package io.github.pss4j.jackson.shape;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known word was meant by one that is misspelled. */
public final class Spelling {
  private Spelling() {}

  /** The candidate most like the word, letter case aside; empty if none is like it. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String lowerCase = Ascii.toLowerCase(word);
    int farthest = Math.max(1, word.length() / 3);
    ImmutableList<String> near =
        candidates.stream()
            .filter(it -> Math.abs(it.length() - word.length()) <= farthest)
            .filter(it -> distance(lowerCase, Ascii.toLowerCase(it)) <= farthest)
            .collect(toImmutableList());
    return near.stream()
        .min(Comparator.comparingInt(it -> distance(lowerCase, Ascii.toLowerCase(it))));
  }

  /** How many letters must be put in, taken out or exchanged to make the one of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
