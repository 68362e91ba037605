package io.github.pss4j.webhook;

import java.io.IOException;
import java.nio.file.Path;

/** What the two files of a certificate and its private key hold. */
record Pem(String certificate, String privateKey) {
  static Pem read(Path certificate, Path privateKey) throws IOException {
    return new Pem(RegularFile.read(certificate).text(), RegularFile.read(privateKey).text());
  }

  /** Nothing of what they hold. */
  @Override
  public String toString() {
    return "Pem";
  }
}
