package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.jackson.json.JsonCursor;
import io.github.pss4j.jackson.json.MapTree;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.yaml.YamlDocuments;
import io.github.pss4j.workload.GroupKind;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests: files of Kubernetes objects, in JSON or YAML, several to a file and in lists, as
 * {@code kubectl} reads them. Immutable and thread-safe.
 *
 * <p>A list of any length can be read from a stream: of one that is longer than a document may be,
 * so much is held at a time.
 *
 * <p>A field of a volume that is not known is an error: it may be a source of a newer release, or a
 * slip, and a volume without a source would be an {@code emptyDir}.
 */
public final class ManifestReader {
  private static final int LEAST_BUFFER = 1 << 13;
  private static final int MOST_BUFFER = 1 << 24;

  private final ReaderLimits limits;

  /** A reader with the default limits. */
  public ManifestReader() {
    this(ReaderLimits.defaults());
  }

  /** A reader with limits of its own. */
  public ManifestReader(ReaderLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * Reads a manifest to its end, or to where it cannot be read any further. What is wrong with it
   * goes to the handler.
   *
   * @param in JSON or YAML in UTF-8; not closed
   * @param file what to call it in a {@link Workload}. A name that ends with {@code .json}, {@code
   *     .yaml} or {@code .yml} tells the format, else the first character does
   * @throws IOException if the stream does
   */
  public void read(InputStream in, String file, ManifestHandler handler) throws IOException {
    requireNonNull(in, "in");
    requireNonNull(file, "file");
    requireNonNull(handler, "handler");
    byte[] start = start(in);
    try {
      if (isJson(start, file)) {
        readJson(start, in, file, handler);
      } else {
        readYaml(both(start, in), file, handler);
      }
    } catch (InvalidDocumentException problem) {
      handler.invalid(problem);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The workloads of a manifest that is known to be right.
   *
   * @throws InvalidDocumentException if anything in it cannot be read
   */
  public List<Workload> read(byte[] manifest, String file) {
    requireNonNull(manifest, "manifest");
    List<Workload> workloads = new ArrayList<>();
    try {
      read(new ByteArrayInputStream(manifest), file, collector(workloads));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return workloads;
  }

  /**
   * The workloads of a file that is known to be right. Errors name the file.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidDocumentException if anything in it cannot be read
   */
  public List<Workload> read(Path file) throws IOException {
    requireNonNull(file, "file");
    List<Workload> workloads = new ArrayList<>();
    try {
      read(file, collector(workloads));
    } catch (InvalidDocumentException problem) {
      throw problem.in(file.toString());
    }
    return workloads;
  }

  /**
   * Reads a file to its end, or to where it cannot be read any further. What is wrong with it goes
   * to the handler, without the name of the file.
   *
   * @throws IOException if the file cannot be read
   */
  public void read(Path file, ManifestHandler handler) throws IOException {
    requireNonNull(file, "file");
    requireNonNull(handler, "handler");
    try (InputStream in = Files.newInputStream(file)) {
      read(in, file.toString(), handler);
    } catch (FileSystemException namesTheFile) {
      throw namesTheFile;
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads an object, or a list of them, that is held as a tree of maps; see {@link
   * PodReader#readMap}. Lines are 0.
   *
   * @param file what to call it in a {@link Workload}
   */
  public void read(Map<String, ?> object, String file, ManifestHandler handler) {
    requireNonNull(object, "object");
    requireNonNull(file, "file");
    requireNonNull(handler, "handler");
    try {
      readJson(MapTree.read(object, limits), file, handler);
    } catch (InvalidDocumentException problem) {
      handler.invalid(problem);
    }
  }

  /**
   * The workloads of an object, or a list of them, that is held as a tree of maps and known to be
   * right; see {@link PodReader#readMap}. Lines are 0.
   *
   * @throws InvalidDocumentException if anything in it cannot be read
   */
  public List<Workload> read(Map<String, ?> object, String file) {
    List<Workload> workloads = new ArrayList<>();
    read(object, file, collector(workloads));
    return workloads;
  }

  /** Takes what can be judged, and fails for all that cannot. */
  private static ManifestHandler collector(List<Workload> workloads) {
    return new ManifestHandler() {
      @Override
      public void workload(Workload workload) {
        workloads.add(workload);
      }

      @Override
      public void skipped(GroupKind kind, int line) {}

      @Override
      public void notJudged(GroupKind kind, String path, int line) {
        throw new InvalidDocumentException(
            "was not judged: the kind \"" + kind + "\" is not known, but this looks like a pod",
            path,
            line,
            line == 0 ? 0 : 1,
            null);
      }

      @Override
      public void invalid(InvalidDocumentException problem) {
        throw problem;
      }
    };
  }

  /** As much of a stream as a document may have, in an array that it fills. */
  private byte[] start(InputStream in) throws IOException {
    int longest = limits.maxDocumentBytes();
    int expected = Math.min(Math.max(in.available(), LEAST_BUFFER), MOST_BUFFER);
    byte[] bytes = new byte[Math.min(expected, longest)];
    int length = 0;
    while (true) {
      if (length < bytes.length) {
        int read = in.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return Arrays.copyOf(bytes, length);
        }
        length += read;
      } else {
        int next = length == longest ? -1 : in.read();
        if (next < 0) {
          return bytes;
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(longest, 2L * length + 1));
        bytes[length++] = (byte) next;
      }
    }
  }

  private static boolean isJson(byte[] start, String file) {
    if (file.endsWith(".json")) {
      return true;
    }
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      return false;
    }
    return JsonCursor.looksLikeObject(start);
  }

  private void readJson(byte[] start, InputStream rest, String file, ManifestHandler handler)
      throws IOException {
    int next = start.length < limits.maxDocumentBytes() ? -1 : rest.read();
    if (next < 0) {
      readJson(JsonCursor.of(start, limits), file, handler);
      return;
    }
    JsonCursor in = JsonCursor.ofStream(start, both(new byte[] {(byte) next}, rest), limits);
    try {
      readJson(in, file, handler);
    } catch (InvalidDocumentException problem) {
      if (!in.ranOut()) {
        throw problem;
      }
      String longer =
          "the document is longer than %d bytes, as only a list may be"
              .formatted(limits.maxDocumentBytes());
      throw new InvalidDocumentException(longer, "", 1, 1, problem);
    }
  }

  /** What has been read already and what follows, which is not closed at its end. */
  private static InputStream both(byte[] start, InputStream rest) {
    return new SequenceInputStream(
        new ByteArrayInputStream(start),
        new FilterInputStream(rest) {
          @Override
          public void close() {}
        });
  }

  private static void readJson(JsonCursor in, String file, ManifestHandler handler) {
    new ManifestWalk(file, handler).object(in);
    in.end();
  }

  private void readYaml(InputStream in, String file, ManifestHandler handler) {
    YamlDocuments documents = new YamlDocuments(in, limits);
    while (true) {
      try {
        Cursor document = documents.next();
        if (document == null) {
          return;
        }
        new ManifestWalk(file, handler).object(document);
      } catch (InvalidDocumentException problem) {
        handler.invalid(problem);
      }
    }
  }
}
