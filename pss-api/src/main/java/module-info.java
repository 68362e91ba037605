/** What a caller names: levels, versions, policies, evaluations, rules and the pod model. */
module io.github.pss4j {
  requires transitive com.google.common;
  requires transitive org.jspecify;
  requires static org.immutables.value.annotations;

  exports io.github.pss4j;
  exports io.github.pss4j.model;
}
