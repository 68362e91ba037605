package io.github.pss4j.testing;

import static io.github.pss4j.testing.AssertionErrors.message;
import static io.github.pss4j.testing.AssertionErrors.refusal;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifest;
import static io.github.pss4j.testing.ManifestAssertions.assertThatManifests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Level;
import io.github.pss4j.Version;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where manifests are looked for, and that a test over nothing fails. */
final class ManifestAssertionsTest {
  @TempDir private Path dir;

  @BeforeEach
  void manifests() throws IOException {
    write("k8s/a.yaml", pod("a"));
    write("k8s/b.yml", pod("b"));
    write("k8s/readme.md", "# Not a manifest");
    write("k8s/.git/hidden.yaml", pod("hidden"));
    write("k8s/prod/c.json", "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"c\"},\"spec\":{}}");
    write("k8s/prod/deep/d-web.yaml", pod("d"));
    write("services/service.yaml", "apiVersion: v1\nkind: Service\n");
    Files.createDirectories(dir.resolve("empty"));
  }

  private void write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String pod(String name) {
    return "kind: Pod\nmetadata: {name: %s}\nspec: {}\n".formatted(name);
  }

  private static List<String> names(ManifestAssertion pods) {
    pods.meets("restricted:latest");
    return pods.set().objects().stream().map(object -> object.bearer().name()).toList();
  }

  private ManifestAssertion at(String place) {
    return assertThatManifests(dir + "/" + place);
  }

  @Test
  void filesAndDirectories() {
    assertEquals(List.of("a", "b", "c", "d"), names(at("k8s")));
    assertEquals(List.of("a", "b", "c", "d"), names(at("k8s/")));
    assertEquals(List.of("a"), names(at("k8s/a.yaml")));
    assertEquals(
        List.of("a", "c", "d"),
        names(assertThatManifests(dir.resolve("k8s/a.yaml"), dir.resolve("k8s/prod"))));
    assertEquals(
        List.of("d", "a", "b", "c"),
        names(assertThatManifests(dir + "/k8s/prod/deep", dir + "/k8s")),
        "none is judged twice");
  }

  @Test
  void patterns() {
    assertEquals(List.of("a"), names(at("k8s/*.yaml")));
    assertEquals(List.of("a", "b"), names(at("k8s/*.{yaml,yml}")));
    assertEquals(List.of("a", "d"), names(at("k8s/**/*.yaml")), "** stands for none, too");
    assertEquals(List.of("d"), names(at("**/?-web.yaml")));
    assertEquals(List.of("c", "d"), names(at("*/prod")), "a directory that matches");
    assertEquals(List.of("a"), names(at("k8s/[!b].y*ml")));
    assertEquals(List.of("a", "b", "c", "d"), names(at("k[7-9]s/")));
  }

  @Test
  void theClassPath() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()}, null)) {
      thread.setContextClassLoader(loader);
      assertEquals(List.of("c", "d"), names(assertThatManifests("classpath:k8s/prod")));
      assertEquals(
          "nothing is judged: the class path has no \"k8s/test\"",
          message(() -> assertThatManifests("classpath:k8s/test").meets("baseline:latest")));
    } finally {
      thread.setContextClassLoader(before);
    }
    assertTrue(
        message(() -> assertThatManifests("classpath:org/junit/jupiter/").meets("baseline:latest"))
            .replace("\n  ", " ")
            .contains("\"org/junit/jupiter/\" must be a file or directory, but is inside of"));
  }

  @Test
  void nothingFoundIsAFailure() {
    assertEquals(
        "nothing is judged: the directory %s/empty has no file that ends with .yaml, .yml or .json"
            .formatted(dir),
        message(() -> at("empty").meets("privileged:latest")).replace("\n  ", " "));
    assertEquals(
        "nothing is judged: no file matches %s/k8s/*.tmpl (looked for in %s/k8s)"
            .formatted(dir, dir),
        message(() -> at("k8s/*.tmpl").meets("privileged:latest")).replace("\n  ", " "));
    assertTrue(
        message(() -> assertThatManifests("no/such").meets("privileged:latest"))
            .replace("\n  ", " ")
            .startsWith("nothing is judged: no/such does not exist (looked for in "));
    assertEquals(
        "nothing is judged: no object with a pod was found in %s/services (read 1 manifest with 1 Service)"
            .formatted(dir),
        message(() -> at("services").meets("privileged:latest")).replace("\n  ", " "));
    assertEquals(
        "nothing is judged: no object with a pod was found in manifest (read 1 manifest, which had"
            + " no objects)",
        message(() -> assertThatManifest("# empty\n").meets("privileged:latest"))
            .replace("\n  ", " "));
  }

  @Test
  void nothingFoundInOneOfSeveralPlacesIsAFailureInEveryAssertion() {
    ManifestAssertion pods = assertThatManifests(dir.resolve("k8s"), dir.resolve("empty"));
    String expected =
        "1 problem kept manifests from being judged\n\nnothing is judged: the directory " + dir;
    assertTrue(message(() -> pods.meets("restricted:latest")).startsWith(expected));
    assertTrue(
        message(() -> pods.meetsAtEveryVersion(Level.BASELINE, Version.of(1), Version.latest()))
            .startsWith(expected));
    assertTrue(message(() -> pods.violatesExactly("restricted:latest")).startsWith(expected));
    assertTrue(message(() -> pods.isAdmittedTo(Map.of())).startsWith(expected));
  }

  @Test
  void argumentsThatCannotBeMeant() {
    assertEquals(
        "\"kind: Pod\\u000aspec: {}\\u000a\" must be a path or a pattern; assertThatManifest takes a"
            + " manifest itself",
        refusal(() -> assertThatManifests("kind: Pod\nspec: {}\n")));
    assertEquals(
        "at least one file or directory must be given",
        refusal(() -> assertThatManifests(new Path[0])));
  }
}
