package io.github.pss4j.jackson.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.workload.GroupKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What the reader of manifests tells of a document: pods, all that it says in order, problems. */
record Manifest(List<Pod> pods, List<String> told, List<String> problems) {
  private static final Policy POLICY = PodSecurity.standard();

  static Manifest read(byte[] document, String file) throws IOException {
    return read(new ByteArrayInputStream(document), file, ReaderLimits.defaults());
  }

  static Manifest read(InputStream in, String file, ReaderLimits limits) throws IOException {
    Manifest manifest = new Manifest(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    new ManifestReader(limits).read(in, file, manifest.new Collector());
    return manifest;
  }

  private final class Collector implements ManifestHandler {
    @Override
    public void workload(Workload workload) {
      pods.add(workload.pod());
      told.add(workload.line() + " " + workload + " " + workload.pod() + workload.asAdmitted());
      assertLines(workload);
    }

    @Override
    public void skipped(GroupKind kind, int line) {
      told.add(line + " " + kind);
    }

    @Override
    public void notJudged(GroupKind kind, String path, int line) {
      told.add(line + " not judged " + kind + " " + path);
    }

    @Override
    public void invalid(InvalidDocumentException problem) {
      problems.add(problem.getMessage());
    }
  }

  /** Each finding has a line; in JSON, which has no aliases, none in front of the object. */
  private static void assertLines(Workload workload) {
    int first = workload.file().endsWith(".json") ? workload.line() : 1;
    for (Violation violation :
        POLICY.evaluate(Level.RESTRICTED, Version.latest(), workload.pod()).violations()) {
      for (Finding finding : violation.findings()) {
        int line = workload.lineOf(finding.path());
        assertTrue(line >= first, () -> finding.path() + " is on line " + line);
      }
    }
  }
}
