package io.github.pss4j.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What every published jar has in it, and where its version is managed. */
final class PublishedArtifactsTest {
  static Stream<Project> jars() {
    return Project.publishedJars().stream();
  }

  @Test
  void theBillOfMaterialsHasEachJar() {
    assertEquals(
        jars().map(project -> "io.github.pss4j:" + project.artifactId()).sorted().toList(),
        managedBy(Project.ROOT.resolve("pss-bom/pom.xml")));
  }

  @Test
  void theBillOfMaterialsIsPublishedWithoutWhatItsParentManages() {
    Path published = Project.ROOT.resolve("pss-bom/target/pss-bom.pom");
    assertEquals(managedBy(Project.ROOT.resolve("pss-bom/pom.xml")), managedBy(published));
    assertEquals(List.of(), Project.at(Project.parse(published), "parent"));
  }

  private static List<String> managedBy(Path pom) {
    return Project.at(Project.parse(pom), "dependencyManagement", "dependencies", "dependency")
        .stream()
        .map(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"))
        .sorted()
        .toList();
  }

  private static String text(Element dependency, String name) {
    return Project.at(dependency, name).get(0).getTextContent();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void aJarSaysWhatItIsAndUnderWhichLicence(Project project) throws IOException {
    assumeTrue(project.jar().isPresent(), "the jar is not built");
    try (JarFile jar = new JarFile(project.jar().orElseThrow().toFile())) {
      for (String file : List.of("LICENSE", "NOTICE")) {
        ZipEntry entry = jar.getEntry("META-INF/" + file);
        assertNotNull(entry, file);
        assertEquals(
            Files.readString(Project.ROOT.resolve(file)),
            new String(jar.getInputStream(entry).readAllBytes(), UTF_8));
      }
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertNotNull(manifest.getValue("Implementation-Title"), "Implementation-Title");
      assertNotNull(manifest.getValue("Implementation-Version"), "Implementation-Version");
      assertTrue(
          jar.getEntry("module-info.class") != null
              || manifest.getValue("Automatic-Module-Name") != null,
          "neither module-info nor Automatic-Module-Name");
    }
  }
}
