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
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.TCPSocketAction;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * No probe and no lifecycle hook may name a host to connect to. Since v1.34.
 *
 * <p>Restricted fields: {@code httpGet.host} and {@code tcpSocket.host} of {@code livenessProbe},
 * {@code readinessProbe}, {@code startupProbe}, {@code lifecycle.postStart} and {@code
 * lifecycle.preStop} of {@code containers[*]}.
 *
 * <p>Allowed values: undefined, empty.
 *
 * <p>Containers and hosts are sorted sets.
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
          .remedy(
              Remedy.builder("let the program itself check what it depends on")
                  .replace(HostProbesAndHostLifecycle::mended)
                  .build())
          .build();

  private HostProbesAndHostLifecycle() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    PodSpec spec = pod.spec();
    ImmutableList<Container> containers = spec.allContainers();
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      result = check(container.livenessProbe(), spec, i, LIVENESS_PROBE, result);
      result = check(container.readinessProbe(), spec, i, READINESS_PROBE, result);
      result = check(container.startupProbe(), spec, i, STARTUP_PROBE, result);
      Lifecycle lifecycle = container.lifecycle();
      if (lifecycle != null) {
        result = check(lifecycle.postStart(), spec, i, POST_START, result);
        result = check(lifecycle.preStop(), spec, i, PRE_STOP, result);
      }
    }
    return result.build("probe or lifecycle host", HostProbesAndHostLifecycle::detail);
  }

  private static CheckResult.Builder check(
      @Nullable Probe probe,
      PodSpec spec,
      int container,
      FieldPath field,
      CheckResult.Builder result) {
    return probe == null
        ? result
        : check(probe.httpGet(), probe.tcpSocket(), spec, container, field, result);
  }

  private static CheckResult.Builder check(
      @Nullable LifecycleHandler handler,
      PodSpec spec,
      int container,
      FieldPath field,
      CheckResult.Builder result) {
    return handler == null
        ? result
        : check(handler.httpGet(), handler.tcpSocket(), spec, container, field, result);
  }

  private static CheckResult.Builder check(
      @Nullable HTTPGetAction httpGet,
      @Nullable TCPSocketAction tcpSocket,
      PodSpec spec,
      int container,
      FieldPath field,
      CheckResult.Builder result) {
    if (httpGet != null) {
      result = check(httpGet.host(), spec, container, field, "httpGet", result);
    }
    if (tcpSocket != null) {
      result = check(tcpSocket.host(), spec, container, field, "tcpSocket", result);
    }
    return result;
  }

  private static CheckResult.Builder check(
      @Nullable String host,
      PodSpec spec,
      int container,
      FieldPath field,
      String action,
      CheckResult.Builder result) {
    return host == null || host.isEmpty()
        ? result
        : result.with(
            Subject.container(spec, container),
            field.field(action).field("host"),
            FieldValue.of(host),
            ALLOWED);
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

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    return Mending.containers(
        pod,
        findings,
        (container, own) -> {
          Lifecycle lifecycle = container.lifecycle();
          return Container.builder()
              .from(container)
              .livenessProbe(mended(container.livenessProbe()))
              .readinessProbe(mended(container.readinessProbe()))
              .startupProbe(mended(container.startupProbe()))
              .lifecycle(
                  lifecycle == null
                      ? null
                      : Lifecycle.builder()
                          .postStart(mended(lifecycle.postStart()))
                          .preStop(mended(lifecycle.preStop()))
                          .build())
              .build();
        });
  }

  private static @Nullable Probe mended(@Nullable Probe probe) {
    return probe == null
        ? null
        : Probe.builder()
            .httpGet(mended(probe.httpGet()))
            .tcpSocket(mended(probe.tcpSocket()))
            .build();
  }

  private static @Nullable LifecycleHandler mended(@Nullable LifecycleHandler handler) {
    return handler == null
        ? null
        : LifecycleHandler.builder()
            .httpGet(mended(handler.httpGet()))
            .tcpSocket(mended(handler.tcpSocket()))
            .build();
  }

  private static @Nullable HTTPGetAction mended(@Nullable HTTPGetAction action) {
    return action == null || isEmpty(action.host()) ? action : HTTPGetAction.builder().build();
  }

  private static @Nullable TCPSocketAction mended(@Nullable TCPSocketAction action) {
    return action == null || isEmpty(action.host()) ? action : TCPSocketAction.builder().build();
  }

  private static boolean isEmpty(@Nullable String host) {
    return host == null || host.isEmpty();
  }
}
