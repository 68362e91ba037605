package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

/**
 * What a cluster sets for all its namespaces: the policy where no label says otherwise, and what is
 * exempt. Immutable.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/">Enforce
 *     Pod Security Standards by configuring the built-in admission controller</a>
 */
public record PodSecurityConfiguration(NamespacePolicy defaults, Exemptions exemptions) {
  private static final PodSecurityConfiguration STANDARD =
      new PodSecurityConfiguration(NamespacePolicy.privileged(), Exemptions.none());

  /** Checks that both are given. */
  public PodSecurityConfiguration {
    requireNonNull(defaults);
    requireNonNull(exemptions);
  }

  /** Privileged everywhere and nothing exempt: what holds where nothing is configured. */
  public static PodSecurityConfiguration standard() {
    return STANDARD;
  }

  /** Begins a configuration that is checked as the API server checks it. */
  public static PodSecurityConfigurationBuilder builder() {
    return new PodSecurityConfigurationBuilder();
  }
}
