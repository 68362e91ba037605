/** How it is decided: the way in, and the compiled rule table. */
module io.github.pss4j.core {
  requires transitive io.github.pss4j;
  requires io.github.pss4j.rules;

  exports io.github.pss4j.admission;
  exports io.github.pss4j.core;
}
