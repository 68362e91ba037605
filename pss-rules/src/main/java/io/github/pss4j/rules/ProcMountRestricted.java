package io.github.pss4j.rules;

import io.github.pss4j.Rule;

/**
 * Since v1.35, when {@link ProcMount} began to exempt pods in a user namespace: at restricted it
 * goes on to apply to every pod.
 */
final class ProcMountRestricted {
  static final Rule RULE =
      Rule.restricted("procMount_restricted").since(35, ProcMount.CHECK, ProcMount.RULE).build();

  private ProcMountRestricted() {}
}
