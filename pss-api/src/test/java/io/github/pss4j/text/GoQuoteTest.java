package io.github.pss4j.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Expectations are those of Go's {@code strconv.Quote}. */
final class GoQuoteTest {
  @TestFactory
  Stream<DynamicTest> quotes() {
    return Stream.of(
        quotes("nothing", "", ""),
        quotes("plain", "runtime/default", "runtime/default"),
        quotes("a quote", "q\"uote", "q\\\"uote"),
        quotes("an apostrophe", "it's", "it's"),
        quotes("a backslash", "back\\slash", "back\\\\slash"),
        quotes("named escapes", "\u0007\b\f\n\r\t\u000b", "\\a\\b\\f\\n\\r\\t\\v"),
        quotes("other controls", "\u0000\u0001\u001b\u001f", "\\x00\\x01\\x1b\\x1f"),
        quotes("the ends of ASCII", " ~\u007f", " ~\\x7f"),
        quotes("controls of Latin-1", "\u0080\u0085\u009f", "\\u0080\\u0085\\u009f"),
        quotes("no-break space", "\u00a0", "\\u00a0"),
        quotes("soft hyphen", "\u00ad", "\\u00ad"),
        quotes("Latin-1", "\u00a1\u00e9\u00ff", "\u00a1\u00e9\u00ff"),
        quotes("combining mark", "e\u0301", "e\u0301"),
        quotes("other spaces", "\u2003\u202f\u3000", "\\u2003\\u202f\\u3000"),
        quotes("line and paragraph separator", "\u2028\u2029", "\\u2028\\u2029"),
        quotes("formats", "\u200b\u200d\u202e\ufeff", "\\u200b\\u200d\\u202e\\ufeff"),
        quotes("Chinese", "\u4e2d", "\u4e2d"),
        quotes("private use", "\ue000\uf8ff", "\\ue000\\uf8ff"),
        quotes("replacement character", "\ufffd", "\ufffd"),
        quotes("no characters", "\ufffe\uffff", "\\ufffe\\uffff"),
        quotes("unassigned", "\u0378", "\\u0378"),
        quotes("beyond the basic plane", "\ud83d\ude00", "\ud83d\ude00"),
        quotes("private use beyond", cp(0xf0000) + cp(0x10fffd), "\\U000f0000\\U0010fffd"),
        quotes("formats beyond", cp(0xe0001), "\\U000e0001"),
        quotes("unassigned beyond", cp(0x10ffff), "\\U0010ffff"));
  }

  private static String cp(int codePoint) {
    return Character.toString(codePoint);
  }

  private static DynamicTest quotes(String name, String text, String inQuotes) {
    return dynamicTest(name, () -> assertEquals("\"" + inQuotes + "\"", GoQuote.quote(text)));
  }
}
