package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.ObjectMeta;
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
import io.github.pss4j.testing.SamplePods.Example;
import java.util.function.UnaryOperator;

/**
 * The examples of {@link SamplePods}, each of which differs in one thing from a pod that is right.
 */
final class MinimalPods {
  private MinimalPods() {}

  /** The examples of the control with that id. */
  static ImmutableList<Example> of(String control) {
    return switch (control) {
      case "appArmorProfile" ->
          of(
              violates(
                  control,
                  "an unconfined container",
                  context(it -> it.appArmorProfile(appArmor("Unconfined")))),
              violates(
                  control,
                  "an unconfined container, by annotation",
                  annotated(CompliantPod.APP_ARMOR + "app", "unconfined")),
              allows(
                  control,
                  "a profile of the node",
                  context(it -> it.appArmorProfile(appArmor("Localhost")))));
      case "capabilities_baseline" ->
          of(
              violates(control, "NET_ADMIN", context(it -> it.capabilities(adding("NET_ADMIN")))),
              violates(
                  control,
                  "CAP_CHOWN, since names have no prefix",
                  context(it -> it.capabilities(adding("CAP_CHOWN")))),
              allows(control, "CHOWN", context(it -> it.capabilities(adding("CHOWN")))));
      case "hostNamespaces" ->
          of(
              violates(control, "the network of the node", spec(it -> it.hostNetwork(true))),
              violates(control, "the processes of the node", spec(it -> it.hostPID(true))),
              violates(control, "the IPC of the node", spec(it -> it.hostIPC(true))),
              allows(control, "hostNetwork set to false", spec(it -> it.hostNetwork(false))));
      case "hostPathVolumes" ->
          of(
              violates(control, "a hostPath", volume(VolumeSource.HOST_PATH)),
              allows(control, "an nfs volume", volume(VolumeSource.NFS)));
      case "hostPorts" ->
          of(
              violates(control, "a port of the node", container(it -> it.addPorts(port(8080)))),
              allows(control, "the host port 0", container(it -> it.addPorts(port(0)))));
      case "hostProbesAndHostLifecycle" ->
          of(
              violates(
                  control,
                  "a probe of a host",
                  container(
                      it -> it.livenessProbe(Probe.builder().httpGet(http("127.0.0.1")).build()))),
              violates(
                  control,
                  "a TCP probe of a host",
                  container(
                      it ->
                          it.readinessProbe(
                              Probe.builder()
                                  .tcpSocket(TCPSocketAction.builder().host("example.com").build())
                                  .build()))),
              allows(
                  control,
                  "a probe of an empty host",
                  container(it -> it.livenessProbe(Probe.builder().httpGet(http("")).build()))));
      case "privileged" ->
          of(
              violates(control, "a privileged container", context(it -> it.privileged(true))),
              allows(control, "privileged set to false", context(it -> it.privileged(false))));
      case "procMount" ->
          of(
              violates(control, "an unmasked /proc", context(it -> it.procMount("Unmasked"))),
              allows(control, "the default /proc", context(it -> it.procMount("Default"))),
              allows(
                  control,
                  "an unmasked /proc in a user namespace",
                  hostUsers(context(it -> it.procMount("Unmasked")))));
      case "seLinuxOptions" ->
          of(
              violates(
                  control,
                  "another type",
                  context(it -> it.seLinuxOptions(SELinuxOptions.builder().type("spc_t").build()))),
              violates(
                  control,
                  "a user",
                  context(it -> it.seLinuxOptions(SELinuxOptions.builder().user("u").build()))),
              allows(
                  control,
                  "the type container_t",
                  context(
                      it ->
                          it.seLinuxOptions(
                              SELinuxOptions.builder().type("container_t").build()))));
      case "seccompProfile_baseline" ->
          of(
              violates(
                  control,
                  "an unconfined container",
                  context(it -> it.seccompProfile(seccomp("Unconfined")))),
              allows(
                  control,
                  "a profile of the node",
                  context(it -> it.seccompProfile(seccomp("Localhost")))));
      case "sysctls" ->
          of(
              violates(control, "an unsafe sysctl", sysctl("kernel.msgmax")),
              allows(control, "a safe sysctl", sysctl("kernel.shm_rmid_forced")));
      case "windowsHostProcess" ->
          of(
              violates(control, "a process of the host", hostProcess(true)),
              allows(control, "hostProcess set to false", hostProcess(false)));
      case "allowPrivilegeEscalation" ->
          of(
              violates(
                  control, "its being absent", context(it -> it.allowPrivilegeEscalation(null))),
              violates(control, "true", context(it -> it.allowPrivilegeEscalation(true))),
              allows(control, "false", context(it -> it.allowPrivilegeEscalation(false))),
              allows(
                  control,
                  "its being absent from a Windows pod",
                  windows(context(it -> it.allowPrivilegeEscalation(null)))));
      case "capabilities_restricted" ->
          of(
              violates(control, "nothing dropped", context(it -> it.capabilities(null))),
              violates(control, "CHOWN added", context(it -> it.capabilities(adding("CHOWN")))),
              allows(
                  control,
                  "NET_BIND_SERVICE added",
                  context(it -> it.capabilities(adding("NET_BIND_SERVICE")))));
      case "procMount_restricted" ->
          of(
              violates(control, "an unmasked /proc", context(it -> it.procMount("Unmasked"))),
              violates(
                  control,
                  "an unmasked /proc in a user namespace",
                  hostUsers(context(it -> it.procMount("Unmasked")))),
              allows(control, "the default /proc", context(it -> it.procMount("Default"))));
      case "restrictedVolumes" ->
          of(
              violates(control, "an nfs volume", volume(VolumeSource.NFS)),
              violates(control, "a hostPath", volume(VolumeSource.HOST_PATH)),
              allows(control, "a secret", volume(VolumeSource.SECRET)));
      case "runAsNonRoot" ->
          of(
              violates(
                  control,
                  "its being absent from pod and container",
                  podContext(it -> it.runAsNonRoot(null))),
              violates(control, "false in a container", context(it -> it.runAsNonRoot(false))),
              allows(
                  control,
                  "its being set in the container alone",
                  with(podContext(it -> it.runAsNonRoot(null)), it -> it.runAsNonRoot(true))),
              allows(
                  control,
                  "its being absent in a user namespace",
                  hostUsers(podContext(it -> it.runAsNonRoot(null)))));
      case "runAsUser" ->
          of(
              violates(control, "root in a container", context(it -> it.runAsUser(0L))),
              violates(control, "root in the pod", podContext(it -> it.runAsUser(0L))),
              allows(control, "another user", context(it -> it.runAsUser(1000L))));
      case "seccompProfile_restricted" ->
          of(
              violates(
                  control,
                  "its being absent from pod and container",
                  podContext(it -> it.seccompProfile(null))),
              violates(
                  control,
                  "an unconfined container",
                  context(it -> it.seccompProfile(seccomp("Unconfined")))),
              allows(
                  control,
                  "its being set in the container alone",
                  with(
                      podContext(it -> it.seccompProfile(null)),
                      it -> it.seccompProfile(seccomp("RuntimeDefault")))));
      default -> throw new IllegalStateException("no example of \"" + control + "\" is known");
    };
  }

  private static ImmutableList<Example> of(Example... examples) {
    return ImmutableList.copyOf(examples);
  }

  private static Example violates(String control, String description, Pod pod) {
    return new Example(control, description, true, pod);
  }

  private static Example allows(String control, String description, Pod pod) {
    return new Example(control, description, false, pod);
  }

  /** A pod of one container that meets restricted at every version. */
  private static Pod right() {
    return Pod.builder()
        .metadata(ObjectMeta.builder().name("example").build())
        .spec(
            PodSpec.builder()
                .securityContext(
                    PodSecurityContext.builder()
                        .runAsNonRoot(true)
                        .seccompProfile(seccomp("RuntimeDefault"))
                        .build())
                .addContainers(
                    Container.builder()
                        .name("app")
                        .image("registry.example.com/app:1")
                        .securityContext(
                            SecurityContext.builder()
                                .allowPrivilegeEscalation(false)
                                .capabilities(Capabilities.builder().addDrop("ALL").build())
                                .build())
                        .build())
                .build())
        .build();
  }

  private static Pod spec(Pod pod, UnaryOperator<PodSpec.Builder> change) {
    return Pod.builder()
        .from(pod)
        .spec(change.apply(PodSpec.builder().from(pod.spec())).build())
        .build();
  }

  private static Pod spec(UnaryOperator<PodSpec.Builder> change) {
    return spec(right(), change);
  }

  private static Pod container(UnaryOperator<Container.Builder> change) {
    Container container = right().spec().containers().get(0);
    return spec(
        it ->
            it.containers(
                ImmutableList.of(change.apply(Container.builder().from(container)).build())));
  }

  /** The pod, with a change of the security context of its container. */
  private static Pod with(Pod pod, UnaryOperator<SecurityContext.Builder> change) {
    Container container = pod.spec().containers().get(0);
    SecurityContext.Builder context = SecurityContext.builder();
    if (container.securityContext() != null) {
      context.from(container.securityContext());
    }
    Container changed =
        Container.builder().from(container).securityContext(change.apply(context).build()).build();
    return spec(pod, it -> it.containers(ImmutableList.of(changed)));
  }

  private static Pod context(UnaryOperator<SecurityContext.Builder> change) {
    return with(right(), change);
  }

  private static Pod podContext(UnaryOperator<PodSecurityContext.Builder> change) {
    PodSecurityContext.Builder context = PodSecurityContext.builder();
    PodSecurityContext before = right().spec().securityContext();
    if (before != null) {
      context.from(before);
    }
    return spec(it -> it.securityContext(change.apply(context).build()));
  }

  private static Pod annotated(String key, String value) {
    return Pod.builder()
        .from(right())
        .metadata(ObjectMeta.builder().name("example").putAnnotations(key, value).build())
        .build();
  }

  private static Pod hostUsers(Pod pod) {
    return spec(pod, it -> it.hostUsers(false));
  }

  private static Pod windows(Pod pod) {
    return spec(pod, it -> it.os(PodOS.builder().name("windows").build()));
  }

  private static Pod volume(VolumeSource source) {
    return spec(it -> it.addVolumes(Volume.of("data", source)));
  }

  private static Pod sysctl(String name) {
    return podContext(it -> it.addSysctls(Sysctl.builder().name(name).build()));
  }

  private static Pod hostProcess(boolean value) {
    return context(
        it ->
            it.windowsOptions(WindowsSecurityContextOptions.builder().hostProcess(value).build()));
  }

  private static ContainerPort port(int hostPort) {
    return ContainerPort.builder().containerPort(8080).hostPort(hostPort).build();
  }

  private static HTTPGetAction http(String host) {
    return HTTPGetAction.builder().host(host).build();
  }

  private static Capabilities adding(String capability) {
    return Capabilities.builder().addDrop("ALL").addAdd(capability).build();
  }

  private static AppArmorProfile appArmor(String type) {
    return AppArmorProfile.builder().type(type).build();
  }

  private static SeccompProfile seccomp(String type) {
    return SeccompProfile.builder().type(type).build();
  }
}
