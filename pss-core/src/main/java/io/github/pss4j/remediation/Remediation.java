package io.github.pss4j.remediation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;

/**
 * How a pod can be made to meet a level: what to change, and what remains for a person to decide.
 * Immutable and thread-safe.
 *
 * @param before the verdict on the pod as it was
 * @param operations the changes, a JSON Patch of the pod in their order; empty if there is nothing
 *     to change
 * @param fixed the pod with the changes
 * @param after the verdict on the pod with the changes
 */
public record Remediation(
    Evaluation before, ImmutableList<PatchOperation> operations, Pod fixed, Evaluation after) {
  /** Checks that each part is given. */
  public Remediation {
    requireNonNull(before, "before");
    requireNonNull(operations, "operations");
    requireNonNull(fixed, "fixed");
    requireNonNull(after, "after");
  }

  /**
   * A finding that no change answers.
   *
   * @param control the id of the control
   * @param finding the field at fault, in the pod with the changes
   * @param advice the usual way out; empty if the rule knows none
   */
  public record Manual(String control, Finding finding, String advice) {
    /** Checks that each part is given. */
    public Manual {
      requireNonNull(control, "control");
      requireNonNull(finding, "finding");
      requireNonNull(advice, "advice");
    }
  }

  /** Whether the pod is allowed once it is changed. */
  public boolean allowedAfter() {
    return after.allowed();
  }

  /** What remains for a person to decide, in the API server's order of the controls. */
  public ImmutableList<Manual> manual() {
    ImmutableList.Builder<Manual> manual = ImmutableList.builder();
    for (Violation violation : after.violations()) {
      String advice = violation.rule().remedy().map(Remedy::advice).orElse("");
      for (Finding finding : violation.findings()) {
        manual.add(new Manual(violation.control(), finding, advice));
      }
    }
    return manual.build();
  }

  /**
   * Checks that this was made of a pod, so that its changes can be made there.
   *
   * @throws IllegalArgumentException with the path of the first difference, if it was made of
   *     another pod, or if a rule of one's own changes what no operation can say
   */
  public void checkMadeOf(Pod pod) {
    Origin.check(requireNonNull(pod, "pod"), this);
  }
}
