package io.github.pss4j.fabric8;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The class files name nothing of Java's reflection and nothing of a JSON library, so that the
 * adapter needs no configuration in a native image and takes no way through JSON.
 */
final class NoReflectionTest {
  /** What the constant pool of a class holds that uses it. */
  private static final List<String> FORBIDDEN =
      List.of(
          "java/lang/reflect",
          "java/util/ServiceLoader",
          "sun/misc",
          "forName",
          "getMethod",
          "getDeclared",
          "getField",
          "getConstructor",
          "newInstance",
          "loadClass",
          "getResource",
          "com/fasterxml/jackson",
          "com/google/gson");

  @Test
  void noClassUsesReflection() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Fabric8Pods.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> found = files.filter(it -> it.toString().endsWith(".class")).toList();
      assertTrue(found.size() > 5, found::toString);
      for (Path file : found) {
        String text = text(file);
        assertEquals(List.of(), FORBIDDEN.stream().filter(text::contains).toList(), file::toString);
      }
    }
  }

  @Test
  void reflectionWouldBeFound() throws URISyntaxException {
    Path classes =
        Path.of(NoReflectionTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String text = text(classes.resolve("io/github/pss4j/fabric8/WholeModelTest.class"));
    assertEquals(
        List.of("java/lang/reflect", "getMethod"),
        FORBIDDEN.stream().filter(text::contains).toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
