package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Findings;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Handler;
import io.github.pss4j.model.HttpGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.TcpSocketAction;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * No probe and no lifecycle hook may name a host to connect to: {@code httpGet.host} and {@code
 * tcpSocket.host} of {@code livenessProbe}, {@code readinessProbe}, {@code startupProbe}, {@code
 * lifecycle.postStart} and {@code lifecycle.preStop}. Containers and hosts are sorted sets.
 *
 * @see <a href="https://kep.k8s.io/4940">KEP-4940</a>
 */
final class HostProbesAndHostLifecycle {
  private static final FieldPath LIVENESS_PROBE = FieldPath.of("livenessProbe");
  private static final FieldPath READINESS_PROBE = FieldPath.of("readinessProbe");
  private static final FieldPath STARTUP_PROBE = FieldPath.of("startupProbe");
  private static final FieldPath POST_START = FieldPath.of("lifecycle").field("postStart");
  private static final FieldPath PRE_STOP = FieldPath.of("lifecycle").field("preStop");
  private static final Allowed ALLOWED = Allowed.anyOf("").orAbsent();

  static final Rule RULE =
      Rule.baseline("hostProbesAndHostLifecycle")
          .since(34, HostProbesAndHostLifecycle::check)
          .build();

  private HostProbesAndHostLifecycle() {}

  private static @Nullable Findings check(Pod pod) {
    Found found = Found.NOTHING;
    PodSpec spec = pod.spec();
    ImmutableList<Container> containers = spec.allContainers();
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      found = check(container.livenessProbe(), spec, i, LIVENESS_PROBE, found);
      found = check(container.readinessProbe(), spec, i, READINESS_PROBE, found);
      found = check(container.startupProbe(), spec, i, STARTUP_PROBE, found);
      Lifecycle lifecycle = container.lifecycle();
      if (lifecycle != null) {
        found = check(lifecycle.postStart(), spec, i, POST_START, found);
        found = check(lifecycle.preStop(), spec, i, PRE_STOP, found);
      }
    }
    return found.as("probe or lifecycle host", HostProbesAndHostLifecycle::detail);
  }

  private static Found check(
      @Nullable Handler handler, PodSpec spec, int container, FieldPath field, Found found) {
    if (handler == null) {
      return found;
    }
    HttpGetAction httpGet = handler.httpGet();
    if (httpGet != null) {
      found = check(httpGet.host(), spec, container, field, "httpGet", found);
    }
    TcpSocketAction tcpSocket = handler.tcpSocket();
    if (tcpSocket != null) {
      found = check(tcpSocket.host(), spec, container, field, "tcpSocket", found);
    }
    return found;
  }

  private static Found check(
      @Nullable String host,
      PodSpec spec,
      int container,
      FieldPath field,
      String action,
      Found found) {
    return host == null || host.isEmpty()
        ? found
        : found.add(
            Subject.container(spec, container), field.field(action).field("host"), host, ALLOWED);
  }

  private static String detail(ImmutableList<Finding> findings) {
    SortedSet<String> containers = Sentence.sortedSet();
    containers.addAll(Sentence.containerNames(findings));
    SortedSet<String> hosts = Sentence.values(findings);
    return new Sentence()
        .containers(containers)
        .plural(containers.size(), " uses ", " use ")
        .plural(hosts.size(), "probe or lifecycle host ", "probe or lifecycle hosts ")
        .quoted(hosts)
        .toString();
  }
}
