package io.github.pss4j.outside;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/modules.md says of each published module what it brings. */
final class DocumentedModulesTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(pss-[a-z0-9-]+)` \\| [^|]+ \\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** By module, what its row names. */
  private final Map<String, List<String>> table = new LinkedHashMap<>();

  DocumentedModulesTest() throws IOException {
    String text = Files.readString(Project.ROOT.resolve("docs/modules.md"));
    for (MatchResult row : ROW.matcher(text).results().toList()) {
      table.put(
          row.group(1), NAME.matcher(row.group(2)).results().map(name -> name.group(1)).toList());
    }
  }

  @Test
  void eachPublishedModuleHasARow() {
    assertEquals(
        Project.published().stream().map(Project::artifactId).collect(toSet()), table.keySet());
  }

  @Test
  void whatAModuleBringsIsNamed() throws IOException {
    List<String> unnamed = new ArrayList<>();
    for (Project project : Project.published()) {
      Set<String> named = namedFor(project.artifactId());
      for (String library : project.brings()) {
        if (named.stream().noneMatch(name -> covers(name, library))) {
          unnamed.add(project.artifactId() + " brings " + library);
        }
      }
    }
    assertEquals(List.of(), unnamed);
  }

  @Test
  void whatIsNamedIsBrought() throws IOException {
    List<String> absent = new ArrayList<>();
    for (Project project : Project.publishedJars()) {
      List<String> brought = project.brings();
      for (String name : table.getOrDefault(project.artifactId(), List.of())) {
        if (brought.stream().noneMatch(library -> covers(withGroup(name), library))) {
          absent.add(project.artifactId() + " does not bring " + name);
        }
      }
    }
    assertEquals(List.of(), absent);
  }

  /** What the row of a module names, and the rows of those that it names. */
  private Set<String> namedFor(String module) {
    Set<String> named = new HashSet<>();
    for (String name : table.getOrDefault(module, List.of())) {
      named.add(withGroup(name));
      named.addAll(namedFor(name));
    }
    return named;
  }

  /** Whether a name means a library; {@code group:*} means all of a group. */
  private static boolean covers(String name, String library) {
    return name.endsWith(":*")
        ? library.startsWith(name.substring(0, name.length() - 1))
        : library.equals(name);
  }

  private static String withGroup(String name) {
    return name.contains(":") ? name : "io.github.pss4j:" + name;
  }
}
