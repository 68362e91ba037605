/** The objects of the official Kubernetes client to the model, without JSON. */
module io.github.pss4j.kubernetesclient {
  requires transitive io.github.pss4j.core;
  requires transitive io.kubernetes.client.java.api;

  exports io.github.pss4j.kubernetesclient;
}
