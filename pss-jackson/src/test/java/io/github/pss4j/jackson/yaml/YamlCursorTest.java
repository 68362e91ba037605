package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Document;
import io.github.pss4j.jackson.shape.Fields;
import io.github.pss4j.jackson.shape.Trees;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlCursorTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static YamlCursor tokens(String yaml) {
    return tokens(yaml, ReaderLimits.defaults());
  }

  private static YamlCursor tokens(String yaml, ReaderLimits limits) {
    return requireNonNull(new YamlDocuments(yaml.getBytes(UTF_8), limits).next());
  }

  private static String error(String yaml) {
    return error(yaml, ReaderLimits.defaults());
  }

  private static String error(String yaml, ReaderLimits limits) {
    YamlDocuments documents = new YamlDocuments(yaml.getBytes(UTF_8), limits);
    return requireNonNull(
        assertThrows(InvalidDocumentException.class, () -> requireNonNull(documents.next()))
            .getMessage());
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("a: b", "{'a':'b'}"),
        Arguments.of("a:\n- b\n- c: 1\n", "{'a':['b',{'c':1}]}"),
        Arguments.of("'yes': 'no'", "{'yes':'no'}"),
        Arguments.of("a: |\n  x\n  y\n", "{'a':'x\\ny\\n'}"),
        Arguments.of("a: >-\n  x\n  y\n", "{'a':'x y'}"),
        Arguments.of("a: |\n  true\n", "{'a':'true\\n'}"),
        Arguments.of("a: |\n  true", "{'a':'true\\n'}"),
        Arguments.of("a: >\n  x\n  y", "{'a':'x y\\n'}"),
        Arguments.of("a: |+\n  x", "{'a':'x\\n'}"),
        Arguments.of("a: |-\n  x", "{'a':'x'}"),
        Arguments.of("a: !!str true", "{'a':'true'}"),
        Arguments.of("a: !!str", "{'a':''}"),
        Arguments.of("a: !!bool 'yes'", "{'a':true}"),
        Arguments.of("a: !!int '0'", "{'a':0}"),
        Arguments.of("a: !!null ''", "{'a':null}"),
        // "!" makes a string of any scalar.
        Arguments.of("a: ! \"\"", "{'a':''}"),
        Arguments.of("a: ! ''", "{'a':''}"),
        Arguments.of("a: ! \"true\"", "{'a':'true'}"),
        Arguments.of("a: ! 'true'", "{'a':'true'}"),
        Arguments.of("a: ! \"123\"", "{'a':'123'}"),
        Arguments.of("a: ! '~'", "{'a':'~'}"),
        Arguments.of("a: ! |\n", "{'a':''}"),
        Arguments.of("a: ! |-\n  true\n", "{'a':'true'}"),
        Arguments.of("a: ! >\n  1\n", "{'a':'1\\n'}"),
        Arguments.of("a: ! >-\n  1\n", "{'a':'1'}"),
        Arguments.of("a: !<!> \"1\"", "{'a':'1'}"),
        Arguments.of("a: !\nb: ! # c\nc: ! d", "{'a':'','b':'','c':'d'}"),
        Arguments.of("[! 1, ! true, ! ~, ! null, ! 0x10, ! ]", "['1','true','~','null','0x10','']"),
        Arguments.of("- ! ''\n- ! on\n- ! |-\n  on\n", "['','on','on']"),
        Arguments.of("{a: ! '', ! 'b': ! \"1\", ! on: ! 'on'}", "{'a':'','b':'1','on':'on'}"),
        Arguments.of("! 1.0: a\n! ~: b\n! '': c", "{'1.0':'a','~':'b','':'c'}"),
        Arguments.of("! \"true\"", "'true'"),
        Arguments.of("a: &x ! ''\nb: *x", "{'a':'','b':''}"),
        Arguments.of("a: ! &x '1'\nb: *x", "{'a':'1','b':'1'}"),
        Arguments.of("a: [&x ! 1, ! &y 2, *x, *y]", "{'a':['1','2','1','2']}"),
        Arguments.of("a: ! {b: ! [c]}", "{'a':{'b':['c']}}"),
        Arguments.of("a: !!map {b: !!seq [c]}", "{'a':{'b':['c']}}"),
        Arguments.of("%TAG !y! tag:yaml.org,2002:\n---\na: !y!str 1", "{'a':'1'}"),
        Arguments.of("!<tag:yaml.org,2002:str> a: 1", "{'a':1}"),
        Arguments.of("? a\n: b\n? c\n", "{'a':'b','c':null}"),
        Arguments.of("on: 1\noff: 2\n8080: 3", "{'true':1,'false':2,'8080':3}"),
        Arguments.of("a: # nothing\nb:", "{'a':null,'b':null}"),
        Arguments.of("{a, b: , c}", "{'a':null,'b':null,'c':null}"),
        Arguments.of("[a: 1, b]", "[{'a':1},'b']"),
        Arguments.of("a: <<", "{'a':'<<'}"),
        Arguments.of("a: =", "{'a':'='}"),
        Arguments.of("'<<': 1", "{'<<':1}"),
        Arguments.of("!!str <<: 1", "{'<<':1}"),
        Arguments.of("a: \"\\x41\\u0042\\U00000043\\t\\e\"", "{'a':'ABC\\t\\u001b'}"),
        Arguments.of("a: \"\\ud83d\\ude00\"", "{'a':'\\ud83d\\ude00'}"),
        Arguments.of("a: \ud83d\ude00", "{'a':'\\ud83d\\ude00'}"),
        Arguments.of("a: \"x \\\n   y\n\n   z\"", "{'a':'x y\\nz'}"),
        Arguments.of("a: 'it''s'", "{'a':'it\\'s'}"),
        Arguments.of("a: b\r\nc:\r\n- d\r\n", "{'a':'b','c':['d']}"),
        Arguments.of("a: b #c\nd: e#f", "{'a':'b','d':'e#f'}"),
        Arguments.of("a: x\n  y\n", "{'a':'x y'}"),
        // In brackets.
        Arguments.of("{'a':{b: c}, \"d\":[e], f:g: h}", "{'a':{'b':'c'},'d':['e'],'f:g':'h'}"),
        Arguments.of("[http://a, ?b: c, 'd?', a:b]", "['http://a',{'b':'c'},'d?','a:b']"),
        Arguments.of("x: a?\n:{b}: c", "{'x':'a?',':{b}':'c'}"),
        // Tabs, where kubectl takes them.
        Arguments.of("{\n\t\"a\": 1,\n\t\"b\":\t[2,\t3]\n}\n", "{'a':1,'b':[2,3]}"),
        Arguments.of("# c\n\n[\n\t\t1\n\t]", "[1]"),
        Arguments.of("a: [\n\t\tb,\n \t \t c \t\n\t]\n", "{'a':['b','c']}"),
        Arguments.of("a:\tb\nc: 'd'\t\ne: [1,\t2]\t# f\n", "{'a':'b','c':'d','e':[1,2]}"),
        Arguments.of("a: b\tc\n", "{'a':'b\\tc'}"),
        Arguments.of("a: |\n  \tb\n", "{'a':'\\tb\\n'}"),
        // Anchors and aliases.
        Arguments.of("a: &x [1]\nb: *x\nc: *x", "{'a':[1],'b':[1],'c':[1]}"),
        Arguments.of("a: &x z\nb: {*x : 1}", "{'a':'z','b':{'z':1}}"),
        Arguments.of("a: &x 1\nb: &x 2\nc: *x", "{'a':1,'b':2,'c':2}"),
        Arguments.of("a: &x [&x 1, *x]\nb: *x", "{'a':[1,1],'b':1}"),
        Arguments.of("&a a: &b b\nc: *a\nd: *b", "{'a':'b','c':'a','d':'b'}"),
        Arguments.of("a: &x\nb: *x", "{'a':null,'b':null}"),
        Arguments.of("a: &Az_0-9 1\nb: *Az_0-9", "{'a':1,'b':1}"),
        Arguments.of("[&a,&b]", "[null,null]"),
        // Merges.
        Arguments.of("<<: {a: 1, b: 2}\nb: 3", "{'b':3,'a':1}"),
        Arguments.of("x: &x {a: 1}\nz:\n  <<: *x\n", "{'x':{'a':1},'z':{'a':1}}"),
        Arguments.of("c: 0\n<<: {a: 1, b: 2}\nb: 3", "{'c':0,'b':3,'a':1}"),
        Arguments.of("<<: [{a: 1}, {a: 2, b: 3}]", "{'a':1,'b':3}"),
        Arguments.of("<<: [{a: 1}, {a: 2, b: 3}]\nb: 4", "{'b':4,'a':1}"),
        Arguments.of("<<: {<<: {a: 1, b: 2}, b: 3}\nc: 4", "{'c':4,'b':3,'a':1}"),
        Arguments.of("<<: {a: {b: 1}}\na: {c: 2}", "{'a':{'c':2}}"),
        Arguments.of("<<: []\na: 1", "{'a':1}"),
        Arguments.of("! '<<': {a: 1}", "{'a':1}"),
        Arguments.of("! <<: {a: 1}", "{'a':1}"),
        Arguments.of("<<: {}", "{}"));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void readsWhatKubectlReads(String yaml, String json) throws JsonProcessingException {
    String expected = json.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\'');
    assertEquals(JSON.readTree(expected), JSON.readTree(Trees.read(tokens(yaml)).toString()));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("a: *x", "line 1, column 4: alias *x has no anchor before it"),
        Arguments.of("a: *x\nb: &x 1", "line 1, column 4: alias *x has no anchor before it"),
        Arguments.of("a: &x [*x]", "line 1, column 8: alias *x stands in its own anchor"),
        Arguments.of("a: &x\n  <<: *x", "line 2, column 7: alias *x stands in its own anchor"),
        Arguments.of(
            "a: &b@c 1",
            "line 1, column 4: an anchor's name must be ASCII letters, digits, - and _, but is b@c"),
        Arguments.of(
            "- &\u00e4\n- *\u00e4",
            "line 1, column 3: an anchor's name must be ASCII letters, digits, - and _, but is \u00e4"),
        Arguments.of(
            "a: &b.c 1",
            "line 1, column 6: cannot be read as YAML: unexpected character found .(46)"),
        Arguments.of("{a:{b: c}}", "line 1, column 3: must have a space behind the colon"),
        Arguments.of("{a: b, c :[d]}", "line 1, column 10: must have a space behind the colon"),
        Arguments.of("[a:{b: c}]", "line 1, column 3: must have a space behind the colon"),
        Arguments.of("{a\n  :{b: c}}", "line 2, column 3: must have a space behind the colon"),
        Arguments.of("{a:}", "line 1, column 3: must have a space behind the colon"),
        Arguments.of("{a:, b: c}", "line 1, column 3: must have a space behind the colon"),
        Arguments.of("[a:]", "line 1, column 3: must have a space behind the colon"),
        Arguments.of("a: .inf", "line 1, column 4: must be a finite number, but is .inf"),
        Arguments.of("- .NaN", "line 1, column 3: must be a finite number, but is .NaN"),
        Arguments.of("a: !!float -.inf", "line 1, column 4: must be a finite number, but is -.inf"),
        Arguments.of(
            "a: !mine b", "line 1, column 4: tag !mine is not supported here; leave it out"),
        Arguments.of(
            "a: !mine {b: c}", "line 1, column 4: tag !mine is not supported here; leave it out"),
        Arguments.of(
            "a: !!binary aGk=",
            "line 1, column 4: tag !!binary is not supported here; leave it out"),
        Arguments.of(
            "a: !!bool 1", "line 1, column 4: tag !!bool is not supported here; leave it out"),
        Arguments.of(
            "a: !!map [1]", "line 1, column 4: tag !!map is not supported here; leave it out"),
        Arguments.of(
            "a: !!set {b}", "line 1, column 4: tag !!set is not supported here; leave it out"),
        Arguments.of("null: 1", "line 1, column 1: a key must be a string, but is null; quote it"),
        Arguments.of("~: 1", "line 1, column 1: a key must be a string, but is ~; quote it"),
        Arguments.of("?\n: 1", "line 1, column 2: a key must be a string, but is empty"),
        Arguments.of("1.0: 1", "line 1, column 1: a key must be a string, but is 1.0; quote it"),
        Arguments.of("? [a, b]\n: 1", "line 1, column 3: a key must be a string, but is a list"),
        Arguments.of("{{a: b}: c}", "line 1, column 2: a key must be a string, but is an object"),
        Arguments.of(
            "a: &x [1]\n*x : b", "line 2, column 1: a key must be a string, but is a list"),
        Arguments.of(
            "<<: 1",
            "line 1, column 1: << must merge an object or a list of objects, but has a number"),
        Arguments.of(
            "<<:", "line 1, column 1: << must merge an object or a list of objects, but has null"),
        Arguments.of(
            "a: &x [{b: 1}]\nc: {<<: *x}",
            "line 2, column 5: << must merge an object or a list of objects, but has an alias of a"
                + " list"),
        Arguments.of(
            "<<: [{a: 1}, b]",
            "line 1, column 1: << must merge an object or a list of objects, but has a string"),
        Arguments.of(
            "<<: {a: 1}\n<<: {b: 1}",
            "line 2, column 1: << must stand once; merge a list: <<: [*a, *b]"),
        Arguments.of(
            "x: 1\na: 1\n<<: {b: 1, a: 2}",
            "line 3, column 1: << must stand before a, which it merges too"),
        Arguments.of(
            "a: \"\\ud800\"",
            "line 1, column 4: must not have half of a surrogate pair in a string"),
        Arguments.of(
            "%YAML 1.2\n---\na: b", "line 1, column 1: must be YAML 1.1, as kubectl reads it"),
        Arguments.of("%FOO x\n---\na: b", "line 1, column 1: %FOO is no directive of YAML"),
        Arguments.of(
            "a: b\n c: d",
            "line 2, column 3: cannot be read as YAML: mapping values are not allowed here"),
        Arguments.of(
            "a: [b",
            "line 2, column 1: cannot be read as YAML: expected ',' or ']', but got <stream end>"),
        Arguments.of(
            "a: {b: [\n",
            "line 2, column 1: cannot be read as YAML: expected the node content, but found"
                + " '<stream end>'"),
        Arguments.of(
            "a: 'b\n", "line 2, column 1: cannot be read as YAML: found unexpected end of stream"),
        Arguments.of(
            "a: b\n...\nc: d",
            "line 3, column 1: cannot be read as YAML: expected '<document start>', but found"
                + " '<block mapping start>'"),
        Arguments.of(
            "a: b\r---\rc: d",
            "line 1, column 6: must be one document; begin the next one with --- on a line"),
        Arguments.of("a: \"\\UFFFFFFFF\"", "line 1, column 7: cannot be read as YAML"),
        Arguments.of(
            "a:\n\tb: c",
            "line 2, column 1: cannot be read as YAML: a tab cannot stand here; use spaces"),
        Arguments.of(
            "a: 'b'\n\t\n",
            "line 2, column 1: cannot be read as YAML: a tab cannot stand here; use spaces"),
        Arguments.of(
            "-\ta",
            "line 1, column 2: cannot be read as YAML: a tab cannot stand here; use spaces"),
        Arguments.of(
            "a: |\t\n  b",
            "line 1, column 5: cannot be read as YAML: expected chomping or indentation indicators,"
                + " but found ?(9)"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatKubectlRefusesAndWhatIsAmbiguous(String yaml, String message) {
    assertEquals(message, error(yaml));
  }

  @Test
  void yieldsBothFieldsOfOneName() {
    YamlCursor tokens = tokens("a: 1\nb: 2\na: 3");
    Fields known = Fields.of("a");
    tokens.beginObject();
    assertEquals(0, tokens.nextField(known));
    assertEquals(1, tokens.readInteger(0, 9));
    assertEquals(Cursor.UNKNOWN, tokens.nextField(known));
    tokens.skip();
    assertEquals(0, tokens.nextField(known));
    assertEquals(
        "line 3, column 4: a: is given twice", tokens.error("is given twice").getMessage());
    assertEquals(3, tokens.readInteger(0, 9));
    assertEquals(Cursor.END, tokens.nextField(known));
    tokens.end();
  }

  @Test
  void yieldsBothFieldsOfOneNameThatWereMerged() {
    YamlCursor tokens = tokens("<<: {a: 1, a: 2}");
    tokens.beginObject();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(Fields.NONE));
    assertEquals(1, tokens.readInteger(0, 9));
    assertEquals(Cursor.UNKNOWN, tokens.nextField(Fields.NONE));
    assertEquals("a", tokens.fieldName());
    assertEquals(2, tokens.readInteger(0, 9));
    assertEquals(Cursor.END, tokens.nextField(Fields.NONE));
  }

  @Test
  void knowsPathAndPlaceOfEachValue() {
    YamlCursor tokens =
        tokens("# pod\nspec:\n  containers:\n  - name: a\n    image: \ud83d\ude00\n  - x: [1]\n");
    Fields pod = Fields.of("spec");
    Fields spec = Fields.of("containers");
    Fields container = Fields.of("name", "image");
    assertEquals(2, tokens.line());
    tokens.beginObject();
    assertEquals(0, tokens.nextField(pod));
    assertEquals("spec", tokens.path());
    assertEquals(3, tokens.line());
    tokens.beginObject();
    assertEquals(0, tokens.nextField(spec));
    assertEquals(Cursor.Kind.LIST, tokens.peek());
    tokens.beginList();
    assertTrue(tokens.nextElement());
    assertEquals("spec.containers[0]", tokens.path());
    tokens.beginObject();
    assertEquals(0, tokens.nextField(container));
    assertEquals("a", tokens.readString());
    assertEquals("line 4, column 11: spec.containers[0].name: x", tokens.error("x").getMessage());
    assertEquals(1, tokens.nextField(container));
    InvalidDocumentException e =
        assertThrows(InvalidDocumentException.class, () -> tokens.readInteger(0, 1));
    assertEquals(5, e.line());
    assertEquals(12, e.column());
    assertEquals("spec.containers[0].image", e.path());
    tokens.skip();
    assertEquals(Cursor.END, tokens.nextField(container));
    assertEquals("line 4, column 5: spec.containers[0]: x", tokens.error("x").getMessage());
    assertTrue(tokens.nextElement());

    Document cut = tokens.cut();
    Cursor second = cut.open();
    assertFalse(tokens.nextElement());
    assertEquals(Cursor.END, tokens.nextField(spec));
    assertEquals(Cursor.END, tokens.nextField(pod));
    tokens.end();

    assertEquals(6, second.line());
    second.beginObject();
    assertEquals(Cursor.UNKNOWN, second.nextField(container));
    second.beginList();
    assertTrue(second.nextElement());
    assertEquals(
        "line 6, column 9: spec.containers[1].x[0]: must be a string, but is 1",
        assertThrows(InvalidDocumentException.class, second::readString).getMessage());
    second.skip();
    assertFalse(second.nextElement());
    assertEquals(Cursor.END, second.nextField(container));
    second.end();

    Cursor again = cut.open();
    assertEquals("line 6, column 5: spec.containers[1]: x", again.error("x").getMessage());
    assertEquals("{\"x\":[1]}", Trees.read(again).toString());
  }

  @Test
  void placesWhatAnAliasStandsForWhereItIsWritten() {
    YamlCursor tokens = tokens("a: &x [1]\nb: *x\n");
    tokens.beginObject();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(Fields.NONE));
    tokens.skip();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(Fields.NONE));
    tokens.beginList();
    assertTrue(tokens.nextElement());
    assertEquals("line 1, column 8: b[0]: x", tokens.error("x").getMessage());
  }

  /** A column is a character as an editor counts it, and a line ends where an editor ends it. */
  @Test
  void countsLinesAndColumnsLikeAnEditor() {
    YamlCursor tokens = tokens("a: \"\u2028\ud83d\ude00\"\r\n\ud83d\ude00: [\u0085 x, 1]\r\n");
    tokens.beginObject();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(Fields.NONE));
    tokens.skip();
    assertEquals(Cursor.UNKNOWN, tokens.nextField(Fields.NONE));
    assertEquals(2, tokens.line());
    tokens.beginList();
    assertTrue(tokens.nextElement());
    assertEquals("x", tokens.readString());
    assertEquals("line 2, column 7: \ud83d\ude00[0]: y", tokens.error("y").getMessage());
  }

  static Stream<Arguments> wrongKinds() {
    return Stream.of(
        Arguments.of("true", "must be a string, but is true"),
        Arguments.of("on", "must be a string, but is on, which is true in YAML"),
        Arguments.of("No", "must be a string, but is No, which is false in YAML"),
        Arguments.of("0x10", "must be a string, but is 0x10"),
        Arguments.of("{a: b}", "must be a string, but is an object"),
        Arguments.of("[a]", "must be a string, but is a list"));
  }

  @ParameterizedTest
  @MethodSource("wrongKinds")
  void refusesWhatIsNoString(String yaml, String problem) {
    YamlCursor tokens = tokens(yaml);
    assertEquals(
        problem, assertThrows(InvalidDocumentException.class, tokens::readString).problem());
    // What was refused was not consumed.
    assertNotNull(Trees.read(tokens));
  }

  @Test
  void refusesWhatIsNoBoolean() {
    assertEquals(
        "line 1, column 1: must be true or false, but is the string \"true\"",
        assertThrows(InvalidDocumentException.class, () -> tokens("'true'").readBoolean())
            .getMessage());
    assertEquals(
        "must be true or false, but is the string \"true\\n\"",
        assertThrows(InvalidDocumentException.class, () -> tokens("|\n  true\n").readBoolean())
            .problem());
    assertEquals(
        "must be true or false, but is 1",
        assertThrows(InvalidDocumentException.class, () -> tokens("1").readBoolean()).problem());
    YamlCursor list = tokens("[~]");
    list.beginList();
    assertTrue(list.nextElement());
    assertEquals(
        "must be true or false, but is null",
        assertThrows(InvalidDocumentException.class, list::readBoolean).problem());
    assertEquals(
        "must be an object, but is null",
        assertThrows(InvalidDocumentException.class, list::beginObject).problem());
    assertEquals(
        "must be a list, but is null",
        assertThrows(InvalidDocumentException.class, list::beginList).problem());
    list.readNull();
    assertEquals(
        "must be null, but is the string \"~\"",
        assertThrows(InvalidDocumentException.class, () -> tokens("'~'").readNull()).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2147483648",
        "-1",
        "0x80000000",
        "99999999999999999999",
        "-0x8000000000000000",
        "1e19",
        "9223372036854775808.0",
      })
  void refusesWholeNumbersOutOfRange(String yaml) {
    assertEquals(
        "must be a whole number from 0 to 2147483647, but is " + yaml,
        assertThrows(
                InvalidDocumentException.class,
                () -> tokens(yaml).readInteger(0, Integer.MAX_VALUE))
            .problem());
  }

  static Stream<Arguments> notWhole() {
    return Stream.of(
        Arguments.of("80.5", "80.5"),
        Arguments.of(".5_0", ".5_0"),
        Arguments.of("1e-3", "1e-3"),
        Arguments.of("'80'", "the string \"80\""),
        Arguments.of("! 80", "the string \"80\""),
        Arguments.of("1:20", "the string \"1:20\""),
        Arguments.of("yes", "yes, which is true in YAML"),
        Arguments.of("[80]", "a list"),
        Arguments.of("{a: 80}", "an object"));
  }

  @ParameterizedTest
  @MethodSource("notWhole")
  void refusesWhatIsNoWholeNumber(String yaml, String found) {
    assertEquals(
        "must be a whole number, but is " + found,
        assertThrows(
                InvalidDocumentException.class,
                () -> tokens(yaml).readInteger(0, Integer.MAX_VALUE))
            .problem());
  }

  @Test
  void readsNumbersInRange() {
    assertEquals(80, tokens("0o120").readInteger(0, 80));
    assertEquals(80, tokens("8e1").readInteger(80, 100));
    assertEquals(Long.MIN_VALUE, tokens("-9223372036854775808").readInteger(Long.MIN_VALUE, 0));
  }

  @Test
  void refusesAliasBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 100; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    assertEquals(
        "line 6, column 38: must have at most 1000000 values, aliases resolved",
        error(bomb.toString()));
  }

  @Test
  void refusesMergeBombs() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {a: 1, b: 2, c: 3}\n");
    for (int i = 1; i < 100; i++) {
      String source = "*a" + (i - 1);
      bomb.append(
          "a" + i + ": &a" + i + " {<<: [" + source + ", " + source + "], k" + i + ": 1}\n");
    }
    assertEquals(
        "line 18, column 17: must have at most 1000000 values, aliases resolved",
        error(bomb.toString()));
  }

  @Test
  void countsValuesWithTheirAliases() {
    String yaml = "a: &a [x, y]\nb: *a\nc: {d: *a}\n";
    // The root, three lists of three values each, and the object c.
    assertNotNull(tokens(yaml, new ReaderLimits(9, 99, 11)));
    assertEquals(
        "line 3, column 8: must have at most 10 values, aliases resolved",
        error(yaml, new ReaderLimits(9, 99, 10)));
  }

  @Test
  void limitsDepthAlsoBehindAliases() {
    ReaderLimits limits = new ReaderLimits(3, 99, 99);
    assertNotNull(tokens("[[[]]]", limits));
    assertEquals("line 1, column 4: nested more than 3 deep", error("[[[[]]]]", limits));
    assertNotNull(tokens("a: &a [[1]]\nb: *a", limits));
    assertEquals(
        "line 2, column 5: nested more than 3 deep", error("a: &a [[1]]\nb: [*a]", limits));
    assertEquals(
        "line 4, column 4: nested more than 3 deep", error("a:\n b:\n  c:\n   d: 1", limits));
  }

  /** Nothing recurses, so that the deepest document needs no more stack than the flattest. */
  @Test
  void needsNoStackForDepth() throws InterruptedException {
    int depth = 10_000;
    ReaderLimits limits = new ReaderLimits(depth, 1 << 20, 1 << 20);
    String[] problem = new String[1];
    boolean[] read = new boolean[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              problem[0] = error("[".repeat(depth + 1), limits);
              YamlCursor tokens = tokens("[".repeat(depth) + "]".repeat(depth), limits);
              tokens.skip();
              tokens.end();
              read[0] = true;
            },
            "small stack",
            128 << 10);
    thread.start();
    thread.join();
    assertEquals("line 1, column 10001: nested more than 10000 deep", problem[0]);
    assertTrue(read[0]);
  }
}
