package io.github.pss4j.rules;

import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodOS;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import org.jspecify.annotations.Nullable;

/**
 * Pods in one line each: {@code pod(windows(), container("a", context(c -> c.privileged(true))))}.
 */
final class Pods {
  /** One part of a pod. */
  interface Part {
    void addTo(ObjectMeta.Builder metadata, PodSpec.Builder spec);
  }

  /** One part of a container. */
  interface ContainerPart {
    void addTo(Container.Builder container);
  }

  /** What is set in the security context of a container. */
  interface ContextPart {
    void addTo(SecurityContext.Builder context);
  }

  /** What is set in the security context of a pod. */
  interface PodContextPart {
    void addTo(PodSecurityContext.Builder context);
  }

  private Pods() {}

  static Pod pod(Part... parts) {
    ObjectMeta.Builder metadata = ObjectMeta.builder();
    PodSpec.Builder spec = PodSpec.builder();
    for (Part part : parts) {
      part.addTo(metadata, spec);
    }
    return Pod.builder().metadata(metadata.build()).spec(spec.build()).build();
  }

  static Part annotation(String key, String value) {
    return (metadata, spec) -> metadata.putAnnotations(key, value);
  }

  static Part windows() {
    return os("windows");
  }

  static Part os(@Nullable String name) {
    return (metadata, spec) -> spec.os(PodOS.builder().name(name).build());
  }

  static Part hostUsers(@Nullable Boolean value) {
    return (metadata, spec) -> spec.hostUsers(value);
  }

  static Part volume(String name, VolumeSource... sources) {
    return (metadata, spec) ->
        spec.addVolumes(Volume.builder().name(name).addSources(sources).build());
  }

  static Part podContext(PodContextPart part) {
    return (metadata, spec) -> {
      PodSecurityContext.Builder context = PodSecurityContext.builder();
      part.addTo(context);
      spec.securityContext(context.build());
    };
  }

  static Part init(String name, ContainerPart... parts) {
    return (metadata, spec) -> spec.addInitContainers(newContainer(name, parts));
  }

  static Part container(String name, ContainerPart... parts) {
    return (metadata, spec) -> spec.addContainers(newContainer(name, parts));
  }

  static Part ephemeral(String name, ContainerPart... parts) {
    return (metadata, spec) -> spec.addEphemeralContainers(newContainer(name, parts));
  }

  private static Container newContainer(String name, ContainerPart... parts) {
    Container.Builder container = Container.builder().name(name);
    for (ContainerPart part : parts) {
      part.addTo(container);
    }
    return container.build();
  }

  static ContainerPart context(ContextPart part) {
    SecurityContext.Builder context = SecurityContext.builder();
    part.addTo(context);
    return container -> container.securityContext(context.build());
  }

  static Capabilities add(String... names) {
    return Capabilities.builder().addAdd(names).build();
  }

  static Capabilities drop(String... names) {
    return Capabilities.builder().addDrop(names).build();
  }

  static AppArmorProfile appArmor(@Nullable String type) {
    return AppArmorProfile.builder().type(type).build();
  }

  static SeccompProfile seccomp(@Nullable String type) {
    return SeccompProfile.builder().type(type).build();
  }

  static SELinuxOptions seLinux(
      @Nullable String type, @Nullable String user, @Nullable String role) {
    return SELinuxOptions.builder().type(type).user(user).role(role).build();
  }

  static WindowsSecurityContextOptions hostProcess(@Nullable Boolean value) {
    return WindowsSecurityContextOptions.builder().hostProcess(value).build();
  }
}
