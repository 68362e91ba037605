package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import java.util.List;

/** What both capability controls say of {@code securityContext.capabilities.add}. */
final class AddedCapabilities {
  static final FieldPath ADD = FieldPath.of("securityContext").field("capabilities").field("add");

  private static final Capabilities NONE = Capabilities.builder().build();

  private AddedCapabilities() {}

  /** Finds each added capability of a container that is not among the allowed ones. */
  static CheckResult.Builder outside(
      ImmutableSet<String> allowed,
      Allowed words,
      PodSpec spec,
      int container,
      CheckResult.Builder result) {
    ImmutableList<String> added = of(spec.allContainers().get(container)).add();
    for (int i = 0; i < added.size(); i++) {
      if (!allowed.contains(added.get(i))) {
        Subject subject = Subject.container(spec, container);
        result = result.with(subject, ADD.index(i), FieldValue.of(added.get(i)), words);
      }
    }
    return result;
  }

  /** The capabilities that a container adds and drops. */
  static Capabilities of(Container container) {
    Capabilities capabilities = SecurityContexts.of(container).capabilities();
    return capabilities == null ? NONE : capabilities;
  }

  /** Adds no capability that a finding is about. */
  static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return Mending.contexts(
        pod,
        findings,
        (context, own) -> {
          Capabilities capabilities = context.capabilities();
          return capabilities == null
              ? context
              : SecurityContext.builder()
                  .from(context)
                  .capabilities(
                      Capabilities.builder()
                          .from(capabilities)
                          .add(Mending.without(own, capabilities.add(), ADD::index))
                          .build())
                  .build();
        });
  }

  /** Containers in the order of the pod, capabilities as a sorted set. */
  static String detail(List<Finding> findings) {
    return new Sentence()
        .containers(findings)
        .text(" must not include ")
        .quoted(Sentence.values(findings))
        .text(" in securityContext.capabilities.add")
        .toString();
  }
}
