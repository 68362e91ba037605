package io.github.pss4j.rules;

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
import io.github.pss4j.model.SecurityContext;

/**
 * No container may be privileged.
 *
 * <p>Restricted fields: {@code containers[*].securityContext.privileged}.
 *
 * <p>Allowed values: undefined, {@code false}.
 *
 * <p>Containers are named in the order of the pod.
 */
final class Privileged {
  private static final FieldPath PRIVILEGED = FieldPath.of("securityContext").field("privileged");
  private static final Allowed ALLOWED = Allowed.anyOf(false).orAbsent();

  static final Rule RULE =
      Rule.baseline("privileged")
          .since(0, Privileged::check)
          .remedy(
              Remedy.builder("name the devices and capabilities that the program needs instead")
                  .replace(Privileged::mended)
                  .build())
          .build();

  private Privileged() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      if (Boolean.TRUE.equals(SecurityContexts.of(containers.get(i)).privileged())) {
        result =
            result.with(Subject.container(pod.spec(), i), PRIVILEGED, FieldValue.of(true), ALLOWED);
      }
    }
    return result.build("privileged", Privileged::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return new Sentence()
        .containers(findings)
        .text(" must not set securityContext.privileged=true")
        .toString();
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return Mending.contexts(
        pod,
        findings,
        (context, own) -> SecurityContext.builder().from(context).privileged(false).build());
  }
}
