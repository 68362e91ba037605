package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.GroupKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster whose namespaces and pods are manifests in a directory. Thread-safe. */
final class DirectoryState implements ClusterState {
  private static final ManifestReader READER = new ManifestReader();

  private final Followed<ImmutableMap<Path, Stamp>, Objects> objects;

  /** What tells a file from what it was before, without reading it. */
  private record Stamp(FileTime modified, long size, @Nullable Object inode) {
    static Stamp of(Path file) throws IOException {
      RegularFile.check(file);
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  private record Objects(
      ImmutableMap<String, Namespace> namespaces, ImmutableListMultimap<String, Pod> pods) {}

  /**
   * Reads the directory for the first time.
   *
   * @throws StartException if there is anything in it that cannot be read
   */
  DirectoryState(Path directory, ManifestFinder manifests, ServerLog log) throws StartException {
    objects =
        new Followed<>(
            "state",
            "the cluster state " + directory,
            () -> look(manifests.manifestsIn(directory)),
            DirectoryState::read,
            log);
  }

  private static ImmutableMap<Path, Stamp> look(List<Path> files) throws IOException {
    ImmutableMap.Builder<Path, Stamp> stamps = ImmutableMap.builder();
    for (Path file : files) {
      stamps.put(file, Stamp.of(file));
    }
    return stamps.buildOrThrow();
  }

  private static Objects read(ImmutableMap<Path, Stamp> stamps) throws IOException {
    ImmutableList<Path> files = stamps.keySet().asList();
    Reading reading = new Reading();
    for (Path file : files) {
      reading.read(file);
    }
    if (!reading.problems.isEmpty()) {
      throw new IOException(String.join("; ", reading.problems));
    }
    if (!look(files).equals(stamps)) {
      throw new IOException("a file changes while it is read");
    }
    return new Objects(ImmutableMap.copyOf(reading.namespaces), reading.pods.build());
  }

  @Override
  public Optional<Namespace> namespace(String name, Instant deadline) {
    return Optional.ofNullable(objects.get().namespaces().get(name));
  }

  @Override
  public List<Pod> pods(String namespace, Instant deadline) {
    return objects.get().pods().get(namespace);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ImmutableList<Source> sources() {
    return ImmutableList.of(objects);
  }

  @Override
  public void close() {}

  /** Collects what stands in manifests, and what is wrong with them. */
  private static final class Reading implements ManifestHandler {
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    private final ImmutableListMultimap.Builder<String, Pod> pods = ImmutableListMultimap.builder();
    private final List<String> problems = new ArrayList<>();
    private String file = "";

    void read(Path manifest) throws IOException {
      file = manifest.toString();
      try (InputStream in = Files.newInputStream(manifest)) {
        READER.read(in, file, this);
      }
    }

    @Override
    public void namespace(Namespace namespace, int line) {
      if (namespaces.put(namespace.name(), namespace) != null) {
        problem("line " + line + ": the namespace \"" + namespace.name() + "\" is there twice");
      }
    }

    @Override
    public void workload(Workload workload) {
      if (workload.kind().isPod()) {
        String namespace = workload.namespace().isEmpty() ? "default" : workload.namespace();
        pods.put(namespace, workload.asAdmitted());
      }
    }

    @Override
    public void skipped(GroupKind kind, int line) {}

    @Override
    public void notJudged(GroupKind kind, String path, int line) {}

    @Override
    public void invalid(InvalidDocumentException e) {
      problem(Problems.text(e));
    }

    private void problem(String text) {
      problems.add(file + ": " + text);
    }
  }
}
