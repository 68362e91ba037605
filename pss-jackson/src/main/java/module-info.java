/** What comes in and goes out: raw JSON and YAML to the model, results to JSON. */
module io.github.pss4j.jackson {
  requires transitive io.github.pss4j.core;
  requires transitive com.fasterxml.jackson.databind;
  requires org.yaml.snakeyaml;

  exports io.github.pss4j.jackson;
}
