package io.github.pss4j.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what the API server fills in before it judges, as far as it can change a verdict, so
 * that a manifest is judged as admission would judge it. Stateless and thread-safe.
 *
 * <p>The objects of an AdmissionReview are filled in already.
 */
public final class Defaulting {
  private static final String APP_ARMOR_ANNOTATIONS =
      "container.apparmor.security.beta.kubernetes.io/";
  private static final String LOCALHOST = "localhost/";

  private Defaulting() {}

  /**
   * A pod as admission sees it: a volume without a source is an {@code emptyDir}; with {@code
   * hostNetwork}, each port of an init or regular container is a host port; an AppArmor annotation
   * is also the profile of its container, if that has none.
   */
  public static Pod pod(Pod pod) {
    Pod withVolumes = podTemplate(pod);
    PodSpec spec = withVolumes.spec();
    if (Boolean.TRUE.equals(spec.hostNetwork())) {
      spec =
          PodSpec.builder()
              .from(spec)
              .initContainers(map(spec.initContainers(), Defaulting::withHostPorts))
              .containers(map(spec.containers(), Defaulting::withHostPorts))
              .build();
    }
    spec = withAppArmorProfiles(spec, pod.metadata().annotations());
    return spec == withVolumes.spec() ? withVolumes : withSpec(pod, spec);
  }

  /**
   * A pod template as admission sees it: a volume without a source is an {@code emptyDir}. The
   * other defaults are filled in when pods are created from it.
   */
  public static Pod podTemplate(Pod pod) {
    PodSpec spec = pod.spec();
    boolean complete = spec.volumes().stream().noneMatch(volume -> volume.sources().isEmpty());
    return complete
        ? pod
        : withSpec(
            pod,
            PodSpec.builder()
                .from(spec)
                .volumes(map(spec.volumes(), Defaulting::withSource))
                .build());
  }

  private static Pod withSpec(Pod pod, PodSpec spec) {
    return Pod.builder().from(pod).spec(spec).build();
  }

  private static Volume withSource(Volume volume) {
    return volume.sources().isEmpty()
        ? Volume.builder().name(volume.name()).addSources(VolumeSource.EMPTY_DIR).build()
        : volume;
  }

  private static Container withHostPorts(Container container) {
    return Container.builder()
        .from(container)
        .ports(map(container.ports(), Defaulting::withHostPort))
        .build();
  }

  private static ContainerPort withHostPort(ContainerPort port) {
    return port.hostPort() == null || port.hostPort() == 0
        ? ContainerPort.builder().from(port).hostPort(port.containerPort()).build()
        : port;
  }

  private static PodSpec withAppArmorProfiles(
      PodSpec spec, ImmutableMap<String, String> annotations) {
    PodOS os = spec.os();
    boolean windows = os != null && "windows".equals(os.name());
    if (windows || annotations.keySet().stream().noneMatch(Defaulting::isAppArmorAnnotation)) {
      return spec;
    }
    PodSecurityContext context = spec.securityContext();
    AppArmorProfile inherited = context == null ? null : context.appArmorProfile();
    UnaryOperator<Container> defaulting =
        container -> withAppArmorProfile(container, annotations, inherited);
    return PodSpec.builder()
        .from(spec)
        .initContainers(map(spec.initContainers(), defaulting))
        .containers(map(spec.containers(), defaulting))
        .ephemeralContainers(map(spec.ephemeralContainers(), defaulting))
        .build();
  }

  private static boolean isAppArmorAnnotation(String key) {
    return key.startsWith(APP_ARMOR_ANNOTATIONS);
  }

  private static Container withAppArmorProfile(
      Container container,
      ImmutableMap<String, String> annotations,
      @Nullable AppArmorProfile inherited) {
    SecurityContext context = container.securityContext();
    String annotation = annotations.get(APP_ARMOR_ANNOTATIONS + container.name());
    AppArmorProfile profile = annotation == null ? null : profile(annotation);
    boolean hasOwn = context != null && context.appArmorProfile() != null;
    if (profile == null || hasOwn || profile.equals(inherited)) {
      return container;
    }
    SecurityContext.Builder defaulted = SecurityContext.builder();
    if (context != null) {
      defaulted.from(context);
    }
    return Container.builder()
        .from(container)
        .securityContext(defaulted.appArmorProfile(profile).build())
        .build();
  }

  /** The profile that an annotation means, or null if it means none. */
  private static @Nullable AppArmorProfile profile(String annotation) {
    AppArmorProfile.Builder profile = AppArmorProfile.builder();
    if (annotation.equals("runtime/default")) {
      return profile.type("RuntimeDefault").build();
    }
    if (annotation.equals("unconfined")) {
      return profile.type("Unconfined").build();
    }
    if (annotation.startsWith(LOCALHOST) && annotation.length() > LOCALHOST.length()) {
      String name = annotation.substring(LOCALHOST.length());
      return profile.type("Localhost").localhostProfile(name).build();
    }
    return null;
  }

  private static <T> ImmutableList<T> map(ImmutableList<T> list, UnaryOperator<T> change) {
    return list.stream().map(change).collect(ImmutableList.toImmutableList());
  }
}
