package io.github.pss4j.rules;

import io.github.pss4j.model.Container;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;

/** Security contexts, of which an absent one says no more than an empty one. */
final class SecurityContexts {
  private static final PodSecurityContext EMPTY_OF_POD = PodSecurityContext.builder().build();
  private static final SecurityContext EMPTY = SecurityContext.builder().build();

  private SecurityContexts() {}

  static PodSecurityContext of(PodSpec spec) {
    PodSecurityContext context = spec.securityContext();
    return context == null ? EMPTY_OF_POD : context;
  }

  static SecurityContext of(Container container) {
    SecurityContext context = container.securityContext();
    return context == null ? EMPTY : context;
  }
}
