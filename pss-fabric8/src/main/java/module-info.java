/** The objects of fabric8's Kubernetes client to the model, without JSON. */
// The name of the client ends with a digit.
@SuppressWarnings("module")
module io.github.pss4j.fabric8 {
  requires transitive io.github.pss4j.core;
  requires transitive kubernetes.model.core;
  requires kubernetes.model.apps;
  requires kubernetes.model.batch;
  requires kubernetes.model.extensions;

  exports io.github.pss4j.fabric8;
}
