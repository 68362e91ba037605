package io.github.pss4j.cli.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The manifests in a directory and those below it, sorted by name: files that end with {@code
 * .yaml}, {@code .yml} or {@code .json}.
 *
 * <p>Hidden directories are left out. Symbolic links are followed, but never back into a directory
 * that is being walked.
 */
public final class Manifests {
  private final Consumer<Path> found;
  private final BiConsumer<Path, IOException> failed;

  /** The directories from the one that was named to the one being walked, without links. */
  private final Deque<Path> walked = new ArrayDeque<>();

  private Manifests(Consumer<Path> found, BiConsumer<Path, IOException> failed) {
    this.found = found;
    this.failed = failed;
  }

  /** Tells each manifest in a directory, and each directory that cannot be read. */
  public static void in(
      Path directory, Consumer<Path> found, BiConsumer<Path, IOException> failed) {
    new Manifests(found, failed).walk(directory);
  }

  private void walk(Path directory) {
    List<Path> entries = new ArrayList<>();
    try {
      Path real = directory.toRealPath();
      if (walked.contains(real)) {
        return;
      }
      walked.push(real);
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(entries::add);
      }
    } catch (IOException e) {
      failed.accept(directory, e);
      return;
    }
    Collections.sort(entries);
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (!Files.isDirectory(entry)) {
        if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
          found.accept(entry);
        }
      } else if (!name.startsWith(".")) {
        walk(entry);
      }
    }
    walked.pop();
  }
}
