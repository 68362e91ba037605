package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a file holds that is no pipe, device or directory. Two of the same bytes are equal. */
final class RegularFile {
  private static final int MOST_BYTES = 16 << 20;

  private final byte[] bytes;

  private RegularFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** That of no file. */
  static RegularFile empty() {
    return new RegularFile(new byte[0]);
  }

  static RegularFile read(Path file) throws IOException {
    check(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("\"" + file + "\" must not be longer than " + MOST_BYTES + " bytes");
      }
      return new RegularFile(bytes);
    }
  }

  /** Fails for what is there and is no regular file: to open a pipe may wait for ever. */
  static void check(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("\"" + file + "\" is not a regular file");
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** Each byte as one character, as PEM is read. */
  String text() {
    return new String(bytes, ISO_8859_1);
  }

  /** What tells it from another, for the log. */
  String digest() {
    return "sha256:" + Hashing.sha256().hashBytes(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegularFile that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
