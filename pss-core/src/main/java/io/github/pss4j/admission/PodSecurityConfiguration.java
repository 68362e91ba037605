package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The configuration of Pod Security in a cluster: the policy of namespaces without labels, and what
 * is exempt. Immutable.
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
    requireNonNull(defaults, "defaults");
    requireNonNull(exemptions, "exemptions");
  }

  /** Everything privileged and nothing exempt: the behaviour without a configuration. */
  public static PodSecurityConfiguration standard() {
    return STANDARD;
  }

  /** Begins a configuration, which is checked as the API server checks it. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link PodSecurityConfiguration} from text, and reports everything that is wrong with
   * it. Not thread-safe.
   *
   * <p>Levels are privileged and versions latest unless set; an empty text counts as not set.
   */
  public static final class Builder {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Predicate<String> IS_LABEL = matches(LABEL, 63);
    private static final Predicate<String> IS_SUBDOMAIN =
        matches(LABEL + "(\\." + LABEL + ")*", 253);

    private final Map<Mode, String> levels = new EnumMap<>(Mode.class);
    private final Map<Mode, String> versions = new EnumMap<>(Mode.class);
    private final List<String> namespaces = new ArrayList<>();
    private final List<String> usernames = new ArrayList<>();
    private final List<String> runtimeClasses = new ArrayList<>();

    private Builder() {}

    private static Predicate<String> matches(String pattern, int maximumLength) {
      Predicate<String> matches = Pattern.compile(pattern).asMatchPredicate();
      return text -> text.length() <= maximumLength && matches.test(text);
    }

    /** Sets the default level of a mode: {@code baseline}. */
    public Builder defaultLevel(Mode mode, String level) {
      levels.put(requireNonNull(mode, "mode"), requireNonNull(level, "level"));
      return this;
    }

    /** Sets the default version of a mode: {@code latest}, {@code v1.25}. */
    public Builder defaultVersion(Mode mode, String version) {
      versions.put(requireNonNull(mode, "mode"), requireNonNull(version, "version"));
      return this;
    }

    /** Sets the default level and version of each mode. */
    public Builder defaults(NamespacePolicy policy) {
      requireNonNull(policy, "policy");
      for (Mode mode : Mode.values()) {
        defaultLevel(mode, policy.of(mode).level().toString());
        defaultVersion(mode, policy.of(mode).version().toString());
      }
      return this;
    }

    /** Adds exempt namespaces. */
    public Builder exemptNamespaces(List<String> names) {
      namespaces.addAll(requireNonNull(names, "names"));
      return this;
    }

    /** Adds exempt users. */
    public Builder exemptUsernames(List<String> names) {
      usernames.addAll(requireNonNull(names, "names"));
      return this;
    }

    /** Adds exempt runtime classes. */
    public Builder exemptRuntimeClasses(List<String> names) {
      runtimeClasses.addAll(requireNonNull(names, "names"));
      return this;
    }

    /** Everything that is wrong with what was set; empty if {@link #build} will succeed. */
    public ImmutableList<ConfigurationFault> faults() {
      ImmutableList.Builder<ConfigurationFault> faults = ImmutableList.builder();
      for (Mode mode : Mode.values()) {
        String level = levels.getOrDefault(mode, "");
        if (!level.isEmpty() && Level.tryParse(level).isEmpty()) {
          faults.add(fault("defaults." + mode, level, Expected.LEVEL));
        }
        String version = versions.getOrDefault(mode, "");
        if (!version.isEmpty() && Version.tryParse(version).isEmpty()) {
          faults.add(fault("defaults." + mode + "-version", version, Expected.VERSION));
        }
      }
      check(
          "exemptions.namespaces",
          namespaces,
          IS_LABEL,
          "must be a DNS label: at most 63 of a-z, 0-9 and \"-\", with no \"-\" at either end",
          faults);
      check("exemptions.usernames", usernames, name -> !name.isEmpty(), "must be a name", faults);
      check(
          "exemptions.runtimeClasses",
          runtimeClasses,
          IS_SUBDOMAIN,
          "must be a DNS subdomain: at most 253 of a-z, 0-9, \"-\" and \".\","
              + " with a letter or digit at either end and beside each \".\"",
          faults);
      return faults.build();
    }

    private static void check(
        String path,
        List<String> names,
        Predicate<String> isValid,
        String expected,
        ImmutableList.Builder<ConfigurationFault> faults) {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        if (!isValid.test(name)) {
          faults.add(fault(path + "[" + i + "]", name, expected));
        } else if (!seen.add(name)) {
          faults.add(fault(path + "[" + i + "]", name, "is given twice; it must be given once"));
        }
      }
    }

    private static ConfigurationFault fault(String path, String value, String problem) {
      return new ConfigurationFault(path, "\"" + value + "\" " + problem);
    }

    /**
     * The configuration.
     *
     * @throws InvalidConfigurationException if there is any fault, with all of them
     */
    public PodSecurityConfiguration build() {
      ImmutableList<ConfigurationFault> faults = faults();
      if (!faults.isEmpty()) {
        throw new InvalidConfigurationException(faults);
      }
      return new PodSecurityConfiguration(
          new NamespacePolicy(defaultOf(Mode.ENFORCE), defaultOf(Mode.AUDIT), defaultOf(Mode.WARN)),
          new Exemptions(
              ImmutableSet.copyOf(namespaces),
              ImmutableSet.copyOf(usernames),
              ImmutableSet.copyOf(runtimeClasses)));
    }

    private LevelVersion defaultOf(Mode mode) {
      return LevelVersion.of(
          Level.tryParse(levels.getOrDefault(mode, "")).orElse(Level.PRIVILEGED),
          Version.tryParse(versions.getOrDefault(mode, "")).orElse(Version.latest()));
    }
  }
}
