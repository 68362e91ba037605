/** What the Pod Security Standards say: every control, at every policy version. */
module io.github.pss4j.rules {
  requires transitive io.github.pss4j;

  exports io.github.pss4j.rules;
}
