package io.github.pss4j.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GlobTest {
  private final Path base;

  GlobTest(@TempDir Path base) throws IOException {
    this.base = base;
    for (String file :
        List.of(
            "a.yaml",
            "b.yml",
            "notes.txt",
            ".hidden.yaml",
            ".hidden/a.yaml",
            "shop/k8s/b.yaml",
            "shop/k8s/a.yaml",
            "shop/k8s/deeper/a.yaml",
            "till/k8s/a.yaml")) {
      Files.createDirectories(base.resolve(file).getParent());
      Files.createFile(base.resolve(file));
    }
  }

  @Test
  void withinAName() {
    assertFound("*.yaml", "a.yaml");
    assertFound("?.y{a,}ml", "a.yaml", "b.yml");
    assertFound("[b-z]*.{yml,txt}", "b.yml", "notes.txt");
    assertFound("shop/k8s/*.yaml", "shop/k8s/a.yaml", "shop/k8s/b.yaml");
    assertFound("*/k8s/a.yaml", "shop/k8s/a.yaml", "till/k8s/a.yaml");
    assertFound("shop/../till/k8s/*", "shop/../till/k8s/a.yaml");
    assertFound(base + "/*.yaml", "a.yaml");
    assertFound("*.json");
  }

  @Test
  void directoriesAreFoundToo() {
    assertFound("*/k8s", "shop/k8s", "till/k8s");
    assertFound("*/k8s/", "shop/k8s", "till/k8s");
  }

  @Test
  void anyDirectories() {
    assertFound(
        "**/a.yaml", "a.yaml", "shop/k8s/a.yaml", "shop/k8s/deeper/a.yaml", "till/k8s/a.yaml");
    assertFound("shop/**/k8s/*.yaml", "shop/k8s/a.yaml", "shop/k8s/b.yaml");
    assertFound("**/k8s/**/a.yaml", "shop/k8s/a.yaml", "shop/k8s/deeper/a.yaml", "till/k8s/a.yaml");
    assertFound("shop/**/**/b.yaml", "shop/k8s/b.yaml");
    assertFound("shop/**", "shop");
    assertFound("shop/**/**", "shop");
  }

  @Test
  void hiddenOnlyByADot() {
    assertFound(".*", ".hidden", ".hidden.yaml");
    assertFound(".hidden/*", ".hidden/a.yaml");
  }

  @Test
  void linksAreFollowedButNotInCircles() throws IOException {
    Files.createSymbolicLink(base.resolve("shop/again"), base.resolve("shop"));
    Files.createSymbolicLink(base.resolve("shop/till"), base.resolve("till"));
    assertFound(
        "shop/**/a.yaml", "shop/k8s/a.yaml", "shop/k8s/deeper/a.yaml", "shop/till/k8s/a.yaml");
  }

  @Test
  void whatCannotBeReadIsTold() {
    assertUnreadable("missing/*.yaml", "missing");
    assertUnreadable("missing/**/*.yaml", "missing");
  }

  private void assertUnreadable(String pattern, String directory) {
    Glob glob = Glob.find(base, pattern);
    assertEquals(List.of(), glob.found());
    Map<Path, IOException> unreadable = glob.unreadable();
    assertEquals(List.of(base.resolve(directory)), List.copyOf(unreadable.keySet()));
    assertInstanceOf(NoSuchFileException.class, unreadable.get(base.resolve(directory)));
  }

  @Test
  void whatIsNoPattern() {
    assertThrows(PatternSyntaxException.class, () -> Glob.find(base, "k8s/[a.yaml"));
    assertThrows(PatternSyntaxException.class, () -> Glob.find(base, "{a,b/c}"));
    assertFalse(Glob.isGlob("src/main/k8s"));
    assertTrue(Glob.isGlob("src/main/k8s/*"));
  }

  private void assertFound(String pattern, String... paths) {
    Glob glob = Glob.find(base, pattern);
    assertEquals(Map.of(), glob.unreadable());
    assertEquals(List.of(paths).stream().map(base::resolve).toList(), glob.found());
  }
}
