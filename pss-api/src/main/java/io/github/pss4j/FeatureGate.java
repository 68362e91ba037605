package io.github.pss4j;

import static java.util.Objects.requireNonNull;

/**
 * A switch of the API server that changes what its controls say. It is off by default, and only
 * some releases have it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/">Feature
 *     Gates</a>
 */
public enum FeatureGate {
  /**
   * {@code UserNamespacesPodSecurityStandards}, of v1.29 to v1.34: some controls let pods in a user
   * namespace pass. Since v1.35 that is a part of the policy version v1.35.
   *
   * @see <a href="https://kep.k8s.io/127">KEP-127</a>
   */
  USER_NAMESPACES_POD_SECURITY_STANDARDS("UserNamespacesPodSecurityStandards", 29, 34);

  private final String text;
  private final long first;
  private final long last;

  FeatureGate(String text, long first, long last) {
    this.text = text;
    this.first = first;
    this.last = last;
  }

  /** The first release that has the gate. */
  public Version first() {
    return Version.of(first);
  }

  /** The last release that has the gate. */
  public Version last() {
    return Version.of(last);
  }

  /** Whether a release has the gate. */
  public boolean isOf(Version release) {
    requireNonNull(release, "release");
    return !first().isNewerThan(release) && !release.isNewerThan(last());
  }

  /** The name of the gate as the command line of the API server has it. */
  @Override
  public String toString() {
    return text;
  }
}
