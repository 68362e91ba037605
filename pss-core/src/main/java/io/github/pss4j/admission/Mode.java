package io.github.pss4j.admission;

/**
 * What happens when a pod violates the policy of its namespace.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod Security
 *     Admission</a>
 */
public enum Mode {
  /** The pod is refused. */
  ENFORCE("enforce"),
  /** The request is marked in the audit log. */
  AUDIT("audit"),
  /** The user is warned. */
  WARN("warn");

  private static final String LABEL_PREFIX = "pod-security.kubernetes.io/";

  private final String text;
  private final String levelLabel;
  private final String versionLabel;

  Mode(String text) {
    this.text = text;
    this.levelLabel = LABEL_PREFIX + text;
    this.versionLabel = LABEL_PREFIX + text + "-version";
  }

  /** The namespace label for the level: {@code pod-security.kubernetes.io/enforce}. */
  public String levelLabel() {
    return levelLabel;
  }

  /** The namespace label for the version: {@code pod-security.kubernetes.io/enforce-version}. */
  public String versionLabel() {
    return versionLabel;
  }

  /** The mode as a configuration has it: {@code enforce}. */
  @Override
  public String toString() {
    return text;
  }
}
