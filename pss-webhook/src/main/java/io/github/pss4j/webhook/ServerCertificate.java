package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableSet;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLSessionUtils;
import nl.altindag.ssl.util.TrustManagerUtils;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the server shows, and whom it asks for one; both can be replaced while it
 * runs. Thread-safe.
 */
final class ServerCertificate {
  private static final int DNS_NAME = 2;

  private final SSLFactory factory;
  private final @Nullable ImmutableSet<String> allowedNames;
  private volatile Instant notAfter;

  /** For clients that need not show who they are. */
  ServerCertificate(KeyPair pair) {
    this(pair, null, null);
  }

  private ServerCertificate(
      KeyPair pair,
      @Nullable List<X509Certificate> authorities,
      @Nullable ImmutableSet<String> allowedNames) {
    this.allowedNames = allowedNames;
    notAfter = pair.notAfter();
    SSLFactory.Builder builder =
        SSLFactory.builder()
            .withSwappableIdentityMaterial()
            .withIdentityMaterial(pair.keyManager());
    if (authorities != null) {
      builder.withSwappableTrustMaterial().withTrustMaterial(trusting(authorities));
    }
    factory = builder.build();
  }

  /**
   * For clients with a certificate of one of those authorities.
   *
   * @param allowedNames common names or DNS names, of which a client must have one; any if empty
   */
  static ServerCertificate forClientsOf(
      KeyPair pair, List<X509Certificate> authorities, Collection<String> allowedNames) {
    return new ServerCertificate(pair, authorities, ImmutableSet.copyOf(allowedNames));
  }

  boolean asksWhoAsks() {
    return allowedNames != null;
  }

  SSLContext context() {
    return factory.getSslContext();
  }

  /** When it expires. */
  Instant notAfter() {
    return notAfter;
  }

  /** Shows another certificate on every connection that begins from now on. */
  void replace(KeyPair pair) {
    KeyManagerUtils.swapKeyManager(factory.getKeyManager().orElseThrow(), pair.keyManager());
    notAfter = pair.notAfter();
    SSLSessionUtils.invalidateCaches(factory);
  }

  /** Asks for a certificate of other authorities on every connection that begins from now on. */
  void replaceAuthorities(List<X509Certificate> authorities) {
    TrustManagerUtils.swapTrustManager(
        factory.getTrustManager().orElseThrow(), trusting(authorities));
    SSLSessionUtils.invalidateCaches(factory);
  }

  private X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
    X509ExtendedTrustManager trust = TrustManagerUtils.createTrustManager(authorities);
    return new X509ExtendedTrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
          throws CertificateException {
        trust.checkClientTrusted(chain, authType, socket);
        checkName(chain[0]);
      }

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
          throws CertificateException {
        trust.checkClientTrusted(chain, authType, engine);
        checkName(chain[0]);
      }

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String authType)
          throws CertificateException {
        trust.checkClientTrusted(chain, authType);
        checkName(chain[0]);
      }

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
          throws CertificateException {
        checkServerTrusted(chain, authType);
      }

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
          throws CertificateException {
        checkServerTrusted(chain, authType);
      }

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String authType)
          throws CertificateException {
        throw new CertificateException("no server is asked");
      }

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
      }
    };
  }

  private void checkName(X509Certificate client) throws CertificateException {
    if (allowedNames == null || allowedNames.isEmpty()) {
      return;
    }
    if (names(client).stream().noneMatch(allowedNames::contains)) {
      throw new CertificateException("the client is none of those that may ask");
    }
  }

  private static ImmutableSet<String> names(X509Certificate client)
      throws CertificateParsingException {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    try {
      for (Rdn part : new LdapName(client.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          names.add(part.getValue().toString());
        }
      }
    } catch (InvalidNameException e) {
      throw new CertificateParsingException("the subject cannot be read", e);
    }
    Collection<List<?>> alternatives = client.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        if (alternative.get(0).equals(DNS_NAME)) {
          names.add(alternative.get(1).toString());
        }
      }
    }
    return names.build();
  }
}
