/** What a caller names: levels, versions, policies, evaluations, rules and the pod model. */
// The modules that text is exported to are compiled after this one.
@SuppressWarnings("module")
module io.github.pss4j {
  requires transitive com.google.common;
  requires transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires static org.immutables.value.annotations;

  exports io.github.pss4j;
  exports io.github.pss4j.model;
  exports io.github.pss4j.text to
      io.github.pss4j.rules,
      io.github.pss4j.core;
}
