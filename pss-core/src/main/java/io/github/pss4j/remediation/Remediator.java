package io.github.pss4j.remediation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Remedy;
import io.github.pss4j.Remedy.Impact;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.remediation.PodDiff.Step;
import io.github.pss4j.workload.PodBearer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds out how pods can be made to meet a level. Immutable and thread-safe.
 *
 * <pre>{@code
 * Remediation plan = Remediator.of(PodSecurity.standard()).remediate(Level.RESTRICTED, Version.latest(), pod);
 * }</pre>
 *
 * <p>What is proposed is verified: the pod is changed, and judged again.
 */
public final class Remediator {
  /** Each pass answers what the one before brought to light; the standard rules need two. */
  private static final int MOST_PASSES = 8;

  private final Policy policy;
  private final Remedy.Mode mode;
  private final boolean safeOnly;

  private Remediator(Policy policy, Remedy.Mode mode, boolean safeOnly) {
    this.policy = requireNonNull(policy, "policy");
    this.mode = requireNonNull(mode, "mode");
    this.safeOnly = safeOnly;
  }

  /** Proposes whatever the remedies of the policy's rules know of. */
  public static Remediator of(Policy policy) {
    return new Remediator(policy, Remedy.Mode.REPLACE, false);
  }

  /** The same, but what stands in a pod is not changed; only what is missing is filled in. */
  public Remediator fillOnly() {
    return new Remediator(policy, Remedy.Mode.FILL, safeOnly);
  }

  /** The same, but only changes that state what the runtime would do anyway. */
  public Remediator safeOnly() {
    return new Remediator(policy, mode, true);
  }

  /** How a pod can be made to meet a level at a policy version. */
  public Remediation remediate(Level level, Version version, Pod pod) {
    return remediate(LevelVersion.of(level, version), pod);
  }

  /** The same for a level and a version in one. */
  public Remediation remediate(LevelVersion levelVersion, Pod pod) {
    return remediate(levelVersion, pod, UnaryOperator.identity());
  }

  /**
   * How the pod of an object can be made to meet a level at a policy version. It is judged as the
   * API server would judge it, and changed as it is written; paths are those in the pod.
   */
  public Remediation remediate(LevelVersion levelVersion, PodBearer bearer) {
    requireNonNull(bearer, "bearer");
    return remediate(
        requireNonNull(levelVersion, "levelVersion"),
        bearer.pod(),
        pod -> new PodBearer(bearer.kind(), bearer.namespace(), bearer.name(), pod).asAdmitted());
  }

  private Remediation remediate(LevelVersion levelVersion, Pod pod, UnaryOperator<Pod> admission) {
    Evaluation before = policy.evaluate(levelVersion, admission.apply(pod));
    List<Applied> applied = new ArrayList<>();
    Pod fixed = pod;
    Evaluation after = before;
    for (int pass = 0; pass < MOST_PASSES && !after.allowed(); pass++) {
      Pod start = fixed;
      for (Violation violation : after.violations()) {
        fixed = apply(violation, fixed, applied);
      }
      if (fixed == start) {
        break;
      }
      after = policy.evaluate(levelVersion, admission.apply(fixed));
    }
    return new Remediation(before, operations(PodDiff.between(pod, fixed), applied), fixed, after);
  }

  private Pod apply(Violation violation, Pod pod, List<Applied> applied) {
    Optional<Remedy> remedy = violation.rule().remedy();
    if (remedy.isEmpty()) {
      return pod;
    }
    Impact impact = remedy.get().impact(pod);
    if (safeOnly && impact != Impact.SAFE) {
      return pod;
    }
    Pod changed = remedy.get().apply(pod, violation.findings(), mode);
    if (changed.equals(pod)) {
      return pod;
    }
    applied.add(new Applied(violation, impact, PodDiff.between(pod, changed)));
    return changed;
  }

  /** What the remedy of one control did. */
  private record Applied(Violation violation, Impact impact, ImmutableList<Step> steps) {
    boolean hasPartIn(Step whole) {
      return steps.stream().anyMatch(step -> areRelated(step.path(), whole.path()));
    }

    /** The findings at the place of a step; those of all containers if it is about the pod. */
    ImmutableList<Finding> findingsAt(FieldPath path) {
      ImmutableList<Finding> there =
          violation.findings().stream()
              .filter(finding -> areRelated(finding.path(), path))
              .collect(ImmutableList.toImmutableList());
      return there.isEmpty() ? violation.findings() : there;
    }
  }

  private static ImmutableList<PatchOperation> operations(
      ImmutableList<Step> steps, List<Applied> applied) {
    ImmutableList.Builder<PatchOperation> operations = ImmutableList.builder();
    for (Step step : steps) {
      Impact impact = Impact.SAFE;
      Set<String> controls = new LinkedHashSet<>();
      Set<Finding> findings = new LinkedHashSet<>();
      for (Applied remedy : applied) {
        if (remedy.hasPartIn(step)) {
          impact = remedy.impact() == Impact.BEHAVIOURAL ? Impact.BEHAVIOURAL : impact;
          controls.add(remedy.violation().control());
          findings.addAll(remedy.findingsAt(step.path()));
        }
      }
      operations.add(
          new PatchOperation(
              step.type(),
              step.path(),
              step.value(),
              impact,
              ImmutableList.copyOf(controls),
              ImmutableList.copyOf(findings)));
    }
    return operations.build();
  }

  /** Whether one of two places is inside the other, or they are the same. */
  private static boolean areRelated(FieldPath one, FieldPath other) {
    List<String> steps = one.steps();
    List<String> otherSteps = other.steps();
    int common = Math.min(steps.size(), otherSteps.size());
    return steps.subList(0, common).equals(otherSteps.subList(0, common));
  }
}
