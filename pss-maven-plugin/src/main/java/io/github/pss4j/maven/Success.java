package io.github.pss4j.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the last check that allowed everything was about, in a file.
 *
 * <p>A file that cannot be read is as good as none: the check is done again.
 */
record Success(Path file) {
  boolean wasAbout(HashCode digest) {
    try {
      return Files.readString(file).equals(digest + "\n");
    } catch (IOException e) {
      return false;
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  void remember(HashCode digest) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, (digest + "\n").getBytes(UTF_8));
  }
}
