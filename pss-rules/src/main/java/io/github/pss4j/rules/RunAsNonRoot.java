package io.github.pss4j.rules;

import static io.github.pss4j.FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * Every container must be kept from running as root, by its own setting or by that of the pod.
 * Since v1.35 pods in a user namespace are exempt.
 *
 * <p>Restricted fields: {@code securityContext.runAsNonRoot} of the pod and of {@code
 * containers[*]}.
 *
 * <p>Allowed values: {@code true}; in a container undefined too if the pod sets {@code true}.
 *
 * <p>Only where nobody sets {@code false} are those named that set nothing. Setters are named in
 * the order of the pod.
 */
final class RunAsNonRoot {
  private static final FieldPath RUN_AS_NON_ROOT =
      FieldPath.of("securityContext").field("runAsNonRoot");
  private static final Allowed TRUE = Allowed.anyOf(true);
  private static final Allowed TRUE_OR_ABSENT = TRUE.orAbsent();
  private static final String REASON = "runAsNonRoot != true";

  static final Rule RULE =
      Rule.restricted("runAsNonRoot")
          .since(0, RunAsNonRoot::check)
          .exemptingBehind(USER_NAMESPACES_POD_SECURITY_STANDARDS, 29, Exempt.USER_NAMESPACE)
          .exempting(35, Exempt.USER_NAMESPACE)
          .remedy(
              Remedy.builder("build an image that runs as another user than root")
                  .fill(RunAsNonRoot::filled)
                  .replace(RunAsNonRoot::mended)
                  .safeFor(RunAsNonRoot::runsAsOthersAnyway)
                  .build())
          .build();

  private RunAsNonRoot() {}

  private static CheckResult check(Pod pod) {
    Boolean inherited = SecurityContexts.of(pod.spec()).runAsNonRoot();
    CheckResult.Builder refused = CheckResult.builder();
    CheckResult.Builder missing = CheckResult.builder();
    if (Boolean.FALSE.equals(inherited)) {
      refused = refused.with(Subject.pod(), RUN_AS_NON_ROOT, FieldValue.of(false), TRUE);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      Boolean own = SecurityContexts.of(containers.get(i)).runAsNonRoot();
      if (Boolean.FALSE.equals(own)) {
        Allowed allowed = Boolean.TRUE.equals(inherited) ? TRUE_OR_ABSENT : TRUE;
        refused =
            refused.with(
                Subject.container(pod.spec(), i), RUN_AS_NON_ROOT, FieldValue.of(false), allowed);
      } else if (own == null && !Boolean.TRUE.equals(inherited)) {
        missing = missing.with(Subject.container(pod.spec(), i), RUN_AS_NON_ROOT, null, TRUE);
      }
    }
    return refused.isEmpty()
        ? missing.build(REASON, RunAsNonRoot::missingDetail)
        : refused.build(REASON, RunAsNonRoot::refusedDetail);
  }

  private static String refusedDetail(ImmutableList<Finding> findings) {
    return new Sentence()
        .setters(findings)
        .text(" must not set securityContext.runAsNonRoot=false")
        .toString();
  }

  private static String missingDetail(ImmutableList<Finding> findings) {
    return new Sentence()
        .text("pod or ")
        .containers(findings)
        .text(" must set securityContext.runAsNonRoot=true")
        .toString();
  }

  /** One setting of the pod serves all containers, unless one of those that need it is root. */
  private static Pod filled(Pod pod, ImmutableList<Finding> findings) {
    if (findings.get(0).actual().isPresent()) {
      return pod;
    }
    return wouldStopRoot(pod)
        ? Mending.containers(
            pod, findings, (container, own) -> isRoot(container, pod) ? container : kept(container))
        : Mending.pod(
            pod, context -> PodSecurityContext.builder().from(context).runAsNonRoot(true).build());
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    if (findings.get(0).actual().isEmpty()) {
      return pod;
    }
    Pod mended =
        Mending.containers(
            pod,
            findings,
            (container, own) -> isRoot(container, pod) ? container : kept(container));
    return wouldStopRoot(pod)
        ? mended
        : Mending.podIfFound(
            mended,
            findings,
            context -> PodSecurityContext.builder().from(context).runAsNonRoot(true).build());
  }

  private static Container kept(Container container) {
    SecurityContext context = SecurityContexts.of(container);
    return Container.builder()
        .from(container)
        .securityContext(SecurityContext.builder().from(context).runAsNonRoot(true).build())
        .build();
  }

  /** Whether a setting of the pod would reach a container that runs as root. */
  private static boolean wouldStopRoot(Pod pod) {
    return pod.spec().allContainers().stream()
        .anyMatch(it -> SecurityContexts.of(it).runAsNonRoot() == null && isRoot(it, pod));
  }

  /** Whether the pod says that the container runs as root; else the image decides. */
  private static boolean isRoot(Container container, Pod pod) {
    Long user = user(container, pod);
    return user != null && user == 0;
  }

  private static boolean runsAsOthersAnyway(Pod pod) {
    return pod.spec().allContainers().stream()
        .map(container -> user(container, pod))
        .allMatch(user -> user != null && user != 0);
  }

  private static @Nullable Long user(Container container, Pod pod) {
    Long own = SecurityContexts.of(container).runAsUser();
    return own == null ? SecurityContexts.of(pod.spec()).runAsUser() : own;
  }
}
