package io.github.pss4j.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the project this is. */
final class Build {
  private Build() {}

  static String version() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("webhook.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
