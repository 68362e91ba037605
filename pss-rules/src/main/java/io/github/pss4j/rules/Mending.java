package io.github.pss4j.rules;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Changes the parts of a pod that findings are about, and nothing else. */
final class Mending {
  private Mending() {}

  /** Changes the security context of the pod, whether or not it has one. */
  static Pod pod(Pod pod, UnaryOperator<PodSecurityContext> change) {
    PodSecurityContext context = SecurityContexts.of(pod.spec());
    PodSecurityContext changed = change.apply(context);
    return changed.equals(context)
        ? pod
        : withSpec(pod, PodSpec.builder().from(pod.spec()).securityContext(changed).build());
  }

  /** Changes the security context of the pod if a finding is about it. */
  static Pod podIfFound(
      Pod pod, ImmutableList<Finding> findings, UnaryOperator<PodSecurityContext> change) {
    return of(Subject.pod(), findings).isEmpty() ? pod : pod(pod, change);
  }

  /** Changes each container that findings are about. */
  static Pod containers(
      Pod pod,
      ImmutableList<Finding> findings,
      BiFunction<Container, ImmutableList<Finding>, Container> change) {
    PodSpec spec = pod.spec();
    List<Container> changed = new ArrayList<>();
    for (int i = 0; i < spec.allContainers().size(); i++) {
      Container container = spec.allContainers().get(i);
      ImmutableList<Finding> own = of(Subject.container(spec, i), findings);
      changed.add(own.isEmpty() ? container : change.apply(container, own));
    }
    if (changed.equals(spec.allContainers())) {
      return pod;
    }
    int init = spec.initContainers().size();
    int regular = init + spec.containers().size();
    return withSpec(
        pod,
        PodSpec.builder()
            .from(spec)
            .initContainers(changed.subList(0, init))
            .containers(changed.subList(init, regular))
            .ephemeralContainers(changed.subList(regular, changed.size()))
            .build());
  }

  /** Changes the security context of each container that findings are about. */
  static Pod contexts(
      Pod pod,
      ImmutableList<Finding> findings,
      BiFunction<SecurityContext, ImmutableList<Finding>, SecurityContext> change) {
    return containers(
        pod,
        findings,
        (container, own) -> {
          SecurityContext context = SecurityContexts.of(container);
          SecurityContext changed = change.apply(context, own);
          return changed.equals(context)
              ? container
              : Container.builder().from(container).securityContext(changed).build();
        });
  }

  /** Gives each annotation that findings are about another value. */
  static Pod annotations(Pod pod, ImmutableList<Finding> findings, String value) {
    Map<String, String> annotations = new LinkedHashMap<>(pod.metadata().annotations());
    for (Finding finding : findings) {
      if (finding.subject().kind() == Subject.Kind.ANNOTATION) {
        annotations.put(finding.subject().name(), value);
      }
    }
    if (annotations.equals(pod.metadata().annotations())) {
      return pod;
    }
    ObjectMeta metadata =
        ObjectMeta.builder()
            .from(pod.metadata())
            .annotations(ImmutableMap.copyOf(annotations))
            .build();
    return Pod.builder().from(pod).metadata(metadata).build();
  }

  /**
   * The elements of a list that no finding is about.
   *
   * @param field the field that a finding about the element at an index names
   */
  static <T> ImmutableList<T> without(
      ImmutableList<Finding> findings, ImmutableList<T> list, IntFunction<FieldPath> field) {
    ImmutableList.Builder<T> kept = ImmutableList.builder();
    for (int i = 0; i < list.size(); i++) {
      if (!names(findings, field.apply(i))) {
        kept.add(list.get(i));
      }
    }
    return kept.build();
  }

  /** Whether a finding is about that field of its subject. */
  static boolean names(ImmutableList<Finding> findings, FieldPath field) {
    return findings.stream().anyMatch(finding -> finding.field().filter(field::equals).isPresent());
  }

  static ImmutableList<Finding> of(Subject subject, ImmutableList<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .collect(toImmutableList());
  }

  private static Pod withSpec(Pod pod, PodSpec spec) {
    return Pod.builder().from(pod).spec(spec).build();
  }
}
