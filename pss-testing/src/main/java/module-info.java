/** In unit tests: assertions over manifests and objects, and sample pods. */
module io.github.pss4j.testing {
  requires transitive io.github.pss4j.core;
  requires transitive io.github.pss4j.jackson;
  requires static com.google.errorprone.annotations;
  requires static transitive org.junit.jupiter.api;
  requires static org.junit.platform.commons;
  requires static transitive org.assertj.core;

  exports io.github.pss4j.testing;
}
