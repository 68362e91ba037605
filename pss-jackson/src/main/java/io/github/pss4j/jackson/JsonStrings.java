package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Decodes what stands between the quotes of a JSON string, once its grammar has been checked.
 *
 * <p>As in Go, each byte that is no UTF-8 and each lone surrogate reads as U+FFFD.
 */
final class JsonStrings {
  private static final char REPLACEMENT = '\uFFFD';

  private JsonStrings() {}

  static String decode(byte[] buffer, int start, int end, boolean escaped) {
    if (!escaped) {
      String text = new String(buffer, start, end - start, UTF_8);
      if (text.indexOf(REPLACEMENT) < 0) {
        return text;
      }
      // Java replaces several invalid bytes by one character: decode again, byte by byte.
    }
    StringBuilder out = new StringBuilder(end - start);
    for (int i = start; i < end; ) {
      if (buffer[i] == '\\') {
        i = decodeEscape(buffer, i, end, out);
      } else if (buffer[i] >= 0) {
        out.append((char) buffer[i++]);
      } else {
        i = decodeUtf8(buffer, i, end, out);
      }
    }
    return out.toString();
  }

  private static int decodeEscape(byte[] buffer, int at, int end, StringBuilder out) {
    switch (buffer[at + 1]) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        char unit = unit(buffer, at);
        if (!Character.isSurrogate(unit)) {
          out.append(unit);
        } else if (Character.isHighSurrogate(unit) && isLowSurrogate(buffer, at + 6, end)) {
          out.append(unit).append(unit(buffer, at + 6));
          return at + 12;
        } else {
          out.append(REPLACEMENT);
        }
        return at + 6;
      }
      default -> out.append((char) buffer[at + 1]);
    }
    return at + 2;
  }

  private static boolean isLowSurrogate(byte[] buffer, int at, int end) {
    return at + 6 <= end
        && buffer[at] == '\\'
        && buffer[at + 1] == 'u'
        && Character.isLowSurrogate(unit(buffer, at));
  }

  private static char unit(byte[] buffer, int at) {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      unit = unit << 4 | Character.digit(buffer[i], 16);
    }
    return (char) unit;
  }

  /** Decodes one character, or replaces one byte that does not begin one. */
  private static int decodeUtf8(byte[] buffer, int at, int end, StringBuilder out) {
    int first = buffer[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    int codePoint = first & (0xFF >> (length + 1));
    boolean valid = first >= 0xC2 && first <= 0xF4 && at + length <= end;
    for (int i = at + 1; valid && i < at + length; i++) {
      valid = (buffer[i] & 0xC0) == 0x80;
      codePoint = codePoint << 6 | (buffer[i] & 0x3F);
    }
    boolean overlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (!valid || overlong || surrogate || codePoint > Character.MAX_CODE_POINT) {
      out.append(REPLACEMENT);
      return at + 1;
    }
    out.appendCodePoint(codePoint);
    return at + length;
  }
}
