package io.github.pss4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pod made of every type of the model, each by its builder, says what was put into it. */
final class WholePodTest {
  private static final SELinuxOptions SE_LINUX =
      SELinuxOptions.builder().user("u").role("r").type("t").build();
  private static final SeccompProfile SECCOMP =
      SeccompProfile.builder().type("Localhost").localhostProfile("s").build();
  private static final AppArmorProfile APP_ARMOR =
      AppArmorProfile.builder().type("Localhost").localhostProfile("a").build();
  private static final WindowsSecurityContextOptions WINDOWS =
      WindowsSecurityContextOptions.builder().hostProcess(true).build();
  private static final Probe PROBE =
      Probe.builder()
          .httpGet(HTTPGetAction.builder().host("h").build())
          .tcpSocket(TCPSocketAction.builder().host("i").build())
          .build();
  private static final LifecycleHandler HANDLER =
      LifecycleHandler.builder()
          .httpGet(HTTPGetAction.builder().host("j").build())
          .tcpSocket(TCPSocketAction.builder().host("k").build())
          .build();
  private static final SecurityContext CONTEXT =
      SecurityContext.builder()
          .capabilities(Capabilities.builder().addAdd("A").addDrop("D").build())
          .privileged(true)
          .seLinuxOptions(SE_LINUX)
          .windowsOptions(WINDOWS)
          .runAsUser(7L)
          .runAsNonRoot(false)
          .allowPrivilegeEscalation(true)
          .procMount("Unmasked")
          .seccompProfile(SECCOMP)
          .appArmorProfile(APP_ARMOR)
          .build();
  private static final Container CONTAINER =
      Container.builder()
          .name("c")
          .image("i")
          .addPorts(ContainerPort.builder().hostPort(80).containerPort(8080).build())
          .livenessProbe(PROBE)
          .lifecycle(Lifecycle.builder().postStart(HANDLER).preStop(HANDLER).build())
          .securityContext(CONTEXT)
          .build();
  private static final PodSecurityContext POD_CONTEXT =
      PodSecurityContext.builder()
          .seLinuxOptions(SE_LINUX)
          .windowsOptions(WINDOWS)
          .runAsUser(8L)
          .runAsNonRoot(true)
          .addSysctls(Sysctl.builder().name("net.a").build())
          .seccompProfile(SECCOMP)
          .appArmorProfile(APP_ARMOR)
          .build();
  private static final Pod POD =
      Pod.builder()
          .metadata(
              ObjectMeta.builder()
                  .name("n")
                  .putAnnotations("k", "v")
                  .addOwnerReferences(
                      OwnerReference.builder().kind("ReplicaSet").uid("1").controller(true).build())
                  .build())
          .spec(
              PodSpec.builder()
                  .addContainers(CONTAINER)
                  .addVolumes(Volume.of("v", VolumeSource.HOST_PATH))
                  .os(PodOS.builder().name("windows").build())
                  .securityContext(POD_CONTEXT)
                  .build())
          .build();

  @Test
  void itSaysWhatWasPutIntoIt() {
    assertEquals(PodOS.builder().name("windows").build(), POD.spec().os());
    assertEquals(POD_CONTEXT, POD.spec().securityContext());
    assertEquals(List.of(CONTAINER), POD.spec().allContainers());
    assertEquals(List.of("net.a"), POD_CONTEXT.sysctls().stream().map(Sysctl::name).toList());
    assertEquals(
        List.of("1"), POD.metadata().ownerReferences().stream().map(OwnerReference::uid).toList());
    assertEquals(Map.of("k", "v"), POD.metadata().annotations());
    assertEquals(80, CONTAINER.ports().get(0).hostPort());
    assertEquals(PROBE, CONTAINER.livenessProbe());
    assertEquals(HTTPGetAction.builder().host("h").build(), PROBE.httpGet());
    assertEquals(TCPSocketAction.builder().host("i").build(), PROBE.tcpSocket());
    assertEquals(
        Lifecycle.builder().postStart(HANDLER).preStop(HANDLER).build(), CONTAINER.lifecycle());
    assertEquals(HTTPGetAction.builder().host("j").build(), HANDLER.httpGet());
    assertEquals(TCPSocketAction.builder().host("k").build(), HANDLER.tcpSocket());
    assertEquals(CONTEXT, CONTAINER.securityContext());
    assertEquals(Capabilities.builder().addAdd("A").addDrop("D").build(), CONTEXT.capabilities());
    assertEquals(WINDOWS, CONTEXT.windowsOptions());
    assertEquals(true, WINDOWS.hostProcess());
    assertEquals(SE_LINUX, CONTEXT.seLinuxOptions());
    assertEquals("t", SE_LINUX.type());
    assertEquals(SECCOMP, CONTEXT.seccompProfile());
    assertEquals("s", SECCOMP.localhostProfile());
    assertEquals(APP_ARMOR, CONTEXT.appArmorProfile());
    assertEquals("a", APP_ARMOR.localhostProfile());
  }

  @Test
  void aVolumeOfOneSourceIsTheOneThatTheBuilderMakes() {
    Volume volume = Volume.of("v", VolumeSource.HOST_PATH);
    assertEquals(Volume.builder().name("v").addSources(VolumeSource.HOST_PATH).build(), volume);
    assertNotEquals(Volume.of("v", VolumeSource.SECRET), volume);
    assertEquals(true, volume.has(VolumeSource.HOST_PATH));
    assertEquals(false, volume.has(VolumeSource.SECRET));
  }
}
