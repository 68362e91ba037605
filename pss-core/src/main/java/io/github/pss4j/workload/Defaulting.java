package io.github.pss4j.workload;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.github.pss4j.Version;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what the API server fills in before it judges, as far as it can change a verdict, so
 * that a manifest is judged as admission would judge it. Stateless and thread-safe.
 *
 * <p>API servers of older releases fill in other things, and drop fields that their API does not
 * have. A field behind a feature gate is kept: where the gate is on, it is judged.
 *
 * <p>The objects of an AdmissionReview are filled in already.
 */
public final class Defaulting {
  private static final String APP_ARMOR_ANNOTATIONS =
      "container.apparmor.security.beta.kubernetes.io/";
  private static final String LOCALHOST = "localhost/";

  /** The first release that leaves the host ports of a template to the pods made from it. */
  private static final Version HOST_PORTS_OF_PODS_ONLY = Version.of(28);

  /** The first release with AppArmor profiles in fields, and the first that fills in only those. */
  private static final Version APP_ARMOR_FIELDS = Version.of(30);

  private static final Version APP_ARMOR_FIELDS_ONLY = Version.of(34);

  private static final ImmutableSortedMap<Version, String> CHANGES =
      ImmutableSortedMap.of(
          Version.of(23),
          "the API has `os`",
          Version.of(25),
          "the API has `hostUsers`",
          HOST_PORTS_OF_PODS_ONLY,
          "`hostNetwork` makes host ports in pods only, no longer in templates",
          APP_ARMOR_FIELDS,
          "the API has `appArmorProfile`; in a pod, profile and annotation are copied to each other",
          Version.of(31),
          "the API has the `image` of a volume",
          APP_ARMOR_FIELDS_ONLY,
          "an AppArmor profile is no longer copied to the annotation");

  private Defaulting() {}

  /**
   * What changed from one release to the next, by the first release in which it was so, oldest
   * first.
   */
  public static ImmutableSortedMap<Version, String> changes() {
    return CHANGES;
  }

  /**
   * A pod as admission sees it: a volume without a source is an {@code emptyDir}; with {@code
   * hostNetwork}, each port of an init or regular container is a host port; an AppArmor annotation
   * is also the profile of its container, if that has none.
   */
  public static Pod pod(Pod pod) {
    return pod(pod, Version.latest());
  }

  /**
   * A pod as admission of a cluster release sees it. What its API does not have is dropped: {@code
   * os} before v1.23, {@code hostUsers} before v1.25, {@code appArmorProfile} before v1.30 and the
   * {@code image} of a volume before v1.31. From v1.30 to v1.33 the AppArmor profile of a container
   * is also its annotation, if there is none.
   *
   * @param release the release; {@code latest} is the newest
   * @see <a href="https://kep.k8s.io/24">KEP-24</a>
   */
  public static Pod pod(Pod pod, Version release) {
    requireNonNull(pod, "pod");
    requireNonNull(release, "release");
    Pod template = withHostPorts(withSources(KnownFields.of(pod, release)));
    return APP_ARMOR_FIELDS.isNewerThan(release) ? template : withAppArmor(template, release);
  }

  /**
   * A pod template as admission sees it: a volume without a source is an {@code emptyDir}. The
   * other defaults are filled in when pods are created from it.
   */
  public static Pod podTemplate(Pod pod) {
    return podTemplate(pod, Version.latest());
  }

  /**
   * A pod template as admission of a cluster release sees it. What its API does not have is dropped
   * as from a pod; before v1.28 host ports are filled in as in a pod.
   *
   * @param release the release; {@code latest} is the newest
   */
  public static Pod podTemplate(Pod pod, Version release) {
    requireNonNull(pod, "pod");
    requireNonNull(release, "release");
    Pod template = withSources(KnownFields.of(pod, release));
    return HOST_PORTS_OF_PODS_ONLY.isNewerThan(release) ? withHostPorts(template) : template;
  }

  private static Pod withSources(Pod pod) {
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

  private static Pod withHostPorts(Pod pod) {
    PodSpec spec = pod.spec();
    return Boolean.TRUE.equals(spec.hostNetwork())
        ? withSpec(
            pod,
            PodSpec.builder()
                .from(spec)
                .initContainers(map(spec.initContainers(), Defaulting::withHostPorts))
                .containers(map(spec.containers(), Defaulting::withHostPorts))
                .build())
        : pod;
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

  private static Pod withAppArmor(Pod pod, Version release) {
    PodOS os = pod.spec().os();
    if (os != null && "windows".equals(os.name())) {
      return pod;
    }
    ImmutableMap<String, String> annotations = pod.metadata().annotations();
    PodSpec spec = withAppArmorProfiles(pod.spec(), annotations);
    Pod withProfiles = spec == pod.spec() ? pod : withSpec(pod, spec);
    return APP_ARMOR_FIELDS_ONLY.isNewerThan(release)
        ? withAppArmorAnnotations(withProfiles)
        : withProfiles;
  }

  private static PodSpec withAppArmorProfiles(
      PodSpec spec, ImmutableMap<String, String> annotations) {
    if (annotations.keySet().stream().noneMatch(Defaulting::isAppArmorAnnotation)) {
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

  private static Pod withAppArmorAnnotations(Pod pod) {
    PodSecurityContext context = pod.spec().securityContext();
    AppArmorProfile inherited = context == null ? null : context.appArmorProfile();
    Map<String, String> annotations = new LinkedHashMap<>(pod.metadata().annotations());
    for (Container container : pod.spec().allContainers()) {
      SecurityContext own = container.securityContext();
      AppArmorProfile profile =
          own == null || own.appArmorProfile() == null ? inherited : own.appArmorProfile();
      String annotation = profile == null ? null : annotation(profile);
      if (annotation != null) {
        annotations.putIfAbsent(APP_ARMOR_ANNOTATIONS + container.name(), annotation);
      }
    }
    return annotations.size() == pod.metadata().annotations().size()
        ? pod
        : Pod.builder()
            .from(pod)
            .metadata(ObjectMeta.builder().from(pod.metadata()).annotations(annotations).build())
            .build();
  }

  /** The annotation that means a profile, or null if none does. */
  private static @Nullable String annotation(AppArmorProfile profile) {
    String type = profile.type() == null ? "" : profile.type();
    return switch (type) {
      case "RuntimeDefault" -> "runtime/default";
      case "Unconfined" -> "unconfined";
      case "Localhost" ->
          profile.localhostProfile() == null ? null : LOCALHOST + profile.localhostProfile();
      default -> null;
    };
  }

  private static <T> ImmutableList<T> map(ImmutableList<T> list, UnaryOperator<T> change) {
    return list.stream().map(change).collect(ImmutableList.toImmutableList());
  }
}
