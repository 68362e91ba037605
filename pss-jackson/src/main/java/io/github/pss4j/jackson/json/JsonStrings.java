package io.github.pss4j.jackson.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * What the bytes between the quotes of a JSON string mean. As in Go, whose decoder the cluster
 * uses, a lone surrogate and each byte that is not UTF-8 read as U+FFFD.
 *
 * @see <a href="https://pkg.go.dev/encoding/json#Unmarshal">encoding/json</a>
 */
final class JsonStrings {
  private static final char REPLACEMENT = '\ufffd';

  /** As many bytes as one character has at most. */
  static final int LONGEST_SEQUENCE = 4;

  private static final int ESCAPE_LENGTH = 6;

  private JsonStrings() {}

  /** The string; its escapes must be well-formed, and {@code escaped} say if there may be any. */
  static String decode(byte[] buffer, int start, int end, boolean escaped) {
    if (!escaped) {
      String text = new String(buffer, start, end - start, UTF_8);
      // Java replaces a broken sequence of several bytes as a whole, Go each byte of it.
      if (text.indexOf(REPLACEMENT) < 0) {
        return text;
      }
    }
    StringBuilder out = new StringBuilder(end - start);
    int i = start;
    while (i < end) {
      byte b = buffer[i];
      if (b == '\\') {
        i = appendEscape(buffer, i, end, out);
      } else if (b >= 0) {
        out.append((char) b);
        i++;
      } else {
        int length = sequenceLength(buffer, i, end);
        out.append(length == 0 ? "\ufffd" : new String(buffer, i, length, UTF_8));
        i += Math.max(1, length);
      }
    }
    return out.toString();
  }

  /** Appends what an escape means; the place behind it. */
  private static int appendEscape(byte[] buffer, int start, int end, StringBuilder out) {
    byte kind = buffer[start + 1];
    if (kind != 'u') {
      out.append(
          switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) kind;
          });
      return start + 2;
    }
    char unit = unit(buffer, start);
    int next = start + ESCAPE_LENGTH;
    if (!Character.isSurrogate(unit)) {
      out.append(unit);
      return next;
    }
    if (Character.isHighSurrogate(unit)
        && next + ESCAPE_LENGTH <= end
        && buffer[next] == '\\'
        && buffer[next + 1] == 'u') {
      char low = unit(buffer, next);
      if (Character.isLowSurrogate(low)) {
        out.append(unit).append(low);
        return next + ESCAPE_LENGTH;
      }
    }
    out.append(REPLACEMENT);
    return next;
  }

  private static char unit(byte[] buffer, int escape) {
    int unit = 0;
    for (int i = escape + 2; i < escape + ESCAPE_LENGTH; i++) {
      unit = unit << 4 | HexFormat.fromHexDigit(buffer[i]);
    }
    return (char) unit;
  }

  /** The length of the UTF-8 sequence of several bytes that begins there; 0 if it is none. */
  static int sequenceLength(byte[] buffer, int start, int end) {
    int first = buffer[start] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || start + length > end) {
      return 0;
    }
    int second = buffer[start + 1] & 0xff;
    // No overlong forms, no surrogates, nothing beyond U+10FFFF.
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = start + 2; i < start + length; i++) {
      if ((buffer[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The text with each lone surrogate replaced. */
  static String wellFormed(String text) {
    int i = 0;
    while (i < text.length() && !Character.isSurrogate(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
