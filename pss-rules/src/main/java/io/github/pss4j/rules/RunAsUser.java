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
import org.jspecify.annotations.Nullable;

/**
 * No pod and no container may run as the user root. Since v1.23; since v1.35 pods in a user
 * namespace are exempt.
 *
 * <p>Restricted fields: {@code securityContext.runAsUser} of the pod and of {@code containers[*]}.
 *
 * <p>Allowed values: undefined, any number but 0.
 *
 * <p>Setters are named in the order of the pod.
 */
final class RunAsUser {
  private static final FieldPath RUN_AS_USER = FieldPath.of("securityContext").field("runAsUser");
  private static final Allowed ALLOWED = Allowed.described("a number other than 0").orAbsent();

  static final Rule RULE =
      Rule.restricted("runAsUser")
          .since(23, RunAsUser::check)
          .exemptingBehind(USER_NAMESPACES_POD_SECURITY_STANDARDS, 29, Exempt.USER_NAMESPACE)
          .exempting(35, Exempt.USER_NAMESPACE)
          .remedy(
              Remedy.manual(
                  "build an image that runs as another user, and leave runAsUser out or"
                      + " set it to that user's number"))
          .build();

  private RunAsUser() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    if (isRoot(SecurityContexts.of(pod.spec()).runAsUser())) {
      result = result.with(Subject.pod(), RUN_AS_USER, FieldValue.of(0), ALLOWED);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      if (isRoot(SecurityContexts.of(containers.get(i)).runAsUser())) {
        result =
            result.with(Subject.container(pod.spec(), i), RUN_AS_USER, FieldValue.of(0), ALLOWED);
      }
    }
    return result.build("runAsUser=0", RunAsUser::detail);
  }

  private static boolean isRoot(@Nullable Long user) {
    return user != null && user == 0;
  }

  private static String detail(ImmutableList<Finding> findings) {
    return new Sentence().setters(findings).text(" must not set runAsUser=0").toString();
  }
}
