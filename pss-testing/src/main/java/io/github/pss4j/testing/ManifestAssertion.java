package io.github.pss4j.testing;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.admission.Mode;
import io.github.pss4j.policy.PodSecurity;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.PodBearer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Assertions about one or more objects that bear pods. Immutable and thread-safe.
 *
 * <p>Each assertion throws one {@link AssertionError} with everything that is wrong, and otherwise
 * returns this object, for more of them. {@link #under} and {@link #except} say how to judge, and
 * return a new object.
 */
public final class ManifestAssertion {
  private final ManifestSet set;
  private final Policy policy;

  /** The reason of each exception, by control. */
  private final ImmutableMap<String, String> exceptions;

  ManifestAssertion(ManifestSet set) {
    this(set, PodSecurity.standard(), ImmutableMap.of());
  }

  private ManifestAssertion(
      ManifestSet set, Policy policy, ImmutableMap<String, String> exceptions) {
    this.set = set;
    this.policy = policy;
    this.exceptions = exceptions;
  }

  /** The same objects, judged by a policy of the caller's own; by default the standard one. */
  @CheckReturnValue
  public ManifestAssertion under(Policy other) {
    return new ManifestAssertion(set, requireNonNull(other, "policy"), exceptions);
  }

  /**
   * The same objects, which may violate a control. An exception that is not needed fails, too.
   *
   * @param control the id of the control, such as {@code hostPorts}
   * @param reason why; for those who read the test, and the failure once it is not needed any more
   * @throws IllegalArgumentException if there is no reason, or there is an exception for the
   *     control already
   */
  @CheckReturnValue
  public ManifestAssertion except(String control, String reason) {
    requireNonNull(control, "control");
    requireNonNull(reason, "reason");
    checkArgument(!reason.isBlank(), "the exception for \"%s\" must have a reason", control);
    checkArgument(
        !exceptions.containsKey(control), "there is an exception for \"%s\" already", control);
    return new ManifestAssertion(
        set,
        policy,
        ImmutableMap.<String, String>builder()
            .putAll(exceptions)
            .put(control, reason)
            .buildOrThrow());
  }

  /** Fails unless all pods meet that level at that version. */
  @CanIgnoreReturnValue
  public ManifestAssertion meets(LevelVersion levelVersion) {
    requireNonNull(levelVersion, "levelVersion");
    checkControls(exceptions.keySet());
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> violated = new HashSet<>();
    for (Candidate object : set.objects()) {
      Evaluation evaluation = policy.evaluate(levelVersion, object.bearer().asAdmitted());
      addControls(evaluation, violated);
      addVerdict(object, evaluation, "violates " + levelVersion, verdicts);
    }
    report(verdicts, violated, levelVersion.toString()).failIfAny(levelVersion.toString());
    return this;
  }

  /** The same for a level and a version given separately. */
  @CanIgnoreReturnValue
  public ManifestAssertion meets(Level level, Version version) {
    return meets(LevelVersion.of(level, version));
  }

  /**
   * The same for a level and a version in text: {@code restricted:v1.35}.
   *
   * @throws IllegalArgumentException for any other text
   */
  @CanIgnoreReturnValue
  public ManifestAssertion meets(String levelVersion) {
    return meets(LevelVersion.parse(levelVersion));
  }

  /**
   * Fails unless all pods meet the level at every version from the first to the last, both
   * included.
   *
   * @param last a version, or {@code latest} for the newest that the policy knows
   * @throws IllegalArgumentException if the first is {@code latest} or newer than the last
   */
  @CanIgnoreReturnValue
  public ManifestAssertion meetsAtEveryVersion(Level level, Version first, Version last) {
    requireNonNull(level, "level");
    Version end = last.isLatest() ? policy.newestVersion() : last;
    checkArgument(!first.isLatest(), "the first version must be a number, as v1.30");
    checkArgument(!first.isNewerThan(end), "%s must not be newer than %s", first, end);
    checkControls(exceptions.keySet());
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> violated = new HashSet<>();
    for (Candidate object : set.objects()) {
      Assessment assessment = policy.assess(object.bearer().asAdmitted());
      VersionedViolations all = new VersionedViolations();
      for (long minor = first.minor(); minor <= end.minor(); minor++) {
        Evaluation evaluation = assessment.evaluation(level, Version.of(minor));
        addControls(evaluation, violated);
        all.add(minor, without(exceptions.keySet(), evaluation));
      }
      if (!all.isEmpty()) {
        Evaluation newest = assessment.evaluation(level, all.newestVersion());
        verdicts.add(
            new Verdict(
                object,
                "violates " + level + " from " + all.versions(),
                all.violations(),
                all.versionsByControl(),
                message(object, newest),
                fix(object, newest)));
      }
    }
    String about = level + " from " + first + " to " + end;
    report(verdicts, violated, about).failIfAny(about);
    return this;
  }

  /**
   * Fails unless the controls that the pods violate at that level and version, taken together, are
   * exactly these.
   *
   * @param controls the ids of the controls
   * @throws IllegalStateException if there are exceptions, which would say the same in another way
   */
  @CanIgnoreReturnValue
  public ManifestAssertion violatesExactly(LevelVersion levelVersion, String... controls) {
    requireNonNull(levelVersion, "levelVersion");
    checkState(exceptions.isEmpty(), "what is expected to be violated needs no exception");
    ImmutableSet<String> expected = ImmutableSet.copyOf(controls);
    checkControls(expected);
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> violated = new HashSet<>();
    for (Candidate object : set.objects()) {
      Evaluation evaluation = policy.evaluate(levelVersion, object.bearer().asAdmitted());
      addControls(evaluation, violated);
      ImmutableList<Violation> unexpected = without(expected, evaluation);
      if (!unexpected.isEmpty()) {
        String headline = "violates " + levelVersion + ", other than expected";
        verdicts.add(new Verdict(object, headline, unexpected, message(object, evaluation), null));
      }
    }
    FailureReport report = report(verdicts, violated, levelVersion.toString());
    for (String control : Sets.difference(expected, violated)) {
      report.other(
          "%s was expected to be violated at %s, but is not".formatted(control, levelVersion));
    }
    report.failIfAny(levelVersion + ", other than expected");
    return this;
  }

  /**
   * The same for a level and a version in text: {@code restricted:v1.35}.
   *
   * @throws IllegalArgumentException for any other text
   */
  @CanIgnoreReturnValue
  public ManifestAssertion violatesExactly(String levelVersion, String... controls) {
    return violatesExactly(LevelVersion.parse(levelVersion), controls);
  }

  /**
   * Fails unless the pods would be admitted to a namespace with these labels. Of an object that
   * makes pods from a template, those pods must be: the API server admits the object itself in any
   * case. Warnings and audit annotations do not matter.
   *
   * @param labels the labels of the namespace; without a label for {@code enforce} everything is
   *     admitted, as in a cluster without a configuration of its own
   * @throws IllegalStateException if there are exceptions, of which an API server knows nothing
   */
  @CanIgnoreReturnValue
  public ManifestAssertion isAdmittedTo(Map<String, String> labels) {
    requireNonNull(labels, "labels");
    checkState(exceptions.isEmpty(), "an API server knows no exceptions for single controls");
    TestedNamespace namespace = new TestedNamespace(policy, labels);
    List<Verdict> verdicts = new ArrayList<>();
    for (Candidate object : set.objects()) {
      namespace
          .refusal(object.bearer())
          .ifPresent(
              refusal -> {
                PodBearer bearer = object.bearer();
                PodBearer pod = TestedNamespace.podOf(bearer);
                verdicts.add(
                    new Verdict(
                        object,
                        refusal.headline(),
                        policy.evaluate(namespace.enforced(), pod.asAdmitted()).violations(),
                        refusal.message(),
                        Fix.of(bearer, pod, policy, namespace.enforced(), Set.of())));
              });
    }
    FailureReport report = report(verdicts, Set.of(), Mode.ENFORCE.toString());
    namespace.faults().forEach(report::other);
    report.failIfAny(namespace.enforced() + ", which the namespace enforces");
    return this;
  }

  /** What is wrong, with everything that cannot be judged and the exceptions without need. */
  private FailureReport report(List<Verdict> verdicts, Set<String> violated, String about) {
    FailureReport report =
        new FailureReport(set.objects().size()).verdicts(verdicts).problems(set.problems());
    if (set.problems().isEmpty()) {
      // What could not be read might need them.
      unneeded(violated, about).forEach(report::other);
    }
    return report;
  }

  private List<String> unneeded(Set<String> violated, String about) {
    return exceptions.entrySet().stream()
        .filter(exception -> !violated.contains(exception.getKey()))
        .map(
            exception ->
                "the exception for %s is not needed any more: nothing violates it at %s; remove it (its reason was: %s)"
                    .formatted(exception.getKey(), about, exception.getValue()))
        .toList();
  }

  private void addVerdict(
      Candidate object, Evaluation evaluation, String headline, List<Verdict> verdicts) {
    ImmutableList<Violation> remaining = without(exceptions.keySet(), evaluation);
    if (!remaining.isEmpty()) {
      verdicts.add(
          new Verdict(
              object, headline, remaining, message(object, evaluation), fix(object, evaluation)));
    }
  }

  private Fix fix(Candidate object, Evaluation evaluation) {
    return Fix.of(object.bearer(), policy, evaluation.levelVersion(), exceptions.keySet());
  }

  private static ImmutableList<Violation> without(Set<String> controls, Evaluation evaluation) {
    return evaluation.violations().stream()
        .filter(violation -> !controls.contains(violation.control()))
        .collect(ImmutableList.toImmutableList());
  }

  private static void addControls(Evaluation evaluation, Set<String> violated) {
    evaluation.violations().forEach(violation -> violated.add(violation.control()));
  }

  /** A pod is refused; about any other object the API server only warns. */
  private static String message(Candidate object, Evaluation evaluation) {
    return (object.bearer().kind().isPod()
            ? evaluation.violatesMessage()
            : evaluation.wouldViolateMessage())
        .orElse("");
  }

  /** Fails for a slip in an id, where it is known which ids there are. */
  private void checkControls(Set<String> controls) {
    if (policy.equals(PodSecurity.standard())) {
      controls.forEach(StandardRules::get);
    }
  }

  // For tests that are made of an assertion, one for each object.

  ManifestSet set() {
    return set;
  }

  ImmutableMap<String, String> exceptions() {
    return exceptions;
  }

  /** The same about one of the objects. */
  ManifestAssertion only(Candidate object) {
    return new ManifestAssertion(
        new ManifestSet(ImmutableList.of(object), ImmutableList.of()), policy, exceptions);
  }

  /** Fails unless the pods meet that level, whether the exceptions are needed or not. */
  void meetsWithAnyException(LevelVersion levelVersion) {
    checkControls(exceptions.keySet());
    List<Verdict> verdicts = new ArrayList<>();
    for (Candidate object : set.objects()) {
      Evaluation evaluation = policy.evaluate(levelVersion, object.bearer().asAdmitted());
      addVerdict(object, evaluation, "violates " + levelVersion, verdicts);
    }
    new FailureReport(set.objects().size()).verdicts(verdicts).failIfAny(levelVersion.toString());
  }

  /** Fails unless some pod needs the exception for that control. */
  void needsException(String control, LevelVersion levelVersion) {
    Set<String> violated = new HashSet<>(exceptions.keySet());
    violated.remove(control);
    for (Candidate object : set.objects()) {
      addControls(policy.evaluate(levelVersion, object.bearer().asAdmitted()), violated);
    }
    FailureReport report = new FailureReport(1);
    unneeded(violated, levelVersion.toString()).forEach(report::other);
    report.failIfAny(levelVersion.toString());
  }
}
