package io.github.pss4j.jackson.yaml;

import io.github.pss4j.jackson.shape.Cursor.Kind;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar of a YAML document means: YAML 1.1 as the Go library resolves it that kubectl is
 * built with, then written as JSON. Immutable.
 *
 * <ul>
 *   <li>{@code y}, {@code yes}, {@code on}, {@code true} and their opposites are booleans, in lower
 *       case, upper case or with a capital;
 *   <li>an integer may be decimal, {@code 0x}, {@code 0o}, {@code 0b} or begin with {@code 0},
 *       which is octal as well; a sign and underscores anywhere behind the first character are
 *       passed over, of a float that begins with a point only those between digits. {@code 08} is
 *       no octal number, but a float, and so is 8;
 *   <li>a float of integral value is a whole number, since JSON knows no other kind;
 *   <li>{@code 1:30} and {@code 2020-01-01} are strings, as is a float beyond the range of 64 bits.
 * </ul>
 *
 * @param kind what it is; never an object or a list
 * @param text as it stands in the document, without quotes and escapes
 * @param whole its value, of a number that is whole and in the range of 64 bits
 * @see <a href="https://github.com/kubernetes-sigs/yaml">sigs.k8s.io/yaml</a>
 * @see <a href="https://yaml.org/type/">Types of YAML 1.1</a>
 */
record YamlScalar(Kind kind, String text, @Nullable Long whole) {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> NOT_FINITE =
      Set.of(
          ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
          "-.Inf", "-.INF");

  /** One group for each base. */
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))");

  private static final int[] RADIX = {0, 16, 8, 2, 10};

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  /**
   * An underscore that is not between digits, as it must be in a number that begins with a point.
   */
  private static final Pattern MISPLACED = Pattern.compile("(?<![0-9])_|_(?![0-9])");

  /** Digits of the longest number in the range of 64 bits: a binary one. */
  private static final int MOST_DIGITS = 64;

  private static final String STANDARD = "tag:yaml.org,2002:";

  /** A quoted scalar or a block of text. */
  static YamlScalar string(String text) {
    return new YamlScalar(Kind.STRING, text, null);
  }

  /** A scalar without quotes and tag. */
  static YamlScalar plain(String text) {
    if (NULL.contains(text)) {
      return new YamlScalar(Kind.NULL, text, null);
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return new YamlScalar(Kind.BOOLEAN, text, null);
    }
    if (NOT_FINITE.contains(text)) {
      return new YamlScalar(Kind.NUMBER, text, null);
    }
    char first = text.charAt(0);
    if (first == '.') {
      return MISPLACED.matcher(text).find() ? string(text) : decimal(text, text.replace("_", ""));
    }
    if (first == '-' || first == '+' || (first >= '0' && first <= '9')) {
      String digits = text.replace("_", "");
      YamlScalar integer = integer(text, digits);
      return integer == null ? decimal(text, digits) : integer;
    }
    return string(text);
  }

  /** A scalar with a tag; null if the tag is not known or the text is none of its kind. */
  static @Nullable YamlScalar tagged(String tag, String text) {
    if (!tag.startsWith(STANDARD)) {
      return null;
    }
    YamlScalar scalar = plain(text);
    return switch (tag.substring(STANDARD.length())) {
      case "str" -> string(text);
      case "bool" -> scalar.kind == Kind.BOOLEAN ? scalar : null;
      case "null" -> scalar.kind == Kind.NULL ? scalar : null;
      case "int" -> scalar.whole != null && !isFloat(text) ? scalar : null;
      case "float" -> scalar.kind == Kind.NUMBER ? scalar : null;
      default -> null;
    };
  }

  private static boolean isFloat(String text) {
    return !INTEGER.matcher(text.replace("_", "")).matches();
  }

  /** Null if it is none that Go can hold: it may be a float then, or else is a string. */
  private static @Nullable YamlScalar integer(String text, String digits) {
    Matcher matcher = INTEGER.matcher(digits);
    if (!matcher.matches()) {
      return null;
    }
    int base = 1;
    while (matcher.start(base) < 0) {
      base++;
    }
    int start = matcher.start(base);
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    if (digits.length() - start > MOST_DIGITS) {
      return null;
    }
    BigInteger size = new BigInteger(digits.substring(start), RADIX[base]);
    BigInteger value = digits.charAt(0) == '-' ? size.negate() : size;
    if (value.bitLength() < Long.SIZE) {
      return new YamlScalar(Kind.NUMBER, text, value.longValue());
    }
    boolean isUnsigned = value.signum() > 0 && value.bitLength() == Long.SIZE;
    return isUnsigned ? new YamlScalar(Kind.NUMBER, text, null) : null;
  }

  private static YamlScalar decimal(String text, String digits) {
    if (!FLOAT.matcher(digits).matches()) {
      return string(text);
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      return string(text);
    }
    // As JSON, Go writes the lowest whole number of 64 bits with zeros at its end, out of range.
    boolean inRange = value > -0x1p63 && value < 0x1p63;
    return new YamlScalar(Kind.NUMBER, text, isWhole(value) && inRange ? (long) value : null);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  /** Whether this is a number without a fraction, be it in the range of 64 bits or not. */
  boolean isWhole() {
    return whole != null
        || (kind == Kind.NUMBER
            && !isNotFinite()
            && (!isFloat(text) || isWhole(Double.parseDouble(text.replace("_", "")))));
  }

  /** Whether this boolean is true. */
  boolean isTrue() {
    return TRUE.contains(text);
  }

  /** Whether this number is infinite or none at all, which JSON cannot say. */
  boolean isNotFinite() {
    return kind == Kind.NUMBER && NOT_FINITE.contains(text);
  }

  /**
   * The name of a field whose key this is; null if it cannot be one. Of numbers only those may that
   * are written as JSON would write them, so that nobody is surprised by the field's name.
   */
  @Nullable String asKey() {
    return switch (kind) {
      case STRING -> text;
      case BOOLEAN -> isTrue() ? "true" : "false";
      case NUMBER -> whole != null && Long.toString(whole).equals(text) ? text : null;
      default -> null;
    };
  }
}
