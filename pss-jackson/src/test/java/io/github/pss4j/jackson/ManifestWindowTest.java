package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A list of which only a window is in memory at a time is told as one that is held as a whole,
 * wherever the window cuts it.
 */
final class ManifestWindowTest {
  private static final Pattern ITEM = Pattern.compile("(?<= )items\\[([0-9]+)\\]");

  private static final String POD_SPEC = "{\"containers\":[{\"name\":\"a\"}]}";

  private static String next(MatchResult item) {
    return "items[" + (Integer.parseInt(item.group(1)) + 1) + "]";
  }

  /** A list with these items, a line each. */
  private static String list(String... items) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[\n"
        + String.join(",\n", items)
        + "\n]}\n";
  }

  private static String pod(String name) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\""
        + name
        + "\"},\"spec\":"
        + POD_SPEC
        + "}";
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static List<String> read(String manifest, int window, int chunk) {
    return ManifestLog.read(
            new ChunkedStream(manifest.getBytes(UTF_8), chunk),
            "f.json",
            new ReaderLimits(100, window, 1))
        .lines;
  }

  /**
   * Reads a list through windows that end at each byte of it, from the smallest that holds its
   * longest line on; and through the smallest with an item of each length in front.
   */
  private static void assertTold(List<String> expected, String list, int smallest) {
    assertEquals(expected, read(list, bytes(list), 4096), "in memory");
    for (int window = smallest; window < bytes(list); window++) {
      assertEquals(expected, read(list, window, 4096), "window of " + window);
    }
    List<String> behindAnother = new ArrayList<>(List.of("1 skipped ConfigMap"));
    expected.forEach(
        line -> behindAnother.add(ITEM.matcher(line).replaceAll(ManifestWindowTest::next)));
    for (int length = 0; length < smallest - 40; length++) {
      String another = "{\"kind\":\"ConfigMap\",\"x\":\"" + "y".repeat(length) + "\"}";
      assertEquals(
          behindAnother,
          read(list.replaceFirst("\\[\n", "[" + another + ",\n"), smallest, 4096),
          "window of " + smallest + " behind " + another);
    }
  }

  private static void assertTold(List<String> expected, String... items) {
    // With the comma and line feed in front, and what comes behind.
    int longest = Arrays.stream(items).mapToInt(ManifestWindowTest::bytes).max().orElseThrow();
    assertTold(expected, list(items), longest + 3);
  }

  @Test
  void podsCutAnywhere() {
    assertTold(
        List.of(
            "2 Pod first [a]", "3 Pod s\u00e9c\u00f6nd \ud83d\ude00 [a]", "4 Pod \u00e9\"\\ [a]"),
        pod("first"),
        pod("s\u00e9c\u00f6nd \ud83d\ude00"),
        pod("\\u00e9\\\"\\\\"));
  }

  @Test
  void eachKindOfObjectCutAnywhere() {
    String foreign =
        "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Run\",\n\"spec\":{\"pod\":"
            + POD_SPEC
            + "}}";
    String review =
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\n"
            + "\"request\":{\"object\":"
            + pod("asked")
            + "}}";
    String kindLast =
        "{\"spec\":" + POD_SPEC + ",\"metadata\":{\"name\":\"last\"},\"kind\":\"Pod\"}";
    String deployment =
        "{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"spec\":{\"template\":{\"spec\":"
            + POD_SPEC
            + "}}}";
    assertTold(
        List.of(
            "3 not judged Run.example.com items[0].spec.pod",
            "5 Pod asked [a]",
            "6 Pod last [a]",
            "7 Deployment [a]",
            "8 skipped ConfigMap",
            "9 skipped Namespace"),
        foreign,
        review,
        kindLast,
        deployment,
        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"data\":{\"a\":\"b\"}}",
        "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"n\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "spec":{"hostPID":^12345} | spec.hostPID: must be true or false, but is 12345
          "spec":{"hostPID":^"yes"} | spec.hostPID: must be true or false, but is the string "yes"
          "spec":^[] | spec: must be an object, but is a list
          "metadata":{"name":^12345} | metadata.name: must be a string, but is 12345
          "spec":{"os":{"name":^false}} | spec.os.name: must be a string, but is false
          "spec":{"containers":[{"ports":[{"hostPort":^1.25}]}]} | spec.containers[0].ports[0].hostPort: must be a whole number, but is 1.25
          "spec":{"containers":[{"ports":[{"hostPort":^2147483648}]}]} | spec.containers[0].ports[0].hostPort: must be a whole number from -2147483648 to 2147483647, but is 2147483648
          "spec":{"volumes":[{"hostpath":^{}}]} | spec.volumes[0].hostpath: is no known source of a volume; "hostPath" was probably meant
          "spec":{},"spec":^{} | spec: is given twice in one object; it must be given once
          """)
  void anItemOfAWrongTypeCutAnywhere(String fields, String problem) {
    String marked = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"," + fields + "}";
    assertTold(
        List.of(
            "2 Pod before [a]",
            "line 3, column " + (marked.indexOf('^') + 1) + ": items[1]." + problem,
            "4 Pod behind [a]"),
        pod("before"),
        marked.replace("^", ""),
        pod("behind"));
  }

  @Test
  void anItemOfAnUnknownKindCutAnywhere() {
    assertTold(
        List.of(
            "2 Pod before [a]",
            "line 3, column 9: items[1].kind: the kind \"Pot\" is not known in the core group; a pod, or"
                + " a kind that bears one, was expected",
            "4 Pod behind [a]",
            "line 5, column 2: items[3]: must have the field \"kind\", which is absent or null",
            "6 Pod last [a]"),
        pod("before"),
        "{\"kind\":\"Pot\",\"spec\":{}}",
        pod("behind"),
        "{}",
        pod("last"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"PodList\",\"items\":[%s]}",
        "{\"kind\":\"List\",\"items\":[%s],\"metadata\":{\"resourceVersion\":\"1\"}}",
        "{\"items\":[%s],\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"}}",
        "{\"apiVersion\":\"v1\",\"items\":[%s],\"kind\":\"List\"}",
      })
  void anInnerListIsToldOnceWhereverItIsCut(String innerList) {
    String inner = pod("inner");
    assertTold(
        List.of("2 Pod before [a]", "3 Pod inner [a]", "4 Pod behind [a]"),
        pod("before"),
        innerList.formatted(inner),
        pod("behind"));
  }

  @Test
  void anInnerListThatBreaksOffIsNotTold() {
    String broken = "{\"kind\":\"List\",\"items\":[" + pod("inner") + "],\"metadata\":tru}";
    assertTold(
        List.of(
            "2 Pod before [a]",
            "line 3, column "
                + (broken.indexOf("tru}") + 4)
                + ": items[1].metadata: unexpected '}' inside a literal; true was expected"),
        pod("before"),
        broken,
        pod("behind"));
  }

  @Test
  void theEndOfTheListMayBeBehindTheWindow() {
    List<String> items = List.of(pod("first"), pod("second"), pod("third"));
    String list =
        "{\"apiVersion\":\"v1\",\"items\":[\n"
            + String.join(",\n", items)
            + "\n],\n\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"\",\"selfLink\":\"\"}}\n";
    assertTold(
        List.of("2 Pod first [a]", "3 Pod second [a]", "4 Pod third [a]"),
        list,
        bytes(items.get(1)) + 3);
  }

  @Test
  void theBeginningOfTheListMustBeInTheFirstWindow() {
    String list =
        list(pod("first")).replace("\"items\"", "\"x\":\"" + "y".repeat(200) + "\",\"items\"");
    assertEquals(
        List.of("line 1, column 1: the document is longer than 200 bytes, as only a list may be"),
        read(list, 200, 4096));
  }

  @Test
  void theItemsOfAnEmptyListMayBeFollowedByMuch() {
    String list =
        "{\"kind\":\"List\",\"items\":[],\"metadata\":{\"x\":\"" + "y".repeat(100) + "\"}}";
    for (int window = 130; window <= bytes(list); window++) {
      assertEquals(List.of(), read(list, window, 7), "window of " + window);
    }
  }

  @Test
  void whiteSpaceOfManyLinesStandsBetweenItems() {
    String gap = "\n".repeat(90) + " \t\r\n".repeat(5);
    String list = list(pod("first"), gap + pod("second"), gap + pod("third") + gap, pod("fourth"));
    assertTold(
        List.of("2 Pod first [a]", "98 Pod second [a]", "194 Pod third [a]", "290 Pod fourth [a]"),
        list,
        bytes(gap + pod("second") + gap) + 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"kind":"Pod","spec":{}                | line 4, column 1: items[1].spec: unexpected ']' after a field; ',' or '}' was expected
          {"kind":"Pod","spec":{"hostPID":tru}}  | line 3, column 36: items[1].spec.hostPID: unexpected '}' inside a literal; true was expected
          {"kind":"Pod","spec":{"x":"a\\q"}}     | line 3, column 30: items[1].spec.x: unexpected 'q' after \\ inside a string; one of " \\ / b f n r t u was expected
          {"kind":"Pod","spec":{"x":01}}         | line 3, column 28: items[1].spec.x: unexpected '1' after 0; a number has no leading zeros
          {"kind":"Pod","spec":{}},,             | line 3, column 26: items[2]: unexpected ','; a value was expected
          """)
  void nothingIsToldBehindBrokenSyntax(String item, String problem) {
    String list =
        "{\"kind\":\"List\",\"items\":[\n" + pod("before") + ",\n" + item + "\n]}".repeat(2);
    List<String> expected = new ArrayList<>(List.of("2 Pod before [a]"));
    if (item.endsWith(",,")) {
      expected.add("3 Pod []");
    }
    expected.add(problem);
    assertTold(expected, list, bytes(pod("before")) + 3);
  }

  @Test
  void aListThatBreaksOffTellsWhatCameBefore() {
    String list = list(pod("first"), pod("second"), pod("third"));
    int behindSecond = list.indexOf(",\n{", list.indexOf("second"));
    for (int length = behindSecond; length < list.lastIndexOf("}]}}"); length++) {
      String brokenOff = list.substring(0, length);
      for (int window : new int[] {bytes(pod("second")) + 3, bytes(brokenOff)}) {
        List<String> lines = read(brokenOff, window, 4096);
        assertEquals(
            List.of("2 Pod first [a]", "3 Pod second [a]"), lines.subList(0, 2), brokenOff);
        assertEquals(3, lines.size(), lines::toString);
      }
    }
  }

  @Test
  void anItemLongerThanTheWindowEndsTheReading() {
    String list = list(pod("first"), pod("second"), pod("x".repeat(300)), pod("fourth"));
    int window = 300;
    assertEquals(
        List.of(
            "2 Pod first [a]",
            "3 Pod second [a]",
            "line 4, column 1: items[2]: the value is longer than 300 bytes"),
        read(list, window, 4096));
  }

  @Test
  void aBrokenItemLongerThanTheWindowEndsTheReading() {
    String broken = "{\"kind\":\"Pod\",\"spec\":5,\"x\":\"" + "x".repeat(300) + "\"}";
    assertEquals(
        List.of(
            "2 Pod first [a]", "line 3, column 1: items[1]: the value is longer than 300 bytes"),
        read(list(pod("first"), broken, pod("third")), 300, 4096));
  }

  @Test
  void anItemFillsTheWindowWithTheCommaInFrontOfIt() {
    String item = "," + pod("longest");
    String list =
        "{\"kind\":\"List\",\"items\":[" + pod("first") + item + "," + pod("third") + "]}";
    assertEquals(
        List.of("1 Pod first [a]", "1 Pod longest [a]", "1 Pod third [a]"),
        read(list, bytes(item), 4096));
    assertEquals(
        List.of(
            "1 Pod first [a]",
            "line 1, column %d: items[1]: the value is longer than %d bytes"
                .formatted(list.indexOf(item) + 2, bytes(item) - 1)),
        read(list, bytes(item) - 1, 4096));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 150, 1_000})
  void moreTextBehindTheListIsAnError(int spaces) {
    String list = list(pod("first"), pod("second"), pod("third"));
    List<String> lines = read(list + " ".repeat(spaces) + pod("fourth"), 150, 4096);
    assertEquals(
        List.of(
            "2 Pod first [a]",
            "3 Pod second [a]",
            "4 Pod third [a]",
            "line 6, column %d: unexpected '{' after the document; one document was expected"
                .formatted(spaces + 1)),
        lines);
  }

  @Test
  void moreTextFarBehindAnObjectIsAnError() {
    assertEquals(
        List.of(
            "1 Pod first [a]",
            "line 2, column 1: unexpected '{' after the document; one document was expected"),
        read(pod("first") + " ".repeat(400) + "\n" + pod("second"), 200, 4096));
  }

  @Test
  void linesAreRightAfterManyMoves() {
    StringBuilder list = new StringBuilder("{\"kind\":\"List\",\"items\":[\n");
    List<String> expected = new ArrayList<>();
    int line = 2;
    for (int i = 0; i < 3_000; i++) {
      String blank = "\n".repeat(i % 13);
      line += blank.length();
      expected.add(line + " Pod p" + i + " [a]");
      list.append(blank).append(pod("p" + i)).append(i == 2_999 ? "\n" : ",\n");
      line++;
    }
    assertEquals(expected, read(list.append("]}").toString(), 150, 7));
  }

  @Test
  void columnsAreRightAfterManyMoves() {
    StringBuilder list = new StringBuilder("{\"kind\":\"List\",\"items\":[");
    List<String> expected = new ArrayList<>();
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < 1_000; i++) {
      list.append(i == 0 ? "" : i % 7 == 0 ? "," : ", ");
      if (i % 97 == 96) {
        list.append('\n');
        line++;
        lineStart = list.length();
      }
      if (i % 3 == 0) {
        expected.add(line + " Pod é→😀" + i + " [a]");
        list.append(pod("é→😀" + i));
      } else {
        list.append("{\"kind\":\"Pod\",\"é😀\":1,\"spec\":");
        int column = list.codePointCount(lineStart, list.length()) + 1;
        expected.add(
            "line %d, column %d: items[%d].spec: must be an object, but is 5"
                .formatted(line, column, i));
        list.append("5}");
      }
    }
    String text = list.append("]}").toString();
    assertEquals(expected, read(text, 150, 7));
    assertEquals(expected, read(text, bytes(text), 4096));
  }

  /**
   * That took minutes when the columns of each item were counted from the beginning of the line.
   */
  @Test
  @Timeout(60)
  void aLongLineIsCountedOnce() {
    int pods = 60_000;
    StringBuilder list = new StringBuilder("{\"kind\":\"List\",\"items\":[");
    for (int i = 0; i < pods; i++) {
      list.append(i == 0 ? "" : ",").append(i % 2 == 0 ? pod("p" + "x".repeat(600)) : "{}");
    }
    String text = list.append("]}").toString();
    List<String> lines = read(text, ReaderLimits.defaults().maxDocumentBytes(), 1 << 16);
    assertEquals(pods, lines.size());
    assertEquals(
        "line 1, column %d: items[%d]: must have the field \"kind\", which is absent or null"
            .formatted(text.length() - 2, pods - 1),
        lines.get(pods - 1));
  }
}
