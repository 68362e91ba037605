package io.github.pss4j.rules;

import io.github.pss4j.Rule;

/**
 * What {@link ProcMount} demanded before v1.35, with the same restricted fields and allowed values:
 * since then, when the baseline control began to exempt pods in a user namespace, this one keeps
 * restricted as strict as it was.
 */
final class ProcMountRestricted {
  static final Rule RULE =
      Rule.restricted("procMount_restricted")
          .since(35, ProcMount.CHECK, ProcMount.RULE)
          .remedy(ProcMount.REMEDY)
          .build();

  private ProcMountRestricted() {}
}
