package io.github.pss4j.admission;

import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.OwnerReference;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;

/** Pods to be judged. */
final class Pods {
  private Pods() {}

  /** Meets restricted. */
  static Pod restricted(String name) {
    SecurityContext context =
        SecurityContext.builder()
            .allowPrivilegeEscalation(false)
            .runAsNonRoot(true)
            .capabilities(Capabilities.builder().addDrop("ALL").build())
            .seccompProfile(SeccompProfile.builder().type("RuntimeDefault").build())
            .build();
    return pod(name, PodSpec.builder().addContainers(container("app", "v1", context)).build());
  }

  /** Violates baseline by {@code host namespaces}. */
  static Pod hostNetwork(String name) {
    return pod(name, PodSpec.builder().from(restricted(name).spec()).hostNetwork(true).build());
  }

  /** Violates baseline by {@code privileged}. */
  static Pod privileged(String name) {
    SecurityContext context = SecurityContext.builder().privileged(true).build();
    return pod(name, PodSpec.builder().addContainers(container("app", "v1", context)).build());
  }

  static Pod pod(String name, PodSpec spec) {
    return Pod.builder().metadata(ObjectMeta.builder().name(name).build()).spec(spec).build();
  }

  static Container container(String name, String image) {
    return Container.builder().name(name).image(image).build();
  }

  private static Container container(String name, String image, SecurityContext context) {
    return Container.builder().name(name).image(image).securityContext(context).build();
  }

  static Pod ownedBy(String uid, boolean controller, Pod pod) {
    OwnerReference owner = OwnerReference.builder().uid(uid).controller(controller).build();
    return Pod.builder()
        .metadata(
            ObjectMeta.builder().name(pod.metadata().name()).addOwnerReferences(owner).build())
        .spec(pod.spec())
        .build();
  }

  static Pod ofRuntimeClass(String name, Pod pod) {
    return Pod.builder()
        .metadata(pod.metadata())
        .spec(PodSpec.builder().from(pod.spec()).runtimeClassName(name).build())
        .build();
  }
}
