package io.github.pss4j.workload;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Version;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.function.UnaryOperator;

/**
 * Leaves out what the API of an older release does not have, as its API server does: a field that
 * it does not know, it drops before anybody sees it.
 *
 * <p>A field behind a feature gate is known. Where the gate is off, some fields are dropped and
 * others make the object invalid; where it is on, they are judged. They are kept, since somebody
 * may have turned the gate on.
 */
final class KnownFields {
  /** The first releases that have a field, with the change that brought it. */
  private static final Version OS = Version.of(23); // https://kep.k8s.io/2802

  private static final Version HOST_USERS = Version.of(25); // https://kep.k8s.io/127
  private static final Version APP_ARMOR_PROFILE = Version.of(30); // https://kep.k8s.io/24
  private static final Version IMAGE = Version.of(31); // https://kep.k8s.io/4639

  private KnownFields() {}

  /** The pod with those of its fields that the release has; the same if it has them all. */
  static Pod of(Pod pod, Version release) {
    if (!IMAGE.isNewerThan(release)) {
      return pod;
    }
    PodSpec spec = pod.spec();
    PodSpec.Builder known =
        PodSpec.builder().from(spec).volumes(map(spec.volumes(), KnownFields::withoutImage));
    if (APP_ARMOR_PROFILE.isNewerThan(release)) {
      known
          .securityContext(
              spec.securityContext() == null
                  ? null
                  : PodSecurityContext.builder()
                      .from(spec.securityContext())
                      .appArmorProfile(null)
                      .build())
          .initContainers(map(spec.initContainers(), KnownFields::withoutProfile))
          .containers(map(spec.containers(), KnownFields::withoutProfile))
          .ephemeralContainers(map(spec.ephemeralContainers(), KnownFields::withoutProfile));
    }
    if (HOST_USERS.isNewerThan(release)) {
      known.hostUsers(null);
    }
    if (OS.isNewerThan(release)) {
      known.os(null);
    }
    PodSpec rest = known.build();
    return rest.equals(spec) ? pod : Pod.builder().from(pod).spec(rest).build();
  }

  private static Volume withoutImage(Volume volume) {
    return volume.has(VolumeSource.IMAGE)
        ? Volume.builder()
            .name(volume.name())
            .sources(
                volume.sources().stream()
                    .filter(source -> source != VolumeSource.IMAGE)
                    .collect(toImmutableList()))
            .build()
        : volume;
  }

  private static Container withoutProfile(Container container) {
    SecurityContext context = container.securityContext();
    return context == null || context.appArmorProfile() == null
        ? container
        : Container.builder()
            .from(container)
            .securityContext(SecurityContext.builder().from(context).appArmorProfile(null).build())
            .build();
  }

  private static <T> ImmutableList<T> map(ImmutableList<T> list, UnaryOperator<T> change) {
    return list.stream().map(change).collect(toImmutableList());
  }
}
