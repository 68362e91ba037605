package io.github.pss4j.webhook;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;

/** A private key and the certificate that belongs to it. Immutable. */
record KeyPair(X509ExtendedKeyManager keyManager, Instant notAfter) {
  private static final byte[] PROBE = {1};

  static KeyPair of(PrivateKey privateKey, List<X509Certificate> chain) {
    return new KeyPair(
        SSLFactory.builder()
            .withIdentityMaterial(privateKey, new char[0], chain.toArray(X509Certificate[]::new))
            .build()
            .getKeyManager()
            .orElseThrow(),
        chain.stream()
            .map(it -> it.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow());
  }

  /**
   * The pair of what stands in two files.
   *
   * @throws IllegalArgumentException if either cannot be read, or they do not belong together
   */
  static KeyPair of(Pem pem) {
    List<X509Certificate> chain = certificates(pem.certificate());
    PrivateKey privateKey = privateKey(pem.privateKey());
    X509Certificate own = chain.get(0);
    if (!belongTogether(privateKey, own.getPublicKey())) {
      throw new IllegalArgumentException(
          "the private key does not belong to the certificate of \""
              + own.getSubjectX500Principal()
              + "\"");
    }
    try {
      own.checkValidity();
    } catch (CertificateExpiredException e) {
      throw new IllegalArgumentException(
          "the certificate expired at " + own.getNotAfter().toInstant(), e);
    } catch (CertificateNotYetValidException e) {
      throw new IllegalArgumentException(
          "the certificate is not valid before " + own.getNotBefore().toInstant(), e);
    }
    return KeyPair.of(privateKey, chain);
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(privateKey.getAlgorithm()));
      signature.initSign(privateKey);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException ofDifferentKinds) {
      return false;
    }
  }

  private static String signatureAlgorithm(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> keyAlgorithm;
    };
  }

  static List<X509Certificate> certificates(String pem) {
    try {
      return PemUtils.parseCertificate(pem);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the certificate file must hold a certificate in PEM, the server's own first", e);
    }
  }

  private static PrivateKey privateKey(String pem) {
    try {
      return PemUtils.parsePrivateKey(pem);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the private key file must hold a private key in PEM that is not encrypted", e);
    }
  }
}
