package io.github.pss4j.policy;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Version;
import io.github.pss4j.rules.StandardRules;
import java.util.EnumSet;
import java.util.Set;

/**
 * The way in: policies made of the standard rules, and of rules of a caller's own.
 *
 * <pre>{@code
 * Evaluation verdict = PodSecurity.standard().evaluate(Level.RESTRICTED, Version.latest(), pod);
 * }</pre>
 *
 * <p>Thread-safe, and so are the policies.
 */
public final class PodSecurity {
  private static final Policy STANDARD = builder().build();

  private PodSecurity() {}

  /** The Pod Security Standards as the newest API server enforces them. */
  public static Policy standard() {
    return STANDARD;
  }

  /** Begins a policy that starts out with the standard rules. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Policy}; not thread-safe. */
  public static final class Builder {
    private final ImmutableList.Builder<Rule> rules =
        ImmutableList.<Rule>builder().addAll(StandardRules.all());
    private final Set<FeatureGate> gates = EnumSet.noneOf(FeatureGate.class);
    private Version release = Version.latest();

    private Builder() {}

    /**
     * Adds a rule. Rules are answered in the order of their ids, baseline rules first. A restricted
     * rule may override baseline rules, including standard ones.
     */
    public Builder addRule(Rule rule) {
      rules.add(requireNonNull(rule, "rule"));
      return this;
    }

    /**
     * Answers as a cluster of that release does, in the decisions, the order and the words of its
     * own code; without this, as a cluster of the newest release.
     *
     * <p>The release is not the policy version: that is what a namespace asks for, and each release
     * answers for all of them. {@code latest}, and any version newer than the release, is judged as
     * the version of the release.
     *
     * <p>Known are the releases since v1.22, the first with Pod Security admission. An older one is
     * answered by the code of v1.22, a newer one than the rules know by the newest code.
     *
     * @throws IllegalArgumentException if the release is {@code latest}
     */
    public Builder emulateRelease(Version release) {
      requireNonNull(release, "release");
      checkArgument(!release.isLatest(), "the release to emulate must be a number, as v1.30");
      this.release = release;
      return this;
    }

    /**
     * Turns a feature gate of the release on; all are off by default.
     *
     * @see <a href="https://kep.k8s.io/127">KEP-127</a>
     */
    public Builder enable(FeatureGate gate) {
      gates.add(requireNonNull(gate, "gate"));
      return this;
    }

    /**
     * Compiles the policy.
     *
     * @throws IllegalArgumentException if the release does not have a feature gate that is on, two
     *     rules have one id, a rule overrides one that is not in the policy, or the rules have more
     *     revisions than fit a table
     */
    public Policy build() {
      for (FeatureGate gate : gates) {
        checkArgument(
            gate.isOf(release),
            "the feature gate %s is one of the releases %s to %s, not of %s",
            gate,
            gate.first(),
            gate.last(),
            release);
      }
      return RuleCompiler.compile(rules.build(), StandardRules.newestVersion(), release, gates);
    }
  }
}
