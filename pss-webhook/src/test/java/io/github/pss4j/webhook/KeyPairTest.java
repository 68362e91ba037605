package io.github.pss4j.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificates and keys are taken, and what is said of those that are not. */
final class KeyPairTest {
  private final Instant now = Instant.now();

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, SHA256withRSA, RSA PRIVATE KEY",
    "EC, 256, SHA256withECDSA, EC PRIVATE KEY",
    "EC, 384, SHA384withECDSA, EC PRIVATE KEY"
  })
  void takesKeysOfEachForm(String algorithm, int size, String signature, String traditional)
      throws Exception {
    java.security.KeyPair keys = keys(algorithm, size);
    String certificate = certificate(keys, signature, now.minusSeconds(60), now.plusSeconds(600));
    String pkcs8 = pkcs8(keys.getPrivate());
    assertEquals("-----BEGIN PRIVATE KEY-----", pkcs8.lines().findFirst().orElseThrow());
    String own = SelfSigned.pem(new PemObject(traditional, traditional(keys)));

    for (String key : List.of(pkcs8, own)) {
      KeyPair pair = KeyPair.of(new Pem(certificate, key));
      String alias = pair.keyManager().getServerAliases(algorithm, null)[0];
      assertEquals(secret(keys.getPrivate()), secret(pair.keyManager().getPrivateKey(alias)));
    }
  }

  private static BigInteger secret(PrivateKey key) {
    return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
  }

  private static byte[] traditional(java.security.KeyPair keys) throws Exception {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
    if (keys.getPrivate() instanceof ECPrivateKey key) {
      return new org.bouncycastle.asn1.sec.ECPrivateKey(
              key.getParams().getOrder().bitLength(),
              key.getS(),
              SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()).getPublicKeyData(),
              info.getPrivateKeyAlgorithm().getParameters())
          .getEncoded();
    }
    return info.getPrivateKey().getOctets();
  }

  /** A private key in the form that is the same for all algorithms. */
  static String pkcs8(PrivateKey key) {
    try {
      return SelfSigned.pem(new JcaPKCS8Generator(key, null));
    } catch (PemGenerationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesKeysThatDoNotBelongToTheCertificate() {
    SelfSigned one = SelfSigned.of(List.of("localhost"));
    SelfSigned other = SelfSigned.of(List.of("localhost"));
    assertProblem(
        "the private key does not belong to the certificate of \"CN=pss serve\"",
        new Pem(one.certificatePem(), pkcs8(other.keys().getPrivate())));
  }

  @Test
  void refusesWhatIsNoCertificateOrKey() {
    SelfSigned good = SelfSigned.of(List.of("localhost"));
    String key = pkcs8(good.keys().getPrivate());
    String noCertificate =
        "the certificate file must hold a certificate in PEM, the server's own first";
    String noKey = "the private key file must hold a private key in PEM that is not encrypted";
    assertProblem(noCertificate, new Pem("", key));
    assertProblem(noCertificate, new Pem(key, key));
    assertProblem(
        noCertificate,
        new Pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", key));
    assertProblem(noKey, new Pem(good.certificatePem(), ""));
    assertProblem(noKey, new Pem(good.certificatePem(), good.certificatePem()));
    assertProblem(noKey, new Pem(good.certificatePem(), key.substring(0, key.length() / 2)));
  }

  @Test
  void refusesCertificatesThatAreNotValidNow() throws Exception {
    java.security.KeyPair keys = keys("EC", 256);
    String key = pkcs8(keys.getPrivate());
    Instant then = Instant.parse("2020-01-01T00:00:00Z");
    assertProblem(
        "the certificate expired at 2020-01-01T00:00:00Z",
        new Pem(certificate(keys, "SHA256withECDSA", then.minusSeconds(60), then), key));
    Instant later = Instant.parse("2400-01-01T00:00:00Z");
    assertProblem(
        "the certificate is not valid before 2400-01-01T00:00:00Z",
        new Pem(certificate(keys, "SHA256withECDSA", later, later.plusSeconds(60)), key));
  }

  private static void assertProblem(String problem, Pem pem) {
    assertEquals(
        problem, assertThrows(IllegalArgumentException.class, () -> KeyPair.of(pem)).getMessage());
  }

  private static java.security.KeyPair keys(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static String certificate(
      java.security.KeyPair keys, String signature, Instant from, Instant to) throws Exception {
    X500Name name = new X500Name("CN=test");
    X509CertificateHolder certificate =
        new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(from), Date.from(to), name, keys.getPublic())
            .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()));
    return SelfSigned.pem(certificate);
  }
}
