package io.github.pss4j.testing;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Level;
import io.github.pss4j.Rule;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.rules.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Pods that meet the Pod Security Standards, and pods that violate a control of them, for property
 * tests of code that judges, makes or changes pods. Thread-safe if the source of randomness is.
 *
 * <pre>{@code
 * SamplePods samples = SamplePods.ofSeed(42);
 * Pod right = samples.meeting(Level.RESTRICTED, Version.latest());
 * Pod wrong = samples.violating("hostPorts", Level.BASELINE, Version.latest());
 * }</pre>
 *
 * <p>The same source of randomness leads to the same pods, in one version of this library. The
 * verdict on a pod is the same before and after the API server has filled in its defaults, whether
 * it is a pod or the template of one.
 */
public final class SamplePods {
  /**
   * A minimal pod made by hand, which shows one thing that a control forbids or allows. Immutable.
   *
   * @param control the id of the control
   * @param description what the pod shows, in a few words
   * @param violates whether the pod violates the control, and then no other, at the level that
   *     introduces the control and the newest version; otherwise it meets that level
   * @param pod the pod
   */
  public record Example(String control, String description, boolean violates, Pod pod) {
    /** Checks that each part is given. */
    public Example {
      requireNonNull(control, "control");
      requireNonNull(description, "description");
      requireNonNull(pod, "pod");
    }

    /** The control and what the pod shows. */
    @Override
    public String toString() {
      return control + (violates ? " is violated by " : " allows ") + description;
    }
  }

  private final RandomGenerator random;

  private SamplePods(RandomGenerator random) {
    this.random = requireNonNull(random, "random");
  }

  /** Pods from that source of randomness. */
  public static SamplePods of(RandomGenerator random) {
    return new SamplePods(random);
  }

  /** Pods that depend on that number alone. */
  public static SamplePods ofSeed(long seed) {
    return of(new Random(seed));
  }

  /** A pod that meets the level at the version. At privileged it is any pod. */
  public Pod meeting(Level level, Version version) {
    requireNonNull(level, "level");
    requireNonNull(version, "version");
    if (level != Level.PRIVILEGED) {
      return new CompliantPod(random, level, version, true).pod();
    }
    Pod pod = new CompliantPod(random, Level.BASELINE, version, true).pod();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<String> controls = controlsAt(Level.BASELINE, version);
      pod = new Offence(random, version).in(pod, controls.get(random.nextInt(controls.size())));
    }
    return pod;
  }

  /**
   * A pod that violates that control at the level and version, and no other.
   *
   * @param control the id of a control, such as {@code hostPorts}
   * @throws IllegalArgumentException if the control is not in force there, naming those that are
   */
  public Pod violating(String control, Level level, Version version) {
    requireNonNull(level, "level");
    requireNonNull(version, "version");
    String id = StandardRules.get(control).id();
    List<String> inForce = controlsAt(level, version);
    checkArgument(
        inForce.contains(id),
        "\"%s\" is not in force at %s:%s: must be one of %s",
        id,
        level,
        version,
        String.join(", ", inForce));
    return new Offence(random, version)
        .in(new CompliantPod(random, level, version, false).pod(), id);
  }

  /**
   * The ids of the controls that are in force at a level and version, in the API server's order.
   * One that another control overrides there is not.
   */
  public static List<String> controlsAt(Level level, Version version) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : StandardRules.all()) {
      if (!rule.level().isStricterThan(level) && rule.revisionAt(version).isPresent()) {
        rules.add(rule);
      }
    }
    ImmutableSet<Rule> overridden =
        rules.stream()
            .flatMap(rule -> rule.revisionAt(version).orElseThrow().overrides().stream())
            .collect(ImmutableSet.toImmutableSet());
    return rules.stream().filter(rule -> !overridden.contains(rule)).map(Rule::id).toList();
  }

  /**
   * Minimal pods made by hand for a control: at least one that violates it, and one that barely
   * does not.
   *
   * @throws IllegalArgumentException if there is no such control, naming those that there are
   */
  public static Stream<Example> examples(String control) {
    return MinimalPods.of(StandardRules.get(control).id()).stream();
  }

  /** The same for all controls. */
  public static Stream<Example> examples() {
    return StandardRules.all().stream().map(Rule::id).flatMap(SamplePods::examples);
  }
}
