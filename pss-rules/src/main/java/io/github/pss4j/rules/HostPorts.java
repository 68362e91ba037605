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
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.Pod;
import java.util.List;
import java.util.SortedSet;

/**
 * No container may listen on a port of the node.
 *
 * <p>Restricted fields: {@code containers[*].ports[*].hostPort}.
 *
 * <p>Allowed values: undefined, 0.
 *
 * <p>Containers are named in the order of the pod, ports as a sorted set of decimal strings.
 */
final class HostPorts {
  private static final FieldPath PORTS = FieldPath.of("ports");
  private static final Allowed ALLOWED = Allowed.anyOf(0).orAbsent();

  static final Rule RULE =
      Rule.baseline("hostPorts")
          .since(0, HostPorts::check)
          .remedy(
              Remedy.manual(
                  "let a service of the type NodePort or LoadBalancer, or an ingress,"
                      + " take the port, and leave hostPort out"))
          .build();

  private HostPorts() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      ImmutableList<ContainerPort> ports = containers.get(i).ports();
      for (int k = 0; k < ports.size(); k++) {
        Integer hostPort = ports.get(k).hostPort();
        if (hostPort != null && hostPort != 0) {
          FieldPath field = PORTS.index(k).field("hostPort");
          result =
              result.with(
                  Subject.container(pod.spec(), i), field, FieldValue.of(hostPort), ALLOWED);
        }
      }
    }
    return result.build("hostPort", HostPorts::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    List<String> containers = Sentence.containerNames(findings);
    SortedSet<String> ports = Sentence.values(findings);
    return new Sentence()
        .containers(containers)
        .plural(containers.size(), " uses ", " use ")
        .plural(ports.size(), "hostPort ", "hostPorts ")
        .text(String.join(", ", ports))
        .toString();
  }
}
