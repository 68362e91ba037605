package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.model.Container;
import io.github.pss4j.workload.GroupKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a reader tells of a manifest: a line each, and the workloads themselves. */
final class ManifestLog implements ManifestHandler {
  final List<String> lines = new ArrayList<>();
  final List<Workload> workloads = new ArrayList<>();

  static List<String> of(String manifest, String file) {
    return of(manifest, file, ReaderLimits.defaults());
  }

  static List<String> of(String manifest, String file, ReaderLimits limits) {
    return read(new ByteArrayInputStream(manifest.getBytes(UTF_8)), file, limits).lines;
  }

  static ManifestLog read(InputStream manifest, String file, ReaderLimits limits) {
    ManifestLog log = new ManifestLog();
    try {
      new ManifestReader(limits).read(manifest, file, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log;
  }

  @Override
  public void workload(Workload workload) {
    workloads.add(workload);
    lines.add(
        workload.line()
            + " "
            + workload
            + " "
            + workload.pod().spec().allContainers().stream().map(Container::name).toList());
  }

  @Override
  public void skipped(GroupKind kind, int line) {
    lines.add(line + " skipped " + kind);
  }

  @Override
  public void notJudged(GroupKind kind, String path, int line) {
    lines.add(line + " not judged " + kind + " " + path);
  }

  @Override
  public void invalid(InvalidDocumentException problem) {
    lines.add(problem.getMessage());
  }
}
