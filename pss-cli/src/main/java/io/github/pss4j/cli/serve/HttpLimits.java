package io.github.pss4j.cli.serve;

import com.google.common.collect.ImmutableMap;

/**
 * What the JDK's HTTP server puts up with. It reads these properties once, when it is first used.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.httpserver/module-summary.html">Module
 *     jdk.httpserver</a>
 */
final class HttpLimits {
  private static final ImmutableMap<String, String> PROPERTIES =
      ImmutableMap.of(
          // An answer is one small packet, which must not wait for the client's acknowledgement.
          "sun.net.httpserver.nodelay", "true",
          // Seconds in which a request must have come in, and its answer must have gone out.
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "40",
          "jdk.httpserver.maxConnections", "2000");

  private HttpLimits() {}

  /** Sets what the user has not set. */
  static void set() {
    PROPERTIES.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
