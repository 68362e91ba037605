package io.github.pss4j.webhook;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for trying the server out: signed by itself, with a key that is never stored. */
record SelfSigned(java.security.KeyPair keys, X509Certificate certificate) {
  private static final Duration LIFETIME = Duration.ofDays(7);

  /** A new one for these hosts, each a name or an IP address. */
  static SelfSigned of(List<String> hosts) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      java.security.KeyPair keys = generator.generateKeyPair();
      Instant now = Instant.now();
      X500Name name = new X500Name("CN=pss serve");
      JcaX509v3CertificateBuilder certificate =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(64, new SecureRandom()).setBit(0),
              Date.from(now.minus(Duration.ofMinutes(5))),
              Date.from(now.plus(LIFETIME)),
              name,
              keys.getPublic());
      certificate.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      return new SelfSigned(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  certificate.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("a certificate cannot be made: " + e.getMessage(), e);
    }
  }

  private static GeneralNames names(List<String> hosts) {
    return new GeneralNames(
        hosts.stream()
            .map(
                host ->
                    new GeneralName(
                        InetAddresses.isInetAddress(host)
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        host))
            .toArray(GeneralName[]::new));
  }

  KeyPair keyPair() {
    return KeyPair.of(keys.getPrivate(), List.of(certificate));
  }

  /**
   * Writes the certificate to a file, in place of the one that is there. A link is not followed:
   * who may make one in a directory that all share must not say what is written where.
   */
  void writeTo(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException("the file \"" + file + "\" must not be a link");
    }
    Path directory = file.toAbsolutePath().getParent();
    Path next = Files.createTempFile(directory, ".pss", ".crt");
    try {
      Files.writeString(next, certificatePem());
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  String certificatePem() {
    return pem(certificate);
  }

  static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
