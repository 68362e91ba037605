package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;

/**
 * What both seccomp controls say of {@code securityContext.seccompProfile.type}, of a pod and of
 * its containers. Setters are named in the order of the pod, types as a sorted set.
 */
final class SeccompFields {
  static final FieldPath TYPE =
      FieldPath.of("securityContext").field("seccompProfile").field("type");
  static final Allowed ALLOWED = Allowed.anyOf("RuntimeDefault", "Localhost");

  static final SeccompProfile DEFAULT = SeccompProfile.builder().type("RuntimeDefault").build();

  private SeccompFields() {}

  /** Finds each profile whose type is not allowed. */
  static CheckResult.Builder forbidden(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    SeccompProfile podProfile = SecurityContexts.of(pod.spec()).seccompProfile();
    if (podProfile != null && !isAllowed(podProfile)) {
      result = result.with(Subject.pod(), TYPE, FieldValue.ofNullable(podProfile.type()), ALLOWED);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      SeccompProfile profile = SecurityContexts.of(containers.get(i)).seccompProfile();
      if (profile != null && !isAllowed(profile)) {
        result =
            result.with(
                Subject.container(pod.spec(), i),
                TYPE,
                FieldValue.ofNullable(profile.type()),
                ALLOWED);
      }
    }
    return result;
  }

  private static boolean isAllowed(SeccompProfile profile) {
    return "RuntimeDefault".equals(profile.type()) || "Localhost".equals(profile.type());
  }

  /** Gives each forbidden profile the type that the runtime has by default. */
  static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    Pod mended =
        Mending.podIfFound(
            pod,
            findings,
            context -> PodSecurityContext.builder().from(context).seccompProfile(DEFAULT).build());
    return Mending.contexts(
        mended,
        findings,
        (context, own) ->
            context.seccompProfile() == null
                ? context
                : SecurityContext.builder().from(context).seccompProfile(DEFAULT).build());
  }

  static String detail(ImmutableList<Finding> findings) {
    return new Sentence()
        .setters(findings)
        .text(" must not set securityContext.seccompProfile.type to ")
        .quoted(Sentence.values(findings))
        .toString();
  }
}
