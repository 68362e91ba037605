package io.github.pss4j.jackson.shape;

import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.OwnerReference;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the model takes from a pod, object by object; and so what is checked for its type.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">the
 *     Pod API</a>
 */
public final class PodShape {
  private static final Shape<Capabilities.Builder, Capabilities> CAPABILITIES =
      Shape.of(Capabilities::builder, Capabilities.Builder::build)
          .field("add", (in, it) -> Shape.strings(in, it, Capabilities.Builder::addAdd))
          .field("drop", (in, it) -> Shape.strings(in, it, Capabilities.Builder::addDrop))
          .build();

  private static final Shape<SELinuxOptions.Builder, SELinuxOptions> SE_LINUX_OPTIONS =
      Shape.of(SELinuxOptions::builder, SELinuxOptions.Builder::build)
          .field("user", (in, it) -> it.user(in.readString()))
          .field("role", (in, it) -> it.role(in.readString()))
          .field("type", (in, it) -> it.type(in.readString()))
          .build();

  private static final Shape<SeccompProfile.Builder, SeccompProfile> SECCOMP_PROFILE =
      Shape.of(SeccompProfile::builder, SeccompProfile.Builder::build)
          .field("type", (in, it) -> it.type(in.readString()))
          .field("localhostProfile", (in, it) -> it.localhostProfile(in.readString()))
          .build();

  private static final Shape<AppArmorProfile.Builder, AppArmorProfile> APP_ARMOR_PROFILE =
      Shape.of(AppArmorProfile::builder, AppArmorProfile.Builder::build)
          .field("type", (in, it) -> it.type(in.readString()))
          .field("localhostProfile", (in, it) -> it.localhostProfile(in.readString()))
          .build();

  private static final Shape<WindowsSecurityContextOptions.Builder, WindowsSecurityContextOptions>
      WINDOWS_OPTIONS =
          Shape.of(
                  WindowsSecurityContextOptions::builder,
                  WindowsSecurityContextOptions.Builder::build)
              .field("hostProcess", (in, it) -> it.hostProcess(in.readBoolean()))
              .build();

  private static final Shape<SecurityContext.Builder, SecurityContext> SECURITY_CONTEXT =
      Shape.of(SecurityContext::builder, SecurityContext.Builder::build)
          .field("capabilities", (in, it) -> it.capabilities(CAPABILITIES.read(in)))
          .field("privileged", (in, it) -> it.privileged(in.readBoolean()))
          .field("seLinuxOptions", (in, it) -> it.seLinuxOptions(SE_LINUX_OPTIONS.read(in)))
          .field("windowsOptions", (in, it) -> it.windowsOptions(WINDOWS_OPTIONS.read(in)))
          .field("runAsUser", (in, it) -> it.runAsUser(int64(in)))
          .field("runAsNonRoot", (in, it) -> it.runAsNonRoot(in.readBoolean()))
          .field(
              "allowPrivilegeEscalation", (in, it) -> it.allowPrivilegeEscalation(in.readBoolean()))
          .field("procMount", (in, it) -> it.procMount(in.readString()))
          .field("seccompProfile", (in, it) -> it.seccompProfile(SECCOMP_PROFILE.read(in)))
          .field("appArmorProfile", (in, it) -> it.appArmorProfile(APP_ARMOR_PROFILE.read(in)))
          .build();

  private static final Shape<Sysctl.Builder, Sysctl> SYSCTL =
      Shape.of(Sysctl::builder, Sysctl.Builder::build)
          .field("name", (in, it) -> it.name(in.readString()))
          .build();

  private static final Shape<PodSecurityContext.Builder, PodSecurityContext> POD_SECURITY_CONTEXT =
      Shape.of(PodSecurityContext::builder, PodSecurityContext.Builder::build)
          .field("seLinuxOptions", (in, it) -> it.seLinuxOptions(SE_LINUX_OPTIONS.read(in)))
          .field("windowsOptions", (in, it) -> it.windowsOptions(WINDOWS_OPTIONS.read(in)))
          .field("runAsUser", (in, it) -> it.runAsUser(int64(in)))
          .field("runAsNonRoot", (in, it) -> it.runAsNonRoot(in.readBoolean()))
          .field(
              "sysctls",
              (in, it) -> SYSCTL.readEach(in, it, PodSecurityContext.Builder::addSysctls))
          .field("seccompProfile", (in, it) -> it.seccompProfile(SECCOMP_PROFILE.read(in)))
          .field("appArmorProfile", (in, it) -> it.appArmorProfile(APP_ARMOR_PROFILE.read(in)))
          .build();

  private static final Shape<ContainerPort.Builder, ContainerPort> CONTAINER_PORT =
      Shape.of(ContainerPort::builder, ContainerPort.Builder::build)
          .field("hostPort", (in, it) -> it.hostPort(int32(in)))
          .field("containerPort", (in, it) -> it.containerPort(int32(in)))
          .build();

  private static final Shape<HTTPGetAction.Builder, HTTPGetAction> HTTP_GET_ACTION =
      Shape.of(HTTPGetAction::builder, HTTPGetAction.Builder::build)
          .field("host", (in, it) -> it.host(in.readString()))
          .build();

  private static final Shape<TCPSocketAction.Builder, TCPSocketAction> TCP_SOCKET_ACTION =
      Shape.of(TCPSocketAction::builder, TCPSocketAction.Builder::build)
          .field("host", (in, it) -> it.host(in.readString()))
          .build();

  private static final Shape<Probe.Builder, Probe> PROBE =
      Shape.of(Probe::builder, Probe.Builder::build)
          .field("httpGet", (in, it) -> it.httpGet(HTTP_GET_ACTION.read(in)))
          .field("tcpSocket", (in, it) -> it.tcpSocket(TCP_SOCKET_ACTION.read(in)))
          .build();

  private static final Shape<LifecycleHandler.Builder, LifecycleHandler> LIFECYCLE_HANDLER =
      Shape.of(LifecycleHandler::builder, LifecycleHandler.Builder::build)
          .field("httpGet", (in, it) -> it.httpGet(HTTP_GET_ACTION.read(in)))
          .field("tcpSocket", (in, it) -> it.tcpSocket(TCP_SOCKET_ACTION.read(in)))
          .build();

  private static final Shape<Lifecycle.Builder, Lifecycle> LIFECYCLE =
      Shape.of(Lifecycle::builder, Lifecycle.Builder::build)
          .field("postStart", (in, it) -> it.postStart(LIFECYCLE_HANDLER.read(in)))
          .field("preStop", (in, it) -> it.preStop(LIFECYCLE_HANDLER.read(in)))
          .build();

  private static final Shape<Container.Builder, Container> CONTAINER =
      Shape.of(Container::builder, Container.Builder::build)
          .field("name", (in, it) -> it.name(in.readString()))
          .field("image", (in, it) -> it.image(in.readString()))
          .field("ports", (in, it) -> CONTAINER_PORT.readEach(in, it, Container.Builder::addPorts))
          .field("livenessProbe", (in, it) -> it.livenessProbe(PROBE.read(in)))
          .field("readinessProbe", (in, it) -> it.readinessProbe(PROBE.read(in)))
          .field("startupProbe", (in, it) -> it.startupProbe(PROBE.read(in)))
          .field("lifecycle", (in, it) -> it.lifecycle(LIFECYCLE.read(in)))
          .field("securityContext", (in, it) -> it.securityContext(SECURITY_CONTEXT.read(in)))
          .build();

  private static final Shape<PodOS.Builder, PodOS> POD_OS =
      Shape.of(PodOS::builder, PodOS.Builder::build)
          .field("name", (in, it) -> it.name(in.readString()))
          .build();

  private static final Shape<OwnerReference.Builder, OwnerReference> OWNER_REFERENCE =
      Shape.of(OwnerReference::builder, OwnerReference.Builder::build)
          .field("apiVersion", (in, it) -> it.apiVersion(in.readString()))
          .field("kind", (in, it) -> it.kind(in.readString()))
          .field("name", (in, it) -> it.name(in.readString()))
          .field("uid", (in, it) -> it.uid(in.readString()))
          .field("controller", (in, it) -> it.controller(in.readBoolean()))
          .build();

  /** Metadata, as far as the model has it. */
  public static final Shape<ObjectMeta.Builder, ObjectMeta> OBJECT_META =
      Shape.of(ObjectMeta::builder, ObjectMeta.Builder::build)
          .field("name", (in, it) -> it.name(in.readString()))
          .field("generateName", (in, it) -> it.generateName(in.readString()))
          .field("namespace", (in, it) -> it.namespace(in.readString()))
          .field("uid", (in, it) -> it.uid(in.readString()))
          .field("labels", (in, it) -> Shape.stringMap(in, it, ObjectMeta.Builder::putLabels))
          .field(
              "annotations",
              (in, it) -> Shape.stringMap(in, it, ObjectMeta.Builder::putAnnotations))
          .field(
              "ownerReferences",
              (in, it) -> OWNER_REFERENCE.readEach(in, it, ObjectMeta.Builder::addOwnerReferences))
          .build();

  private static final PodSpec EMPTY_SPEC = PodSpec.builder().build();

  /** A pod without anything in it, as the API server decodes an empty object. */
  public static final Pod EMPTY_POD = Pod.builder().spec(EMPTY_SPEC).build();

  private static final PodShape LENIENT = new PodShape(Cursor::skip);
  private static final PodShape STRICT = new PodShape(PodShape::refuseVolumeField);

  private final Shape<PodSpec.Builder, PodSpec> spec;
  private final Shape<Pod.Builder, Pod> pod;

  private PodShape(Consumer<Cursor> unknownVolumeField) {
    Shape<VolumeParts, Volume> volume = volume(unknownVolumeField);
    spec =
        Shape.of(PodSpec::builder, PodSpec.Builder::build)
            .field("volumes", (in, it) -> volume.readEach(in, it, PodSpec.Builder::addVolumes))
            .field(
                "initContainers",
                (in, it) -> CONTAINER.readEach(in, it, PodSpec.Builder::addInitContainers))
            .field(
                "containers",
                (in, it) -> CONTAINER.readEach(in, it, PodSpec.Builder::addContainers))
            .field(
                "ephemeralContainers",
                (in, it) -> CONTAINER.readEach(in, it, PodSpec.Builder::addEphemeralContainers))
            .field("hostNetwork", (in, it) -> it.hostNetwork(in.readBoolean()))
            .field("hostPID", (in, it) -> it.hostPID(in.readBoolean()))
            .field("hostIPC", (in, it) -> it.hostIPC(in.readBoolean()))
            .field("hostUsers", (in, it) -> it.hostUsers(in.readBoolean()))
            .field("os", (in, it) -> it.os(POD_OS.read(in)))
            .field("runtimeClassName", (in, it) -> it.runtimeClassName(in.readString()))
            .field("securityContext", (in, it) -> it.securityContext(POD_SECURITY_CONTEXT.read(in)))
            .build();
    pod =
        Shape.of(() -> Pod.builder().spec(EMPTY_SPEC), Pod.Builder::build)
            .field("metadata", (in, it) -> it.metadata(OBJECT_META.read(in)))
            .field("spec", (in, it) -> it.spec(spec.read(in)))
            .build();
  }

  /** Reads as the API server decodes: fields that are not known are passed over. */
  public static PodShape lenient() {
    return LENIENT;
  }

  /**
   * Reads as {@code kubectl} validates, as far as that can hide something: a field of a volume that
   * is not known is refused, since it may be a source that no control has looked at.
   */
  public static PodShape strict() {
    return STRICT;
  }

  /** A pod's spec. */
  public Shape<PodSpec.Builder, PodSpec> spec() {
    return spec;
  }

  /** A pod, or the template of one, as the API server decodes it: what is absent is empty. */
  public Shape<Pod.Builder, Pod> pod() {
    return pod;
  }

  /** A volume while it is read: nearly every one has exactly one source. */
  private static final class VolumeParts {
    private String name = "";
    private @Nullable VolumeSource source;
    private List<VolumeSource> others = List.of();

    private void add(VolumeSource found) {
      if (source == null) {
        source = found;
      } else {
        others = others.isEmpty() ? new ArrayList<>() : others;
        others.add(found);
      }
    }

    private Volume volume() {
      if (source != null && others.isEmpty()) {
        return Volume.of(name, source);
      }
      Volume.Builder volume = Volume.builder().name(name);
      return source == null
          ? volume.build()
          : volume.addSources(source).addAllSources(others).build();
    }
  }

  private static Shape<VolumeParts, Volume> volume(Consumer<Cursor> unknownField) {
    Shape.Builder<VolumeParts, Volume> shape =
        Shape.of(VolumeParts::new, VolumeParts::volume)
            .field("name", (in, it) -> it.name = in.readString())
            .unknownField(unknownField);
    for (VolumeSource source : VolumeSource.values()) {
      shape.field(
          source.field(),
          (in, it) -> {
            Shape.anyObject(in);
            it.add(source);
          });
    }
    return shape.build();
  }

  private static void refuseVolumeField(Cursor in) {
    List<String> sources = Arrays.stream(VolumeSource.values()).map(VolumeSource::field).toList();
    String found = in.fieldName();
    throw in.error(
        "is no known source of a volume; "
            + Spelling.nearest(found, sources)
                .map(meant -> "\"" + meant + "\" was probably meant")
                .orElseGet(() -> "must be one of " + String.join(", ", sources)));
  }

  private static long int64(Cursor in) {
    return in.readInteger(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static int int32(Cursor in) {
    return (int) in.readInteger(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
