package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import io.github.pss4j.text.GoQuote;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The policy that the Pod Security labels of a namespace set, and which of the labels are invalid.
 * Immutable.
 *
 * <p>An invalid label does not affect the others. An invalid enforce level counts as restricted, an
 * invalid audit or warn level as privileged, an invalid version as latest. A namespace that
 * enforces a stricter level than it would warn about by default also warns about that level.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces">Pod
 *     Security Admission labels for namespaces</a>
 */
public final class NamespaceLabels {
  private final ImmutableMap<String, String> labels;
  private final NamespacePolicy policy;
  private final ImmutableList<LabelError> errors;

  private NamespaceLabels(
      Map<String, String> labels, NamespacePolicy policy, ImmutableList<LabelError> errors) {
    this.labels = ImmutableMap.copyOf(labels);
    this.policy = policy;
    this.errors = errors;
  }

  /** Reads the labels of a namespace; those that do not concern Pod Security are ignored. */
  public static NamespaceLabels parse(Map<String, String> labels, NamespacePolicy defaults) {
    requireNonNull(labels, "labels");
    requireNonNull(defaults, "defaults");
    if (labels.isEmpty()) {
      return new NamespaceLabels(labels, defaults, ImmutableList.of());
    }
    Parser parser = new Parser(labels);
    LevelVersion enforce = parser.parse(Mode.ENFORCE, defaults.enforce(), Level.RESTRICTED);
    LevelVersion audit = parser.parse(Mode.AUDIT, defaults.audit(), Level.PRIVILEGED);
    LevelVersion warn = parser.parse(Mode.WARN, defaults.warn(), Level.PRIVILEGED);
    if (parser.hasValidLevel(Mode.ENFORCE)
        && !labels.containsKey(Mode.WARN.levelLabel())
        && enforce.level().isStricterThan(warn.level())) {
      boolean hasVersion = labels.containsKey(Mode.WARN.versionLabel());
      warn = LevelVersion.of(enforce.level(), hasVersion ? warn.version() : enforce.version());
    }
    return new NamespaceLabels(
        labels, new NamespacePolicy(enforce, audit, warn), parser.errors.build());
  }

  /** The policy of the namespace. */
  public NamespacePolicy policy() {
    return policy;
  }

  /** The invalid labels, by mode, the level before the version. */
  public ImmutableList<LabelError> errors() {
    return errors;
  }

  /**
   * The API server's warning when an exempt namespace gets these labels; empty if the policy
   * demands nothing, or no more than the defaults.
   */
  public Optional<String> exemptionWarning(String namespace, NamespacePolicy defaults) {
    requireNonNull(namespace, "namespace");
    requireNonNull(defaults, "defaults");
    if (policy.isFullyPrivileged() || policy.isEquivalentTo(defaults)) {
      return Optional.empty();
    }
    StringJoiner ignored = new StringJoiner(", ", "(", ")");
    for (Mode mode : Mode.values()) {
      boolean labelled =
          labels.containsKey(mode.levelLabel()) || labels.containsKey(mode.versionLabel());
      if (labelled && !policy.of(mode).isPrivileged()) {
        ignored.add(mode + "=" + policy.of(mode));
      }
    }
    return Optional.of(
        "namespace "
            + GoQuote.quote(namespace)
            + " is exempt from Pod Security, and the policy "
            + ignored
            + " will be ignored");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamespaceLabels that
        && labels.equals(that.labels)
        && policy.equals(that.policy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, policy);
  }

  /** The policy, and the invalid labels if there are any. */
  @Override
  public String toString() {
    return errors.isEmpty() ? policy.toString() : policy + ", invalid: " + errors;
  }

  /** Reads labels and collects what is wrong with them. */
  private static final class Parser {
    private final Map<String, String> labels;
    private final ImmutableList.Builder<LabelError> errors = ImmutableList.builder();

    Parser(Map<String, String> labels) {
      this.labels = labels;
    }

    LevelVersion parse(Mode mode, LevelVersion defaults, Level ifInvalid) {
      Level level = defaults.level();
      String levelText = labels.get(mode.levelLabel());
      if (levelText != null) {
        level = Level.tryParse(levelText).orElse(ifInvalid);
        if (!hasValidLevel(mode)) {
          errors.add(new LabelError(mode.levelLabel(), levelText, Expected.LEVEL));
        }
      }
      Version version = defaults.version();
      String versionText = labels.get(mode.versionLabel());
      if (versionText != null) {
        Optional<Version> parsed = Version.tryParse(versionText);
        version = parsed.orElse(Version.latest());
        if (parsed.isEmpty()) {
          errors.add(new LabelError(mode.versionLabel(), versionText, Expected.VERSION));
        }
      }
      return LevelVersion.of(level, version);
    }

    boolean hasValidLevel(Mode mode) {
      String text = labels.get(mode.levelLabel());
      return text != null && Level.tryParse(text).isPresent();
    }
  }
}
