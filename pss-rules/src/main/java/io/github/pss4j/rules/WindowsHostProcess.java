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
import io.github.pss4j.model.WindowsSecurityContextOptions;
import org.jspecify.annotations.Nullable;

/**
 * No pod and no container may be a Windows host process.
 *
 * <p>Restricted fields: {@code securityContext.windowsOptions.hostProcess} of the pod and of {@code
 * containers[*]}.
 *
 * <p>Allowed values: undefined, {@code false}.
 *
 * <p>Setters are named in the order of the pod.
 */
final class WindowsHostProcess {
  private static final FieldPath HOST_PROCESS =
      FieldPath.of("securityContext").field("windowsOptions").field("hostProcess");
  private static final Allowed ALLOWED = Allowed.anyOf(false).orAbsent();

  static final Rule RULE =
      Rule.baseline("windowsHostProcess")
          .since(0, WindowsHostProcess::check)
          .remedy(
              Remedy.manual(
                  "run it as a container that is no host process, or in a namespace that"
                      + " is meant for pods that manage the node"))
          .build();

  private WindowsHostProcess() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    if (isHostProcess(SecurityContexts.of(pod.spec()).windowsOptions())) {
      result = result.with(Subject.pod(), HOST_PROCESS, FieldValue.of(true), ALLOWED);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      if (isHostProcess(SecurityContexts.of(containers.get(i)).windowsOptions())) {
        result =
            result.with(
                Subject.container(pod.spec(), i), HOST_PROCESS, FieldValue.of(true), ALLOWED);
      }
    }
    return result.build("hostProcess", WindowsHostProcess::detail);
  }

  private static boolean isHostProcess(@Nullable WindowsSecurityContextOptions options) {
    return options != null && Boolean.TRUE.equals(options.hostProcess());
  }

  private static String detail(ImmutableList<Finding> findings) {
    return new Sentence()
        .setters(findings)
        .text(" must not set securityContext.windowsOptions.hostProcess=true")
        .toString();
  }
}
