package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Allowed;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.SecurityContext;
import java.util.List;

/**
 * Every container must drop all capabilities and may add back only {@code NET_BIND_SERVICE}. Since
 * v1.25 Windows pods are exempt.
 *
 * <p>Restricted fields: {@code containers[*].securityContext.capabilities.drop} and {@code .add}.
 *
 * <p>Allowed values: for {@code drop} any list that includes {@code ALL}; for {@code add}
 * undefined, {@code NET_BIND_SERVICE}.
 *
 * <p>Containers are named in the order of the pod, capabilities as a sorted set.
 */
final class CapabilitiesRestricted {
  private static final FieldPath DROP =
      FieldPath.of("securityContext").field("capabilities").field("drop");
  private static final Allowed MUST_DROP = Allowed.described("a list with \"ALL\" in it");
  private static final ImmutableSet<String> MAY_ADD = ImmutableSet.of("NET_BIND_SERVICE");
  private static final Allowed ALLOWED = Allowed.anyOf(MAY_ADD).orAbsent();

  private static final Check CHECK = CapabilitiesRestricted::check;

  static final Rule RULE =
      Rule.restricted("capabilities_restricted")
          .since(22, CHECK, CapabilitiesBaseline.RULE)
          .beforeRelease(24, "`capabilities_baseline` was reported too", CHECK)
          .exempting(25, Exempt.WINDOWS)
          .remedy(
              Remedy.builder(
                      "keep the pod where baseline is enforced, if the program needs the"
                          + " capability")
                  .fill(CapabilitiesRestricted::filled)
                  .replace(AddedCapabilities::mended)
                  .build())
          .build();

  private CapabilitiesRestricted() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      ImmutableList<String> dropped = AddedCapabilities.of(containers.get(i)).drop();
      if (!dropped.contains("ALL")) {
        Subject subject = Subject.container(pod.spec(), i);
        FieldValue actual = dropped.isEmpty() ? null : FieldValue.of(dropped);
        result = result.with(subject, DROP, actual, MUST_DROP);
      }
      result = AddedCapabilities.outside(MAY_ADD, ALLOWED, pod.spec(), i, result);
    }
    return result.build("unrestricted capabilities", CapabilitiesRestricted::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    List<Finding> dropped = Sentence.filter(findings, DROP::equals);
    List<Finding> added = Sentence.filter(findings, field -> !field.equals(DROP));
    Sentence sentence = new Sentence();
    if (!dropped.isEmpty()) {
      sentence
          .containers(dropped)
          .text(" must set securityContext.capabilities.drop=[\"ALL\"]")
          .text(added.isEmpty() ? "" : "; ");
    }
    return sentence.text(added.isEmpty() ? "" : AddedCapabilities.detail(added)).toString();
  }

  private static Pod filled(Pod pod, ImmutableList<Finding> findings) {
    return Exempt.WINDOWS.test(pod)
        ? pod
        : Mending.contexts(
            pod,
            findings,
            (context, own) -> Mending.names(own, DROP) ? droppingAll(context) : context);
  }

  private static SecurityContext droppingAll(SecurityContext context) {
    Capabilities.Builder capabilities = Capabilities.builder();
    if (context.capabilities() != null) {
      capabilities.from(context.capabilities());
    }
    return SecurityContext.builder()
        .from(context)
        .capabilities(capabilities.addDrop("ALL").build())
        .build();
  }
}
