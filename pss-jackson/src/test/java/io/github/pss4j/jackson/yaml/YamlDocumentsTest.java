package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlDocumentsTest {
  /** Every document of a stream: its line and what it is, or its error. */
  private static List<String> read(YamlDocuments documents) {
    List<String> read = new ArrayList<>();
    while (true) {
      try {
        YamlCursor tokens = documents.next();
        if (tokens == null) {
          return read;
        }
        read.add(tokens.line() + " " + Trees.read(tokens).toString().replace('"', '\''));
      } catch (InvalidDocumentException e) {
        read.add(e.getMessage());
      }
    }
  }

  private static List<String> read(String yaml, int maxBytes) {
    byte[] bytes = yaml.getBytes(UTF_8);
    ReaderLimits limits = new ReaderLimits(100, maxBytes, 1000);
    List<String> read = read(new YamlDocuments(bytes, limits));
    // However the source hands out its bytes.
    assertEquals(read, read(new YamlDocuments(new Dripping(bytes), limits)));
    return read;
  }

  private static List<String> read(String yaml) {
    return read(yaml, 1 << 16);
  }

  private static final class Dripping extends ByteArrayInputStream {
    Dripping(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(1, length));
    }
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("\n\n", List.of()),
        Arguments.of("# nothing\n", List.of()),
        Arguments.of("---\n", List.of()),
        Arguments.of("---", List.of()),
        Arguments.of("---\n---\n--- # c\n", List.of()),
        Arguments.of("null\n---\n~\n---\n", List.of()),
        Arguments.of("a: 1", List.of("1 {'a':1}")),
        Arguments.of("a: 1\n---\nb: 2\n", List.of("1 {'a':1}", "3 {'b':2}")),
        Arguments.of("---\na: 1\n---\n---\n# c\nb: 2\n---\n", List.of("2 {'a':1}", "6 {'b':2}")),
        Arguments.of("a: 1\r\n---\r\nb: 2\r\n", List.of("1 {'a':1}", "3 {'b':2}")),
        Arguments.of("a: 1\n--- # c: d\nb: 2", List.of("1 {'a':1}", "3 {'b':2}")),
        Arguments.of("a: 1\n---  \t \nb: 2", List.of("1 {'a':1}", "3 {'b':2}")),
        Arguments.of("a: 1\n---# c\nb: 2", List.of("1 {'a':1}", "3 {'b':2}")),
        Arguments.of("a: 1\n...\n---\nb: 2\n...\n", List.of("1 {'a':1}", "4 {'b':2}")),
        Arguments.of("a: |\n  x\n  ---\n  y\n", List.of("1 {'a':'x\\n---\\ny\\n'}")),
        Arguments.of("a: |\n  x\n---\nb: 2", List.of("1 {'a':'x\\n'}", "4 {'b':2}")),
        Arguments.of("a: x---\nb: ---\n", List.of("1 {'a':'x---','b':'---'}")),
        Arguments.of("%YAML 1.1\n---\na: yes\n---\nb: 2", List.of("3 {'a':true}", "5 {'b':2}")),
        Arguments.of(
            "# c\n\n%YAML 1.1\n%TAG !y! tag:yaml.org,2002:\n# d\n---\na: !y!str 1\n---\nb: 2",
            List.of("7 {'a':'1'}", "9 {'b':2}")),
        Arguments.of("\ufeffa: 1\n---\n\ufeffb: 2", List.of("1 {'a':1}", "3 {'b':2}")),
        Arguments.of("\ufeff---\na: 1", List.of("2 {'a':1}")),
        Arguments.of("\ufeff%YAML 1.1\n---\na: 1", List.of("3 {'a':1}")),
        Arguments.of("\ufeff", List.of()),
        Arguments.of("hello\n---\n- a\n", List.of("1 'hello'", "3 ['a']")),
        Arguments.of("{\"a\": 1}\n---\n[1]\n", List.of("1 {'a':1}", "3 [1]")),
        // A broken document does not spoil the others.
        Arguments.of(
            "a: [\n---\nb: 2\n---\nc: *x\n---\nd: 4",
            List.of(
                "line 2, column 1: cannot be read as YAML: expected the node content, but found"
                    + " '<stream end>'",
                "3 {'b':2}",
                "line 5, column 4: alias *x has no anchor before it",
                "7 {'d':4}")),
        Arguments.of(
            "a: &x 1\n---\nb: *x\n",
            List.of("1 {'a':1}", "line 3, column 4: alias *x has no anchor before it")),
        Arguments.of(
            "a: 'b\n---\nc'\n",
            List.of(
                "line 2, column 1: cannot be read as YAML: found unexpected end of stream",
                "3 'c''")),
        Arguments.of(
            "a: 1\n--- foo\nb: 2\n---\nc: 3",
            List.of(
                "1 {'a':1}",
                "line 2, column 1: --- must stand alone on its line, but before the string"
                    + " \"foo\"",
                "5 {'c':3}")),
        Arguments.of(
            "---x: 1\n---{}\n---",
            List.of(
                "line 1, column 1: --- must stand alone on its line, but before the string"
                    + " \"x: 1\"",
                "line 2, column 1: --- must stand alone on its line, but before the string"
                    + " \"{}\"")),
        Arguments.of(
            "a: 1\n\ufeffb: 2\n---\nc: 3",
            List.of("line 2, column 1: must not have a byte order mark inside of it", "4 {'c':3}")),
        Arguments.of(
            "a: \"x\u0000\"\n---\nc: 3",
            List.of("line 1, column 6: must not have the control character U+0000", "3 {'c':3}")));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void cutsAsKubectlDoes(String yaml, List<String> documents) {
    assertEquals(documents, read(yaml));
  }

  @Test
  void limitsTheLengthOfOneDocument() {
    assertEquals(List.of("1 {'a':1}", "3 {'b':2}"), read("a: 1\n---\nb: 2\n", 9));
    assertEquals(List.of("1 'abcd'"), read("abcd\n", 5));
    assertEquals(
        List.of("line 1, column 1: the document is longer than 5 bytes"), read("abcde\n", 5));
    assertEquals(
        List.of(
            "line 1, column 1: the document is longer than 9 bytes",
            "5 {'b':2}",
            "line 7, column 1: the document is longer than 9 bytes",
            "9 {'c':3}"),
        read("a: 1\na: 1\nabcdefgh\n---\nb: 2\n---\n" + "x".repeat(50_000) + "\n---\nc: 3", 9));
    assertEquals(
        List.of(
            "line 1, column 1: the document is longer than 9 bytes",
            "line 2, column 1: --- must stand alone on its line, but before the string \"foo\""),
        read("a: 123456789\n--- foo\nb: 2", 9));
  }

  /** An endless line is refused before it ends. */
  @Test
  void refusesEarly() {
    InputStream endless =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            assertTrue(given++ < 1 << 20, "read on");
            return 'x';
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = (byte) read();
            return 1;
          }
        };
    YamlDocuments documents = new YamlDocuments(endless, new ReaderLimits(9, 1 << 16, 9));
    assertEquals(
        "line 1, column 1: the document is longer than 65536 bytes",
        assertThrows(InvalidDocumentException.class, () -> assertNull(documents.next()))
            .getMessage());
  }

  @Test
  void refusesOtherEncodings() {
    List<String> utf16 =
        List.of("line 1, column 1: must be UTF-8, but begins with the mark of UTF-16");
    for (var charset : List.of(UTF_16BE, UTF_16LE)) {
      byte[] bytes = "\ufeffa: 1\n---\nb: 2".getBytes(charset);
      assertEquals(utf16, read(new YamlDocuments(bytes, ReaderLimits.defaults())));
    }
    byte[] unmarked = "a: 1".getBytes(UTF_16BE);
    assertEquals(
        List.of("line 1, column 1: must not have the control character U+0000"),
        read(new YamlDocuments(unmarked, ReaderLimits.defaults())));
  }

  @Test
  void refusesRubbish() {
    byte[] latin1 = {'a', ':', ' ', 'x', '\n', 'b', ':', ' ', (byte) 0xE4, '\n'};
    assertEquals(
        List.of("line 2, column 4: must be UTF-8, but has the byte 0xE4"),
        read(new YamlDocuments(latin1, ReaderLimits.defaults())));
    byte[] truncated = {'a', ':', ' ', (byte) 0xC3};
    assertEquals(
        List.of("line 1, column 4: must be UTF-8, but has the byte 0xC3"),
        read(new YamlDocuments(truncated, ReaderLimits.defaults())));
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
    assertEquals(
        List.of("line 1, column 1: must be UTF-8, but has the byte 0xED"),
        read(new YamlDocuments(surrogate, ReaderLimits.defaults())));
    byte[] gzip = {0x1F, (byte) 0x8B, 0x08, 0x00};
    assertEquals(
        List.of("line 1, column 1: must not have the control character U+001F"),
        read(new YamlDocuments(gzip, ReaderLimits.defaults())));
  }

  @Test
  void passesOnWhatTheSourceThrows() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    YamlDocuments documents = new YamlDocuments(broken, ReaderLimits.defaults());
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> assertNull(documents.next()));
    assertNotNull(e.getCause());
    assertEquals("gone", e.getCause().getMessage());
  }
}
