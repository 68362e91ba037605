package io.github.pss4j.remediation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.remediation.PodDiff.Step;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a remediation was made of a pod: its operations lead from there to the changed pod, and
 * all else in the two, of which {@link PodTree} and so the operations know nothing, is equal.
 */
final class Origin {
  private static final PodSecurityContext EMPTY_POD_CONTEXT = PodSecurityContext.builder().build();
  private static final SecurityContext EMPTY_CONTEXT = SecurityContext.builder().build();

  private Origin() {}

  static void check(Pod pod, Remediation remediation) {
    Pod fixed = remediation.fixed();
    FieldPath spec = FieldPath.of("spec");
    containers(pod, fixed, spec, "initContainers", PodSpec::initContainers);
    containers(pod, fixed, spec, "containers", PodSpec::containers);
    containers(pod, fixed, spec, "ephemeralContainers", PodSpec::ephemeralContainers);
    check(rest(pod.metadata()).equals(rest(fixed.metadata())), FieldPath.of("metadata"));
    check(rest(pod.spec()).equals(rest(fixed.spec())), spec);
    Set<Step> needed = new LinkedHashSet<>(PodDiff.between(pod, fixed));
    Set<Step> said = new LinkedHashSet<>();
    remediation.operations().forEach(operation -> said.add(step(operation)));
    Optional<Step> difference = Sets.symmetricDifference(said, needed).stream().findFirst();
    if (difference.isPresent()) {
      throw other(difference.get().path());
    }
  }

  private static Step step(PatchOperation operation) {
    return new Step(operation.type(), operation.path(), operation.value());
  }

  private static IllegalArgumentException other(FieldPath path) {
    return new IllegalArgumentException(
        path + ": is not as in the pod that the remediation was made of");
  }

  private interface Containers {
    ImmutableList<Container> of(PodSpec spec);
  }

  private static void containers(
      Pod pod, Pod fixed, FieldPath spec, String field, Containers containers) {
    ImmutableList<Container> there = containers.of(pod.spec());
    ImmutableList<Container> expected = containers.of(fixed.spec());
    FieldPath path = spec.field(field);
    if (there.size() != expected.size()) {
      throw new IllegalArgumentException(
          "%s: has length %d; must have %d, as in the pod that the remediation was made of"
              .formatted(path, there.size(), expected.size()));
    }
    for (int i = 0; i < there.size(); i++) {
      check(rest(there.get(i)).equals(rest(expected.get(i))), path.index(i));
    }
  }

  private static void check(boolean equal, FieldPath path) {
    if (!equal) {
      throw other(path);
    }
  }

  private static ObjectMeta rest(ObjectMeta metadata) {
    return ObjectMeta.builder().from(metadata).annotations(ImmutableMap.of()).build();
  }

  private static PodSpec rest(PodSpec spec) {
    PodSecurityContext context =
        spec.securityContext() == null ? EMPTY_POD_CONTEXT : spec.securityContext();
    return PodSpec.builder()
        .from(spec)
        .initContainers(ImmutableList.of())
        .containers(ImmutableList.of())
        .ephemeralContainers(ImmutableList.of())
        .securityContext(
            PodSecurityContext.builder()
                .from(context)
                .seLinuxOptions(null)
                .runAsNonRoot(null)
                .sysctls(ImmutableList.of())
                .seccompProfile(null)
                .appArmorProfile(null)
                .build())
        .build();
  }

  private static Container rest(Container container) {
    SecurityContext context =
        container.securityContext() == null ? EMPTY_CONTEXT : container.securityContext();
    return Container.builder()
        .from(container)
        .livenessProbe(null)
        .readinessProbe(null)
        .startupProbe(null)
        .lifecycle(null)
        .securityContext(
            SecurityContext.builder()
                .from(context)
                .capabilities(null)
                .privileged(null)
                .seLinuxOptions(null)
                .runAsNonRoot(null)
                .allowPrivilegeEscalation(null)
                .procMount(null)
                .seccompProfile(null)
                .appArmorProfile(null)
                .build())
        .build();
  }
}
