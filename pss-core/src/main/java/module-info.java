/** How it is decided: policies, the kinds that bear pods, and admission. */
module io.github.pss4j.core {
  requires transitive io.github.pss4j;
  requires transitive io.github.pss4j.rules;

  exports io.github.pss4j.admission;
  exports io.github.pss4j.policy;
  exports io.github.pss4j.remediation;
  exports io.github.pss4j.workload;
}
