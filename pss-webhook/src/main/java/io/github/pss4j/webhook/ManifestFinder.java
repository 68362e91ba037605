package io.github.pss4j.webhook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds the manifests in a directory. Must be thread-safe. */
@FunctionalInterface
public interface ManifestFinder {
  /** All of them, in the order in which they are to be read. */
  List<Path> manifestsIn(Path directory) throws IOException;
}
