package io.github.pss4j.admission;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Evaluation;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.model.OwnerReference;
import io.github.pss4j.model.Pod;
import io.github.pss4j.text.GoQuote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which existing pods of a namespace the labels that it is about to get would have refused.
 * Thread-safe if what it is made of is.
 */
final class NamespaceDryRun {
  private static final ImmutableList<String> LIST_FAILED =
      ImmutableList.of("failed to list pods while checking new PodSecurity enforce level");

  private final Policy policy;
  private final PodSecurityConfiguration configuration;
  private final PodLister pods;
  private final DryRunLimits limits;
  private final InstantSource clock;

  /** A dry run over the pods that the lister lists. */
  NamespaceDryRun(
      Policy policy,
      PodSecurityConfiguration configuration,
      PodLister pods,
      DryRunLimits limits,
      InstantSource clock) {
    this.policy = requireNonNull(policy);
    this.configuration = requireNonNull(configuration);
    this.pods = requireNonNull(pods);
    this.limits = requireNonNull(limits);
    this.clock = requireNonNull(clock);
  }

  /**
   * The warnings of an update of a namespace's labels, in the API server's words and order. Whether
   * the namespace itself is exempt is not asked here.
   *
   * @param deadline when the warnings are of no use any more; half of the time until then is spent
   *     at most; {@link Instant#MAX} for never
   */
  ImmutableList<String> warnings(
      String namespace,
      Map<String, String> oldLabels,
      Map<String, String> newLabels,
      Instant deadline) {
    NamespacePolicy defaults = configuration.defaults();
    LevelVersion oldEnforce = NamespaceLabels.parse(oldLabels, defaults).policy().enforce();
    LevelVersion newEnforce = NamespaceLabels.parse(newLabels, defaults).policy().enforce();
    return asksMore(newEnforce, oldEnforce)
        ? warnings(namespace, newEnforce, deadline)
        : ImmutableList.of();
  }

  /** Whether pods that were admitted under the old one may be refused under the new one. */
  static boolean asksMore(LevelVersion newEnforce, LevelVersion oldEnforce) {
    boolean relaxed =
        newEnforce.version().equals(oldEnforce.version())
            && !newEnforce.level().isStricterThan(oldEnforce.level());
    return !newEnforce.isPrivileged() && !relaxed;
  }

  /** The warnings of existing pods that do not meet what is newly enforced. */
  ImmutableList<String> warnings(String namespace, LevelVersion enforce, Instant deadline) {
    Instant end = end(deadline);
    List<Pod> listed;
    try {
      listed = oneOfEachControllerFirst(pods.pods(namespace, end), configuration.exemptions());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LIST_FAILED;
    } catch (Exception e) {
      return LIST_FAILED;
    }
    int toCheck = Math.min(listed.size(), limits.maximumPods());
    PodsByReason violating = new PodsByReason();
    int checked = 0;
    while (checked < toCheck) {
      Pod pod = listed.get(checked++);
      Evaluation evaluation = policy.evaluate(enforce.level(), enforce.version(), pod);
      if (!evaluation.allowed()) {
        violating.add(evaluation, name(pod));
      }
      if (!clock.instant().isBefore(end)) {
        break;
      }
    }
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    if (checked < listed.size()) {
      warnings.add(
          "new PodSecurity enforce level only checked against the first %d of %d existing pods"
              .formatted(checked, listed.size()));
    }
    if (!violating.isEmpty()) {
      warnings.add(
          "existing pods in namespace %s violate the new PodSecurity enforce level \"%s\""
              .formatted(GoQuote.quote(namespace), enforce));
    }
    return warnings.addAll(violating.warnings()).build();
  }

  private Instant end(Instant deadline) {
    Instant now = clock.instant();
    Duration half = Duration.between(now, deadline).dividedBy(2);
    return now.plus(half.compareTo(limits.timeout()) < 0 ? half : limits.timeout());
  }

  /**
   * The pods that are not exempt. Those of one controller are alike as a rule, so the siblings are
   * worth less of the time; an exempt pod cannot speak for them.
   */
  private static List<Pod> oneOfEachControllerFirst(List<Pod> pods, Exemptions exemptions) {
    List<Pod> ordered = new ArrayList<>(pods.size());
    List<Pod> siblings = new ArrayList<>();
    Set<String> controllers = new HashSet<>();
    for (Pod pod : pods) {
      if (exemptions.exemptsRuntimeClass(pod.spec().runtimeClassName())) {
        continue;
      }
      boolean isSibling = controller(pod).filter(uid -> !controllers.add(uid)).isPresent();
      (isSibling ? siblings : ordered).add(pod);
    }
    ordered.addAll(siblings);
    return ordered;
  }

  /** The uid of the controller that the pod belongs to. */
  private static Optional<String> controller(Pod pod) {
    for (OwnerReference owner : pod.metadata().ownerReferences()) {
      if (Boolean.TRUE.equals(owner.controller())) {
        String uid = owner.uid();
        return Optional.of(uid == null ? "" : uid);
      }
    }
    return Optional.empty();
  }

  private static String name(Pod pod) {
    String name = pod.metadata().name();
    return name == null ? "" : name;
  }
}
