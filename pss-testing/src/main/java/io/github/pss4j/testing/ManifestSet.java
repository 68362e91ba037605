package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.workload.GroupKind;
import io.github.pss4j.workload.PodBearer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an assertion is about: the objects to be judged, and what kept others from it.
 *
 * @param problems never empty where there are no objects
 */
record ManifestSet(ImmutableList<Candidate> objects, ImmutableList<Problem> problems) {
  /** One object that was made by a program. */
  static ManifestSet of(PodBearer bearer) {
    return new ManifestSet(ImmutableList.of(new Candidate(bearer, null)), ImmutableList.of());
  }

  /** Collects objects and problems; not thread-safe. */
  static final class Builder {
    private final ManifestReader reader = new ManifestReader();
    private final ImmutableList.Builder<Candidate> objects = ImmutableList.builder();
    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();
    private final Map<String, Integer> skipped = new LinkedHashMap<>();
    private final Set<Path> read = new LinkedHashSet<>();
    private int manifests;

    /** Where manifests are looked for. */
    @FunctionalInterface
    interface Place {
      /** The manifests that are there. */
      Iterable<Path> files() throws IOException;
    }

    /** Adds the manifests of a place; a file that several places lead to is added once. */
    Builder add(String name, Place place) {
      try {
        for (Path file : place.files()) {
          if (read.add(file.toAbsolutePath().normalize())) {
            addFile(file);
          }
        }
      } catch (ManifestFiles.NotFoundException e) {
        problems.add(Problem.of("nothing is judged: " + e.getMessage()));
      } catch (IOException e) {
        problems.add(Problem.of(name + ": cannot be read: " + e));
      }
      return this;
    }

    private void addFile(Path file) {
      byte[] bytes;
      try {
        bytes = Files.readAllBytes(file);
      } catch (IOException e) {
        problems.add(Problem.of(file + ": cannot be read: " + e));
        return;
      }
      add(bytes, file.toString());
    }

    /** Adds a manifest that is called so. */
    Builder add(byte[] manifest, String name) {
      manifests++;
      SourceText text = SourceText.of(manifest);
      ManifestHandler handler =
          new ManifestHandler() {
            @Override
            public void workload(Workload workload) {
              objects.add(new Candidate(workload.bearer(), new Candidate.Source(workload, text)));
            }

            @Override
            public void skipped(GroupKind kind, int line) {
              skipped.merge(kind.toString(), 1, Integer::sum);
            }

            @Override
            public void notJudged(GroupKind kind, String path, int line) {
              problems.add(Problem.notJudged(name, text, kind, path, line));
            }

            @Override
            public void invalid(InvalidDocumentException problem) {
              problems.add(Problem.of(name, text, problem));
            }
          };
      try {
        reader.read(new ByteArrayInputStream(manifest), name, handler);
      } catch (IOException e) {
        // It is in memory.
        throw new UncheckedIOException(e);
      }
      return this;
    }

    /** What was found; that nothing was found is a problem, too. */
    ManifestSet build(String where) {
      ImmutableList<Candidate> found = objects.build();
      if (found.isEmpty() && problems.build().isEmpty()) {
        problems.add(
            Problem.of(
                "nothing is judged: no object with a pod was found in " + where + without()));
      }
      return new ManifestSet(found, problems.build());
    }

    private String without() {
      String read = " (read " + Words.count(manifests, "manifest");
      if (skipped.isEmpty()) {
        return read + ", which had no objects)";
      }
      StringBuilder out = new StringBuilder(read).append(" with ");
      String separator = "";
      for (Map.Entry<String, Integer> kind : skipped.entrySet()) {
        out.append(separator).append(kind.getValue()).append(' ');
        out.append(Words.cut(kind.getKey(), 60));
        separator = ", ";
      }
      return out.append(')').toString();
    }
  }
}
