/** In a cluster: Pod Security Admission as a webhook server that can be embedded. */
module io.github.pss4j.webhook {
  requires transitive io.github.pss4j.jackson;
  requires io.prometheus.metrics.core;
  requires io.prometheus.metrics.instrumentation.jvm;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires kubernetes.client;
  requires kubernetes.client.api;
  requires kubernetes.model.core;
  requires nl.altindag.ssl;
  requires nl.altindag.ssl.pem;
  requires java.naming;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.eclipse.jetty.alpn.server;
  requires org.eclipse.jetty.http2.common;
  requires org.eclipse.jetty.http2.server;
  requires org.eclipse.jetty.server;

  exports io.github.pss4j.webhook;
}
