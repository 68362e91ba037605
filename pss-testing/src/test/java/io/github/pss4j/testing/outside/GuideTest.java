package io.github.pss4j.testing.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.testing.AssertionErrors;
import io.github.pss4j.testing.ManifestAssertions;
import io.github.pss4j.testing.PodSecurityTests;
import io.github.pss4j.testing.SamplePods;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/testing-your-manifests.md shows is compiled and run here, and says what it says. */
final class GuideTest {
  private static List<String> blocks(String language) throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "testing-your-manifests.md"));
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL).matcher(guide);
    while (block.find()) {
      if (language.equals(block.group(1))) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  /** The code without its white space, which the two files lay out differently. */
  private static String words(String code) {
    return code.replace("src/test/resources/guide/", "").replaceAll("\\s+", "");
  }

  @Test
  void theSnippetsAreThoseThatAreCompiled() throws IOException {
    String source =
        words(
            Files.readString(
                Path.of("src/test/java/io/github/pss4j/testing/outside/GuideExamples.java")));
    List<String> snippets = blocks("java");
    assertEquals(8, snippets.size());
    for (String snippet : snippets) {
      String code = snippet.replaceAll("(?m)^import .*$", "").strip();
      assertTrue(source.contains(words(code)), snippet);
      Matcher imports = Pattern.compile("(?m)^import .*;$").matcher(snippet);
      while (imports.find()) {
        assertTrue(source.contains(words(imports.group())), imports.group());
      }
    }
  }

  @Test
  void theFirstTestFailsAsItIsShownAndPassesOnceItIsMended() throws IOException {
    String manifest = blocks("yaml").get(0);
    String mended = mended();
    AssertionError failure = assertThrows(AssertionError.class, () -> assertRestricted(manifest));
    assertEquals(blocks("").get(0).strip(), failure.toString());
    assertRestricted(mended);
    assertEquals(mended, Files.readString(Path.of("src/test/resources/guide/k8s/web.yaml")));
  }

  private static void assertRestricted(String manifest) throws IOException {
    ManifestAssertions.assertThatManifests(
            new ByteArrayInputStream(manifest.getBytes(UTF_8)), "k8s/web.yaml")
        .meets("restricted:v1.35");
  }

  /** The first manifest, with its last five lines replaced. */
  private static String mended() throws IOException {
    List<String> lines = blocks("yaml").get(0).lines().toList();
    String kept = String.join("\n", lines.subList(0, lines.size() - 5));
    return kept + "\n" + blocks("yaml").get(1);
  }

  @Test
  void theSnippetsPass() throws IOException {
    Pod hostPort = SamplePods.examples("hostPorts").findFirst().orElseThrow().pod();
    new GuideExamples.ManifestsTest().manifestsAreRestricted();
    GuideExamples.versions();
    GuideExamples.namespace();
    GuideExamples.programs(hostPort);
    GuideExamples.assertJ(hostPort);
    new GuideExamples.EachObject().manifestsAreRestricted();
    assertEquals(
        List.of("Deployment shop/web"),
        new GuideExamples.EachObject()
            .manifestsAreBaseline()
            .map(test -> test.getDisplayName())
            .toList());
    assertEquals(
        1,
        PodSecurityTests.forEachWorkload(
                ManifestAssertions.assertThatManifests(Path.of("src/test/resources/guide")),
                LevelVersion.parse("baseline:latest"))
            .count());
    assertEquals(
        1,
        PodSecurityTests.forEachWorkload(
                ManifestAssertions.assertThatManifests(Path.of("src/test/resources/guide")),
                pods -> pods.meets("baseline:latest"))
            .count());
    ManifestAssertions.assertThatPod(GuideExamples.samples().findFirst().orElseThrow())
        .meets(Level.RESTRICTED, Version.of(35));
  }

  @Test
  void theExceptionOfTheSnippetIsNotNeededByItsManifest() {
    assertTrue(
        AssertionErrors.message(GuideExamples::exception)
            .startsWith(
                "the exception for allowPrivilegeEscalation is not needed any more: nothing"
                    + " violates it at\n  baseline:v1.35; remove it (its reason was: the image"));
  }
}
