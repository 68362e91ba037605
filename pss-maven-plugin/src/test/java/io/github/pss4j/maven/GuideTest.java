package io.github.pss4j.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/maven-plugin.md} shows what a project in {@code src/it} has, which Maven builds. */
final class GuideTest {
  private static final Pattern BUILD = Pattern.compile(" +<build>\n.*</build>\n", Pattern.DOTALL);
  private static final Pattern SNIPPET = Pattern.compile("```xml\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern EXPECTED = Pattern.compile("'''\\\\\n(.*?)'''", Pattern.DOTALL);
  private static final Pattern LOG = Pattern.compile("```\n(\\[.*?)```\n", Pattern.DOTALL);
  private static final Pattern PROPERTY = Pattern.compile("property = \"(pss\\.\\w+)\"");

  private final String guide;

  GuideTest() throws IOException {
    this.guide = Files.readString(Path.of("../docs/maven-plugin.md"));
  }

  @Test
  void showsTheBuildOfATestedProject() throws IOException {
    String pom = Files.readString(Path.of("src/it/passing/pom.xml"));
    assertEquals(
        first(BUILD, pom, 0).indent(-2).replace("@project.version@", "0.1.0-SNAPSHOT"),
        first(SNIPPET, guide, 1));
  }

  @Test
  void showsTheLogOfATestedProject() throws IOException {
    String verification = Files.readString(Path.of("src/it/failing/verify.groovy"));
    assertEquals(first(EXPECTED, verification, 1), first(LOG, guide, 1));
  }

  @Test
  void namesEveryProperty() throws IOException {
    String mojo = Files.readString(Path.of("src/main/java/io/github/pss4j/maven/CheckMojo.java"));
    Matcher properties = PROPERTY.matcher(mojo);
    int count = 0;
    while (properties.find()) {
      assertTrue(guide.contains("`" + properties.group(1) + "`"), properties.group(1));
      count++;
    }
    assertEquals(8, count);
  }

  private static String first(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), pattern.toString());
    return matcher.group(group);
  }
}
