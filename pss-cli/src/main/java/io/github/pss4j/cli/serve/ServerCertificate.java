package io.github.pss4j.cli.serve;

import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLSessionUtils;

/** The certificate that the server shows, which can be replaced while it runs. Thread-safe. */
final class ServerCertificate {
  private final SSLFactory factory;

  ServerCertificate(KeyPair pair) {
    factory =
        SSLFactory.builder()
            .withSwappableIdentityMaterial()
            .withIdentityMaterial(pair.keyManager())
            .build();
  }

  SSLContext context() {
    return factory.getSslContext();
  }

  /** Shows another certificate on every connection that begins from now on. */
  void replace(KeyPair pair) {
    KeyManagerUtils.swapKeyManager(factory.getKeyManager().orElseThrow(), pair.keyManager());
    SSLSessionUtils.invalidateCaches(factory);
  }
}
