package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.admission.Namespace;
import io.github.pss4j.workload.GroupKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Namespaces in manifests are told with their labels, or skipped by who does not ask for them. */
final class ManifestNamespacesTest {
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: team
        labels: {pod-security.kubernetes.io/enforce: baseline}
      ---
      apiVersion: v1
      kind: NamespaceList
      items:
      - metadata: {name: other}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: broken, labels: [no]}
      ---
      apiVersion: example.com/v1
      kind: Namespace
      """;

  @Test
  void tellsNamespacesWithTheirLabels() throws IOException {
    List<String> told = new ArrayList<>();
    read(
        new Told(told) {
          @Override
          public void namespace(Namespace namespace, int line) {
            told.add(line + ": " + namespace.name() + " " + namespace.labels());
          }
        });
    assertEquals(
        List.of(
            "1: team {pod-security.kubernetes.io/enforce=baseline}",
            "10: other {}",
            "invalid metadata.labels",
            "16: skipped Namespace.example.com"),
        told);
  }

  @Test
  void skipsThemOtherwise() throws IOException {
    List<String> told = new ArrayList<>();
    read(new Told(told));
    assertEquals(
        List.of(
            "1: skipped Namespace",
            "10: skipped Namespace",
            "invalid metadata.labels",
            "16: skipped Namespace.example.com"),
        told);
  }

  private static void read(ManifestHandler handler) throws IOException {
    new ManifestReader().read(new ByteArrayInputStream(MANIFEST.getBytes(UTF_8)), "f", handler);
  }

  private static class Told implements ManifestHandler {
    private final List<String> told;

    Told(List<String> told) {
      this.told = told;
    }

    @Override
    public void workload(Workload workload) {
      told.add(workload.toString());
    }

    @Override
    public void skipped(GroupKind kind, int line) {
      told.add(line + ": skipped " + kind);
    }

    @Override
    public void notJudged(GroupKind kind, String path, int line) {
      told.add(line + ": not judged " + kind);
    }

    @Override
    public void invalid(InvalidDocumentException problem) {
      told.add("invalid " + problem.path());
    }
  }
}
