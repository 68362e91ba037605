package io.github.pss4j.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.admission.Exemptions;

/**
 * Users that are controllers: who exempts one exempts everybody who may make what it makes pods of.
 */
final class ControllerAccounts {
  private static final String KUBE_SYSTEM = "system:serviceaccount:kube-system:";
  private static final ImmutableSet<String> OTHERS =
      ImmutableSet.of("system:kube-controller-manager", "system:apiserver");

  private ControllerAccounts() {}

  /** Those that are exempt. */
  static ImmutableList<String> in(Exemptions exemptions) {
    return exemptions.usernames().stream()
        .filter(it -> OTHERS.contains(it) || isControllerOfKubernetes(it))
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isControllerOfKubernetes(String user) {
    return user.startsWith(KUBE_SYSTEM) && user.endsWith("-controller");
  }
}
