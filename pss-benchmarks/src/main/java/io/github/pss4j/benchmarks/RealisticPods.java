package io.github.pss4j.benchmarks;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * 200 pods as a cluster stores them, of 14 KB on average, and any number of distinct ones that are
 * made of them.
 *
 * <p>No two pods of a cluster have the same uids, names and hashes, and these stand in the field
 * names of {@code managedFields} too, where a parser that keeps a table of names meets them.
 */
final class RealisticPods {
  /** How many pods are recorded. */
  static final int RECORDED = 200;

  private static final long SEED = 20_261_123;

  /**
   * A uid, name or hash, as the second group where a name comes before it. What a control reads by
   * name stays as it is: kernel parameters and operating systems.
   */
  private static final Pattern IDENTITY =
      Pattern.compile(
          """
          ((?<!\\\\)\\\\?"[-./\\w]*+(?<=name|Name|uid|hash)\\\\?":\\\\?")\
          (?!(?:kernel|fs|net|vm)\\.|windows"|linux")([^"\\\\]+)\
          |[0-9a-f]{32,}\
          |[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}""");

  private static final Pattern WORD = Pattern.compile("[0-9A-Za-z]+");

  private RealisticPods() {}

  /** The recorded pods, in JSON. */
  static ImmutableList<byte[]> recorded() {
    return recordedLines().stream().map(line -> line.getBytes(UTF_8)).collect(toImmutableList());
  }

  /**
   * Distinct pods in JSON, each made of one of the recorded ones in turn, with a fresh value of the
   * same length for each uid, name and hash. The same number gives the same pods.
   */
  static Stream<byte[]> distinct(int count) {
    List<String> lines = recordedLines();
    Random random = new Random(SEED);
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> freshened(lines.get(i % lines.size()), random).getBytes(UTF_8));
  }

  private static List<String> recordedLines() {
    URL recording = Resources.getResource("api-server-pods.jsonl.gz");
    try (InputStream in = new GZIPInputStream(recording.openStream())) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word has the same fresh value wherever it stands in the pod, so that references hold. */
  private static String freshened(String pod, Random random) {
    Map<String, String> words = new HashMap<>();
    return IDENTITY
        .matcher(pod)
        .replaceAll(
            found -> {
              String before = found.group(1) == null ? "" : found.group(1);
              String identity = found.group(2) == null ? found.group() : found.group(2);
              return Matcher.quoteReplacement(before + freshWords(identity, words, random));
            });
  }

  private static String freshWords(String identity, Map<String, String> words, Random random) {
    return WORD.matcher(identity)
        .replaceAll(
            word -> words.computeIfAbsent(word.group(), old -> freshWord(old, words, random)));
  }

  /**
   * A word that the pod does not have yet. Digits stay digits, and letters letters, of the
   * hexadecimal digits or not, as they were.
   */
  private static String freshWord(String word, Map<String, String> words, Random random) {
    String fresh = randomWord(word, random);
    while (words.containsValue(fresh)) {
      fresh = randomWord(word, random);
    }
    return fresh;
  }

  private static String randomWord(String word, Random random) {
    StringBuilder fresh = new StringBuilder(word);
    for (int i = 0; i < word.length(); i++) {
      char old = word.charAt(i);
      if (old <= '9') {
        fresh.setCharAt(i, (char) ('0' + random.nextInt(10)));
      } else if (old <= 'Z') {
        fresh.setCharAt(i, (char) ('A' + random.nextInt(26)));
      } else if (old <= 'f') {
        fresh.setCharAt(i, (char) ('a' + random.nextInt(6)));
      } else {
        fresh.setCharAt(i, (char) ('g' + random.nextInt(20)));
      }
    }
    return fresh.toString();
  }
}
