package io.github.pss4j.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Rule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that is written but not listed would be a control that nobody applies. */
final class RuleFilesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/github/pss4j/rules");

  @Test
  void eachRuleOfAFileIsListed() throws Exception {
    Set<Rule> written = new HashSet<>();
    for (String file : files()) {
      for (Field field : Class.forName("io.github.pss4j.rules." + file).getDeclaredFields()) {
        if (field.getType() == Rule.class && Modifier.isStatic(field.getModifiers())) {
          Rule rule = (Rule) field.get(null);
          assertTrue(
              StandardRules.all().contains(rule),
              () -> file + "." + field.getName() + " is missing from StandardRules");
          written.add(rule);
        }
      }
    }
    assertEquals(Set.copyOf(StandardRules.all()), written);
  }

  /** The names of the source files, without their ending. */
  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList();
    }
  }
}
