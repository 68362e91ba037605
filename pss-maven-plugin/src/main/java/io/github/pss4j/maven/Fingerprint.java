package io.github.pss4j.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.github.pss4j.cli.check.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A digest of all that the outcome of a check depends on. Not thread-safe. */
final class Fingerprint {
  private final Hasher hasher = Hashing.sha256().newHasher();

  /** One more text. */
  Fingerprint plus(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
    return this;
  }

  /** One more file: where it is, how long it is, and what is in it. */
  Fingerprint plusFile(Path file) throws IOException {
    return plus(file.toString())
        .plus(Long.toString(Files.size(file)))
        .plus(MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
  }

  /**
   * One more input, with all manifests in its directories.
   *
   * @throws IOException if anything of it cannot be found or read
   */
  Fingerprint plusInput(Input input) throws IOException {
    if (!input.problems().isEmpty()) {
      throw new IOException(input.problems().get(0).message());
    }
    plus(input.name());
    for (Path path : input.paths()) {
      for (Path file : filesOf(path)) {
        plusFile(file);
      }
    }
    return this;
  }

  private static List<Path> filesOf(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    List<IOException> problems = new ArrayList<>();
    Manifests.in(path, files::add, (directory, problem) -> problems.add(problem));
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    return files;
  }

  /** The digest, which ends this. */
  HashCode digest() {
    return hasher.hash();
  }
}
