package io.github.pss4j.cli.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pss4j.cli.serve.ServeOptions.PemFiles;
import java.io.IOException;
import java.nio.file.Files;

/** What the two files of a certificate and its private key hold. */
record Pem(String certificate, String privateKey) {
  static Pem read(PemFiles files) throws IOException {
    return new Pem(
        Files.readString(files.certificate(), ISO_8859_1),
        Files.readString(files.privateKey(), ISO_8859_1));
  }

  /** Nothing of what they hold. */
  @Override
  public String toString() {
    return "Pem";
  }
}
