package io.github.pss4j.fabric8;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.TCPSocketAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods, their containers, and what is in these but for the security contexts. */
final class Pods {
  private static final ImmutableSet<String> TEMPLATE = ImmutableSet.of("metadata", "spec");

  private static final ImmutableSet<String> SPEC =
      ImmutableSet.of(
          "volumes",
          "initContainers",
          "containers",
          "ephemeralContainers",
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "hostUsers",
          "os",
          "runtimeClassName",
          "securityContext");
  private static final ImmutableSet<String> CONTAINER =
      ImmutableSet.of(
          "name",
          "image",
          "ports",
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle",
          "securityContext");
  private static final ImmutableSet<String> PORT = ImmutableSet.of("hostPort", "containerPort");
  private static final ImmutableSet<String> LIFECYCLE = ImmutableSet.of("postStart", "preStop");
  private static final ImmutableSet<String> ACTIONS = ImmutableSet.of("httpGet", "tcpSocket");
  private static final ImmutableSet<String> HOST = ImmutableSet.of("host");
  private static final ImmutableSet<String> NAME = ImmutableSet.of("name");

  private static final PodSpec EMPTY_SPEC = PodSpec.builder().build();
  private static final Container EMPTY_CONTAINER = Container.builder().build();
  private static final ContainerPort EMPTY_PORT = ContainerPort.builder().build();

  private Pods() {}

  /**
   * A template.
   *
   * @param at its path; null for the root
   */
  static Pod template(PodTemplateSpec template, @Nullable FieldPath at) {
    AdditionalProperties.check(template.getAdditionalProperties(), TEMPLATE, at);
    io.fabric8.kubernetes.api.model.PodSpec spec = template.getSpec();
    return Pod.builder()
        .metadata(Metadata.of(template.getMetadata(), AdditionalProperties.field(at, "metadata")))
        .spec(spec == null ? EMPTY_SPEC : spec(spec, AdditionalProperties.field(at, "spec")))
        .build();
  }

  static PodSpec spec(io.fabric8.kubernetes.api.model.PodSpec spec, FieldPath at) {
    AdditionalProperties.check(spec.getAdditionalProperties(), SPEC, at);
    return PodSpec.builder()
        .volumes(Elements.of(spec.getVolumes(), at, "volumes", Volumes.EMPTY, Volumes::volume))
        .initContainers(containers(spec.getInitContainers(), at, "initContainers"))
        .containers(containers(spec.getContainers(), at, "containers"))
        .ephemeralContainers(
            Elements.of(
                spec.getEphemeralContainers(),
                at,
                "ephemeralContainers",
                EMPTY_CONTAINER,
                Pods::container))
        .hostNetwork(spec.getHostNetwork())
        .hostPID(spec.getHostPID())
        .hostIPC(spec.getHostIPC())
        .hostUsers(spec.getHostUsers())
        .os(os(spec.getOs(), at))
        .runtimeClassName(spec.getRuntimeClassName())
        .securityContext(SecurityContexts.ofPod(spec.getSecurityContext(), at))
        .build();
  }

  private static @Nullable PodOS os(
      io.fabric8.kubernetes.api.model.@Nullable PodOS os, FieldPath parent) {
    if (os == null) {
      return null;
    }
    AdditionalProperties.check(os.getAdditionalProperties(), NAME, parent, "os");
    return PodOS.builder().name(os.getName()).build();
  }

  private static ImmutableList<Container> containers(
      @Nullable List<io.fabric8.kubernetes.api.model.Container> containers,
      FieldPath parent,
      String field) {
    return Elements.of(containers, parent, field, EMPTY_CONTAINER, Pods::container);
  }

  private static Container container(
      io.fabric8.kubernetes.api.model.Container container, FieldPath at) {
    AdditionalProperties.check(container.getAdditionalProperties(), CONTAINER, at);
    return Container.builder()
        .name(nullToEmpty(container.getName()))
        .image(container.getImage())
        .ports(ports(container.getPorts(), at))
        .livenessProbe(probe(container.getLivenessProbe(), at, "livenessProbe"))
        .readinessProbe(probe(container.getReadinessProbe(), at, "readinessProbe"))
        .startupProbe(probe(container.getStartupProbe(), at, "startupProbe"))
        .lifecycle(lifecycle(container.getLifecycle(), at))
        .securityContext(SecurityContexts.ofContainer(container.getSecurityContext(), at))
        .build();
  }

  private static Container container(EphemeralContainer container, FieldPath at) {
    AdditionalProperties.check(container.getAdditionalProperties(), CONTAINER, at);
    return Container.builder()
        .name(nullToEmpty(container.getName()))
        .image(container.getImage())
        .ports(ports(container.getPorts(), at))
        .livenessProbe(probe(container.getLivenessProbe(), at, "livenessProbe"))
        .readinessProbe(probe(container.getReadinessProbe(), at, "readinessProbe"))
        .startupProbe(probe(container.getStartupProbe(), at, "startupProbe"))
        .lifecycle(lifecycle(container.getLifecycle(), at))
        .securityContext(SecurityContexts.ofContainer(container.getSecurityContext(), at))
        .build();
  }

  private static ImmutableList<ContainerPort> ports(
      @Nullable List<io.fabric8.kubernetes.api.model.ContainerPort> ports, FieldPath parent) {
    return Elements.of(ports, parent, "ports", EMPTY_PORT, Pods::port);
  }

  private static ContainerPort port(
      io.fabric8.kubernetes.api.model.ContainerPort port, FieldPath at) {
    AdditionalProperties.check(port.getAdditionalProperties(), PORT, at);
    return ContainerPort.builder()
        .hostPort(port.getHostPort())
        .containerPort(port.getContainerPort())
        .build();
  }

  private static @Nullable Probe probe(
      io.fabric8.kubernetes.api.model.@Nullable Probe probe, FieldPath parent, String field) {
    if (probe == null) {
      return null;
    }
    FieldPath at = parent.field(field);
    AdditionalProperties.check(probe.getAdditionalProperties(), ACTIONS, at);
    return Probe.builder()
        .httpGet(httpGet(probe.getHttpGet(), at))
        .tcpSocket(tcpSocket(probe.getTcpSocket(), at))
        .build();
  }

  private static @Nullable Lifecycle lifecycle(
      io.fabric8.kubernetes.api.model.@Nullable Lifecycle lifecycle, FieldPath parent) {
    if (lifecycle == null) {
      return null;
    }
    FieldPath at = parent.field("lifecycle");
    AdditionalProperties.check(lifecycle.getAdditionalProperties(), LIFECYCLE, at);
    return Lifecycle.builder()
        .postStart(handler(lifecycle.getPostStart(), at, "postStart"))
        .preStop(handler(lifecycle.getPreStop(), at, "preStop"))
        .build();
  }

  private static @Nullable LifecycleHandler handler(
      io.fabric8.kubernetes.api.model.@Nullable LifecycleHandler handler,
      FieldPath parent,
      String field) {
    if (handler == null) {
      return null;
    }
    FieldPath at = parent.field(field);
    AdditionalProperties.check(handler.getAdditionalProperties(), ACTIONS, at);
    return LifecycleHandler.builder()
        .httpGet(httpGet(handler.getHttpGet(), at))
        .tcpSocket(tcpSocket(handler.getTcpSocket(), at))
        .build();
  }

  private static @Nullable HTTPGetAction httpGet(
      io.fabric8.kubernetes.api.model.@Nullable HTTPGetAction action, FieldPath parent) {
    if (action == null) {
      return null;
    }
    AdditionalProperties.check(action.getAdditionalProperties(), HOST, parent, "httpGet");
    return HTTPGetAction.builder().host(action.getHost()).build();
  }

  private static @Nullable TCPSocketAction tcpSocket(
      io.fabric8.kubernetes.api.model.@Nullable TCPSocketAction action, FieldPath parent) {
    if (action == null) {
      return null;
    }
    AdditionalProperties.check(action.getAdditionalProperties(), HOST, parent, "tcpSocket");
    return TCPSocketAction.builder().host(action.getHost()).build();
  }
}
