package io.github.pss4j.rules;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.pss4j.Rule;
import io.github.pss4j.Version;

/**
 * The controls of the Pod Security Standards, with their whole history.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
public final class StandardRules {
  private static final ImmutableList<Rule> ALL =
      ImmutableList.of(
          AppArmor.RULE,
          CapabilitiesBaseline.RULE,
          HostNamespaces.RULE,
          HostPathVolumes.RULE,
          HostPorts.RULE,
          HostProbesAndHostLifecycle.RULE,
          Privileged.RULE,
          ProcMount.RULE,
          SeLinux.RULE,
          SeccompProfileBaseline.RULE,
          Sysctls.RULE,
          WindowsHostProcess.RULE,
          AllowPrivilegeEscalation.RULE,
          CapabilitiesRestricted.RULE,
          ProcMountRestricted.RULE,
          RestrictedVolumes.RULE,
          RunAsNonRoot.RULE,
          RunAsUser.RULE,
          SeccompProfileRestricted.RULE);

  private static final Version NEWEST = Version.of(37);
  private static final Version OLDEST_RELEASE = Version.of(22);

  private static final ImmutableMap<String, Rule> BY_ID = Maps.uniqueIndex(ALL, Rule::id);

  private StandardRules() {}

  /** All 19 controls in the API server's order: baseline by id, then restricted by id. */
  public static ImmutableList<Rule> all() {
    return ALL;
  }

  /**
   * The control with that id, such as {@code hostPorts}.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Rule get(String id) {
    Rule rule = BY_ID.get(requireNonNull(id, "id"));
    if (rule == null) {
      throw new IllegalArgumentException(
          "there is no control \"%s\": must be one of %s"
              .formatted(id, String.join(", ", BY_ID.keySet())));
    }
    return rule;
  }

  /** The first Kubernetes release with Pod Security admission, v1.22. */
  public static Version oldestRelease() {
    return OLDEST_RELEASE;
  }

  /** The policy version of the newest Kubernetes release that these rules describe. */
  public static Version newestVersion() {
    return NEWEST;
  }
}
