package io.github.pss4j.kubernetesclient;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableList;
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
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1EphemeralContainer;
import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1Lifecycle;
import io.kubernetes.client.openapi.models.V1LifecycleHandler;
import io.kubernetes.client.openapi.models.V1PodOS;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1TCPSocketAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods, their containers, and what is in these but for the security contexts. */
final class Pods {
  private static final PodSpec EMPTY_SPEC = PodSpec.builder().build();
  private static final Container EMPTY_CONTAINER = Container.builder().build();
  private static final ContainerPort EMPTY_PORT = ContainerPort.builder().build();

  private Pods() {}

  /** A template, whose metadata is at that path. */
  static Pod template(V1PodTemplateSpec template, FieldPath metadata) {
    V1PodSpec spec = template.getSpec();
    return Pod.builder()
        .metadata(Metadata.of(template.getMetadata(), metadata))
        .spec(spec == null ? EMPTY_SPEC : spec(spec))
        .build();
  }

  static PodSpec spec(V1PodSpec spec) {
    return PodSpec.builder()
        .volumes(Elements.of(spec.getVolumes(), Volumes.EMPTY, Volumes::volume))
        .initContainers(containers(spec.getInitContainers()))
        .containers(containers(spec.getContainers()))
        .ephemeralContainers(
            Elements.of(spec.getEphemeralContainers(), EMPTY_CONTAINER, Pods::container))
        .hostNetwork(spec.getHostNetwork())
        .hostPID(spec.getHostPID())
        .hostIPC(spec.getHostIPC())
        .hostUsers(spec.getHostUsers())
        .os(os(spec.getOs()))
        .runtimeClassName(spec.getRuntimeClassName())
        .securityContext(SecurityContexts.ofPod(spec.getSecurityContext()))
        .build();
  }

  private static @Nullable PodOS os(@Nullable V1PodOS os) {
    if (os == null) {
      return null;
    }
    return PodOS.builder().name(os.getName()).build();
  }

  private static ImmutableList<Container> containers(@Nullable List<V1Container> containers) {
    return Elements.of(containers, EMPTY_CONTAINER, Pods::container);
  }

  private static Container container(V1Container container) {
    return Container.builder()
        .name(nullToEmpty(container.getName()))
        .image(container.getImage())
        .ports(ports(container.getPorts()))
        .livenessProbe(probe(container.getLivenessProbe()))
        .readinessProbe(probe(container.getReadinessProbe()))
        .startupProbe(probe(container.getStartupProbe()))
        .lifecycle(lifecycle(container.getLifecycle()))
        .securityContext(SecurityContexts.ofContainer(container.getSecurityContext()))
        .build();
  }

  private static Container container(V1EphemeralContainer container) {
    return Container.builder()
        .name(nullToEmpty(container.getName()))
        .image(container.getImage())
        .ports(ports(container.getPorts()))
        .livenessProbe(probe(container.getLivenessProbe()))
        .readinessProbe(probe(container.getReadinessProbe()))
        .startupProbe(probe(container.getStartupProbe()))
        .lifecycle(lifecycle(container.getLifecycle()))
        .securityContext(SecurityContexts.ofContainer(container.getSecurityContext()))
        .build();
  }

  private static ImmutableList<ContainerPort> ports(@Nullable List<V1ContainerPort> ports) {
    return Elements.of(ports, EMPTY_PORT, Pods::port);
  }

  private static ContainerPort port(V1ContainerPort port) {
    return ContainerPort.builder()
        .hostPort(port.getHostPort())
        .containerPort(port.getContainerPort())
        .build();
  }

  private static @Nullable Probe probe(@Nullable V1Probe probe) {
    if (probe == null) {
      return null;
    }
    return Probe.builder()
        .httpGet(httpGet(probe.getHttpGet()))
        .tcpSocket(tcpSocket(probe.getTcpSocket()))
        .build();
  }

  private static @Nullable Lifecycle lifecycle(@Nullable V1Lifecycle lifecycle) {
    if (lifecycle == null) {
      return null;
    }
    return Lifecycle.builder()
        .postStart(handler(lifecycle.getPostStart()))
        .preStop(handler(lifecycle.getPreStop()))
        .build();
  }

  private static @Nullable LifecycleHandler handler(@Nullable V1LifecycleHandler handler) {
    if (handler == null) {
      return null;
    }
    return LifecycleHandler.builder()
        .httpGet(httpGet(handler.getHttpGet()))
        .tcpSocket(tcpSocket(handler.getTcpSocket()))
        .build();
  }

  private static @Nullable HTTPGetAction httpGet(@Nullable V1HTTPGetAction action) {
    if (action == null) {
      return null;
    }
    return HTTPGetAction.builder().host(action.getHost()).build();
  }

  private static @Nullable TCPSocketAction tcpSocket(@Nullable V1TCPSocketAction action) {
    if (action == null) {
      return null;
    }
    return TCPSocketAction.builder().host(action.getHost()).build();
  }
}
