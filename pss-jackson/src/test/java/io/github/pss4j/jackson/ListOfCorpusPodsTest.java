package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pods of the corpus in one manifest are told as one by one, with the same lines. */
final class ListOfCorpusPodsTest {
  private static final Policy POLICY = PodSecurity.standard();

  /**
   * What is told of one pod.
   *
   * @param findings the line of each field in which a restricted namespace finds fault
   * @param problem why it cannot be read; empty if it can be
   */
  private record Told(
      String workload,
      int line,
      Pod pod,
      ImmutableMap<FieldPath, Integer> findings,
      String problem) {
    private static final Pod NONE = new PodReader().readJson("{\"spec\":{}}");

    static Told of(Workload workload) {
      List<FieldPath> findings =
          POLICY.evaluate(Level.RESTRICTED, Version.latest(), workload.pod()).violations().stream()
              .flatMap(violation -> violation.findings().stream())
              .map(Finding::path)
              .toList();
      return new Told(
          workload.toString(), workload.line(), workload.pod(), workload.linesOf(findings), "");
    }

    static Told of(InvalidDocumentException problem) {
      String inPod = problem.path().replaceFirst("^items\\[[0-9]+\\]\\.", "");
      return new Told(
          "",
          problem.line(),
          NONE,
          ImmutableMap.of(),
          problem.column() + " " + inPod + ": " + problem.problem());
    }

    Told below(int lines) {
      return new Told(
          workload,
          line + lines,
          pod,
          ImmutableMap.copyOf(Maps.transformValues(findings, it -> it + lines)),
          problem);
    }
  }

  private static final class Teller implements ManifestHandler {
    final List<Told> told = new ArrayList<>();

    @Override
    public void workload(Workload workload) {
      told.add(Told.of(workload));
    }

    @Override
    public void skipped(GroupKind kind, int line) {
      throw new AssertionError(kind + " was skipped on line " + line);
    }

    @Override
    public void notJudged(GroupKind kind, String path, int line) {
      throw new AssertionError(kind + " was not judged on line " + line);
    }

    @Override
    public void invalid(InvalidDocumentException problem) {
      told.add(Told.of(problem));
    }
  }

  private static final List<String> PODS = new ArrayList<>();

  /** What is told of each pod alone. */
  private static final List<Told> ALONE = new ArrayList<>();

  @BeforeAll
  static void readOneByOne() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (Line line : Corpus.read("pods")) {
      String pod = mapper.readTree(line.document()).toPrettyString();
      PODS.add(pod);
      List<Told> told = read(new ByteArrayInputStream(pod.getBytes(UTF_8)), "f.json", 1 << 20);
      assertEquals(1, told.size(), line.id());
      ALONE.add(told.get(0));
    }
    assertEquals(4_000, ALONE.size());
    assertEquals(
        3_935, ALONE.stream().filter(it -> it.problem().isEmpty()).count(), "with known volumes");
  }

  private static List<Told> read(InputStream in, String file, int maxDocumentBytes) {
    Teller teller = new Teller();
    try {
      new ManifestReader(new ReaderLimits(100, maxDocumentBytes, 10_000)).read(in, file, teller);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return teller.told;
  }

  private static void assertTold(List<Told> expected, List<Told> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        assertEquals(expected.get(i), actual.get(i), "item " + i);
      }
    }
    assertEquals(expected.size(), actual.size());
  }

  private static int longest() {
    return PODS.stream().mapToInt(pod -> pod.getBytes(UTF_8).length).max().orElseThrow();
  }

  private static int lines(String pod) {
    return (int) pod.lines().count();
  }

  private static byte[] list() {
    return ("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n"
            + String.join(",\n", PODS)
            + "\n]}\n")
        .getBytes(UTF_8);
  }

  private static List<Told> expectedOfList() {
    List<Told> expected = new ArrayList<>();
    int linesBefore = 1;
    for (int i = 0; i < PODS.size(); i++) {
      expected.add(ALONE.get(i).below(linesBefore));
      linesBefore += lines(PODS.get(i));
    }
    return expected;
  }

  @Test
  void aListInMemory() {
    byte[] list = list();
    assertTold(expectedOfList(), read(new ByteArrayInputStream(list), "f.json", list.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void aListThroughAWindow(int chunk) {
    // Room for the comma and the line feed before the longest item.
    assertTold(expectedOfList(), read(new ChunkedStream(list(), chunk), "f.json", longest() + 2));
  }

  @Test
  void documentsOfYaml() {
    // A fourth of them, for time; and YAML allows no DEL outside of an escape.
    int[] inYaml =
        IntStream.range(0, PODS.size())
            .filter(i -> i % 4 == 0 && PODS.get(i).indexOf('\u007f') < 0)
            .toArray();
    StringBuilder yaml = new StringBuilder();
    List<Told> expected = new ArrayList<>();
    int linesBefore = 0;
    for (int i : inYaml) {
      yaml.append("---\n").append(PODS.get(i)).append('\n');
      expected.add(ALONE.get(i).below(linesBefore + 1));
      linesBefore += 1 + lines(PODS.get(i));
    }
    // Room for the line feed at the end of the longest document.
    int longest = longest() + 1;
    assertTold(
        expected,
        read(new ChunkedStream(yaml.toString().getBytes(UTF_8), 4096), "f.yaml", longest));
  }
}
