package io.github.pss4j.jackson.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.jackson.shape.Cursor.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlScalarTest {
  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"})
  void saysTrue(String text) {
    YamlScalar scalar = YamlScalar.plain(text);
    assertEquals(Kind.BOOLEAN, scalar.kind());
    assertTrue(scalar.isTrue());
    assertEquals("true", scalar.asKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"})
  void saysFalse(String text) {
    YamlScalar scalar = YamlScalar.plain(text);
    assertEquals(Kind.BOOLEAN, scalar.kind());
    assertEquals("false", scalar.asKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void saysNothing(String text) {
    YamlScalar scalar = YamlScalar.plain(text);
    assertEquals(Kind.NULL, scalar.kind());
    assertNull(scalar.asKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tRue",
        "t",
        "f",
        "yEs",
        "oN",
        "nULL",
        "nil",
        "none",
        "~~",
        "1:30",
        "0:0",
        "1:20",
        "2020-01-01",
        "2020-1-1",
        "2001-12-14t21:59:43.10-05:00",
        "-",
        "--",
        "+",
        "+-1",
        "-+1",
        "1-",
        "1+1",
        "0x",
        "0xg",
        "0o",
        "0o8",
        "0b",
        "0b2",
        "_1",
        "_",
        "-_",
        "1e",
        "1e+",
        "e1",
        ".",
        "..",
        ".e1",
        "._5",
        ".5_",
        ".5__0",
        ".5_e1",
        ".5e_1",
        ".5e1_",
        "1.2.3",
        "1,000",
        "1k",
        "100m",
        "1Gi",
        "0x1p3",
        "0x10000000000000000",
        "-0x8000000000000001",
        "0o2000000000000000000000",
        "0b11111111111111111111111111111111111111111111111111111111111111111",
        "0x1.8",
        "infinity",
        "inf",
        "nan",
        "NaN",
        ".INf",
        "1e400",
        "-1e400",
        "=",
        "<<",
        "ALL",
        "hello",
        "\u0661",
        "\uff11",
        "1\u0660",
      })
  void isString(String text) {
    YamlScalar scalar = YamlScalar.plain(text);
    assertEquals(YamlScalar.string(text), scalar);
    assertEquals(text, scalar.asKey());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "00, 0",
    "0x0, 0",
    "0o0, 0",
    "0b0, 0",
    "0_0, 0",
    "-0, 0",
    "+0, 0",
    "0.0, 0",
    "0., 0",
    ".0, 0",
    ".0_0, 0",
    ".5e1_0, 5000000000",
    "0e0, 0",
    "-0.0, 0",
    "010, 8",
    "0120, 80",
    "1_000, 1000",
    "1__0_, 10",
    "1e3, 1000",
    "12e03, 12000",
    "1E+3, 1000",
    "1000e-3, 1",
    "1000.0, 1000",
    "0x3E8, 1000",
    "0X3e8, 1000",
    "0o1750, 1000",
    "0O17, 15",
    "0b101, 5",
    "0B1, 1",
    "+80, 80",
    "8e1, 80",
    "80.0, 80",
    "-1, -1",
    "-0x10, -16",
    "+0b11, 3",
    "-010, -8",
    "08, 8",
    "09.0, 9",
    "+.5e1, 5",
    "-.5e1, -5",
    "0x_1_0, 16",
    "1e-400, 0",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "0x7fffffffffffffff, 9223372036854775807",
    "-0x8000000000000000, -9223372036854775808",
    "2147483648, 2147483648",
    "0000000000000000000000000000000000000000000000000000000000000000000000017, 15",
  })
  void isWholeNumber(String text, long value) {
    YamlScalar scalar = YamlScalar.plain(text);
    assertEquals(new YamlScalar(Kind.NUMBER, text, value), scalar);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "-.5",
        ".5",
        ".5_0",
        "1e-1",
        "80.5",
        "9223372036854775808",
        "-9223372036854775809",
        "-9223372036854775808.0",
        "1e19",
        "0x8000000000000000",
        "0xffffffffffffffff",
        "99999999999999999999999999",
        "11111111111111111111111111111111111111111111111111111111111111111111111111111111",
        "0b1111111111111111111111111111111111111111111111111111111111111111",
        "01777777777777777777777",
        "0777777777777777777777777",
        "9223372036854775808.0",
      })
  void isNumberButNotWholeOrTooLarge(String text) {
    assertEquals(new YamlScalar(Kind.NUMBER, text, null), YamlScalar.plain(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "-010, true",
    "1e3, true",
    "9223372036854775808, true",
    "0xffff_ffff_ffff_ffff, true",
    "1e19, true",
    "18446744073709551616.0, true",
    "1.5, false",
    ".5_0, false",
    "1e-3, false",
    ".inf, false",
    ".nan, false",
    "x, false",
    "true, false",
    "~, false",
  })
  void knowsWholeNumbersOfAnySize(String text, boolean isWhole) {
    assertEquals(isWhole, YamlScalar.plain(text).isWhole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf",
        "-.INF"
      })
  void isNotFinite(String text) {
    assertTrue(YamlScalar.plain(text).isNotFinite());
  }

  /** A million digits take no time, whatever the base. */
  @Test
  void isNotSlowedByManyDigits() {
    String digits = "1".repeat(1 << 20);
    assertNull(YamlScalar.plain("0x" + digits).whole());
    assertNull(YamlScalar.plain("0b" + digits).whole());
    assertNull(YamlScalar.plain(digits).whole());
    assertEquals(7, YamlScalar.plain("0".repeat(1 << 20) + "7").whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"8080", "0", "-1", "9223372036854775807"})
  void keepsIntegersAsKeys(String text) {
    assertEquals(text, YamlScalar.plain(text).asKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.5", "1e3", "0x10", "010", "+1", "-0", "1_000", ".5"})
  void refusesOtherNumbersAsKeys(String text) {
    assertNull(YamlScalar.plain(text).asKey());
  }

  @ParameterizedTest
  @CsvSource({
    "bool, yes, BOOLEAN",
    "bool, true, BOOLEAN",
    "int, 0, NUMBER",
    "int, 0x10, NUMBER",
    "int, -010, NUMBER",
    "int, 1_0, NUMBER",
    "float, 0, NUMBER",
    "float, 1.5, NUMBER",
    "null, ~, NULL",
    "null, '', NULL",
    "str, true, STRING",
    "str, 5, STRING",
    "str, '', STRING",
    "str, null, STRING",
    "str, .inf, STRING",
  })
  void obeysTag(String tag, String text, Kind kind) {
    YamlScalar scalar = YamlScalar.tagged("tag:yaml.org,2002:" + tag, text);
    assertNotNull(scalar);
    assertEquals(kind, scalar.kind());
    assertEquals(text, scalar.text());
  }

  @ParameterizedTest
  @CsvSource({
    "tag:yaml.org,2002:bool, 1",
    "tag:yaml.org,2002:bool, ''",
    "tag:yaml.org,2002:int, x",
    "tag:yaml.org,2002:int, 1.5",
    "tag:yaml.org,2002:int, 1.0",
    "tag:yaml.org,2002:int, 1e3",
    "tag:yaml.org,2002:int, 08",
    "tag:yaml.org,2002:float, x",
    "tag:yaml.org,2002:null, x",
    "tag:yaml.org,2002:binary, aGk=",
    "tag:yaml.org,2002:timestamp, 2020-01-01",
    "tag:yaml.org,2002:merge, <<",
    "tag:yaml.org,2002:, x",
    "!mytag, true",
    "'', x",
  })
  void refusesOtherTags(String tag, String text) {
    assertNull(YamlScalar.tagged(tag, text));
  }
}
