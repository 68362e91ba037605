package io.github.pss4j.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pss4j.Level;
import io.github.pss4j.Policy;
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
import io.github.pss4j.policy.PodSecurity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DefaultingTest {
  private static final String KEY = "container.apparmor.security.beta.kubernetes.io/";

  private static Pod pod(PodSpec.Builder spec) {
    return Pod.builder().spec(spec.build()).build();
  }

  private static Volume volume(String name, VolumeSource... sources) {
    return Volume.builder().name(name).addSources(sources).build();
  }

  private static Container named(String name) {
    return Container.builder().name(name).build();
  }

  private static ContainerPort port(@Nullable Integer containerPort, @Nullable Integer hostPort) {
    return ContainerPort.builder().containerPort(containerPort).hostPort(hostPort).build();
  }

  private static AppArmorProfile profile(String type, @Nullable String localhostProfile) {
    return AppArmorProfile.builder().type(type).localhostProfile(localhostProfile).build();
  }

  private static Container withProfile(String name, AppArmorProfile profile) {
    return Container.builder()
        .name(name)
        .securityContext(SecurityContext.builder().appArmorProfile(profile).build())
        .build();
  }

  private static Pod annotated(PodSpec.Builder spec, String container, String value) {
    return Pod.builder()
        .metadata(ObjectMeta.builder().putAnnotations(KEY + container, value).build())
        .spec(spec.build())
        .build();
  }

  @Test
  void aPodThatSaysEverythingStaysAsItIs() {
    Pod pod =
        pod(PodSpec.builder().addVolumes(volume("v", VolumeSource.NFS)).addContainers(named("a")));
    assertSame(pod, Defaulting.pod(pod));
    assertSame(pod, Defaulting.podTemplate(pod));
  }

  @Test
  void aVolumeWithoutASourceIsAnEmptyDir() {
    Pod pod =
        pod(
            PodSpec.builder()
                .addVolumes(volume("v"), volume("w", VolumeSource.HOST_PATH), volume("x")));
    Pod expected =
        pod(
            PodSpec.builder()
                .addVolumes(
                    volume("v", VolumeSource.EMPTY_DIR),
                    volume("w", VolumeSource.HOST_PATH),
                    volume("x", VolumeSource.EMPTY_DIR)));
    assertEquals(expected, Defaulting.pod(pod));
    assertEquals(expected, Defaulting.podTemplate(pod));
  }

  @Test
  void aVolumeWithoutASourceThenMeetsRestricted() {
    Pod pod = pod(PodSpec.builder().addVolumes(volume("v")));
    Policy policy = PodSecurity.standard();
    assertFalse(policy.evaluate(Level.RESTRICTED, Version.latest(), pod).allowed());
    assertTrue(policy.evaluate(Level.RESTRICTED, Version.latest(), Defaulting.pod(pod)).allowed());
  }

  private static PodSpec.Builder withPorts(@Nullable Boolean hostNetwork, ContainerPort... ports) {
    return PodSpec.builder()
        .hostNetwork(hostNetwork)
        .addInitContainers(Container.builder().name("i").addPorts(ports).build())
        .addContainers(Container.builder().name("c").addPorts(ports).build());
  }

  @Test
  void onTheHostNetworkPortsAreHostPorts() {
    Pod pod = pod(withPorts(true, port(80, null), port(443, 0), port(1, 2), port(null, null)));
    assertEquals(
        pod(withPorts(true, port(80, 80), port(443, 443), port(1, 2), port(null, null))),
        Defaulting.pod(pod));
  }

  @Test
  void offTheHostNetworkTheyAreNot() {
    Pod pod = pod(withPorts(false, port(80, null), port(443, 0)));
    assertEquals(pod, Defaulting.pod(pod));
    Pod silent = pod(withPorts(null, port(80, null)));
    assertEquals(silent, Defaulting.pod(silent));
  }

  @Test
  void portsOfATemplateAreNot() {
    Pod template = pod(withPorts(true, port(80, null)));
    assertEquals(template, Defaulting.podTemplate(template));
  }

  @Test
  void portsOfAnEphemeralContainerAreNot() {
    Pod pod =
        pod(
            PodSpec.builder()
                .hostNetwork(true)
                .addEphemeralContainers(
                    Container.builder().name("e").addPorts(port(80, null)).build()));
    assertEquals(pod, Defaulting.pod(pod));
  }

  @ParameterizedTest
  @CsvSource({
    "runtime/default, RuntimeDefault,",
    "unconfined, Unconfined,",
    "localhost/x, Localhost, x",
    "localhost/a/b, Localhost, a/b"
  })
  void anAppArmorAnnotationIsTheProfileOfItsContainer(
      String annotation, String type, @Nullable String localhostProfile) {
    AppArmorProfile profile = profile(type, localhostProfile);
    assertEquals(
        annotated(
            PodSpec.builder()
                .addInitContainers(withProfile("a", profile))
                .addContainers(withProfile("a", profile), named("b"))
                .addEphemeralContainers(withProfile("a", profile)),
            "a",
            annotation),
        Defaulting.pod(
            annotated(
                PodSpec.builder()
                    .addInitContainers(named("a"))
                    .addContainers(named("a"), named("b"))
                    .addEphemeralContainers(named("a")),
                "a",
                annotation)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost/", "Unconfined", "runtime/Default", "docker/default", "bogus"})
  void anAnnotationThatMakesNoProfileIsNone(String annotation) {
    Pod pod = annotated(PodSpec.builder().addContainers(named("a")), "a", annotation);
    assertEquals(pod, Defaulting.pod(pod));
  }

  @Test
  void aProfileOfItsOwnStays() {
    Pod pod =
        annotated(
            PodSpec.builder().addContainers(withProfile("a", profile("RuntimeDefault", null))),
            "a",
            "unconfined");
    assertEquals(pod, Defaulting.pod(pod));
  }

  @Test
  void theRestOfTheSecurityContextStays() {
    Container container =
        Container.builder()
            .name("a")
            .securityContext(SecurityContext.builder().runAsNonRoot(true).build())
            .build();
    assertEquals(
        SecurityContext.builder()
            .runAsNonRoot(true)
            .appArmorProfile(profile("Unconfined", null))
            .build(),
        Defaulting.pod(annotated(PodSpec.builder().addContainers(container), "a", "unconfined"))
            .spec()
            .containers()
            .get(0)
            .securityContext());
  }

  private static PodSpec.Builder under(AppArmorProfile podProfile, Container container) {
    return PodSpec.builder()
        .securityContext(PodSecurityContext.builder().appArmorProfile(podProfile).build())
        .addContainers(container);
  }

  @Test
  void aProfileThatThePodSetsAlreadyIsNotRepeated() {
    Pod runtime =
        annotated(under(profile("RuntimeDefault", null), named("a")), "a", "runtime/default");
    assertEquals(runtime, Defaulting.pod(runtime));
    Pod local = annotated(under(profile("Localhost", "x"), named("a")), "a", "localhost/x");
    assertEquals(local, Defaulting.pod(local));
  }

  @Test
  void aProfileThatDiffersFromThePodsIsSet() {
    assertEquals(
        annotated(
            under(profile("Localhost", "x"), withProfile("a", profile("Localhost", "y"))),
            "a",
            "localhost/y"),
        Defaulting.pod(
            annotated(under(profile("Localhost", "x"), named("a")), "a", "localhost/y")));
    assertEquals(
        annotated(
            under(profile("RuntimeDefault", null), withProfile("a", profile("Unconfined", null))),
            "a",
            "unconfined"),
        Defaulting.pod(
            annotated(under(profile("RuntimeDefault", null), named("a")), "a", "unconfined")));
  }

  @Test
  void onWindowsThereIsNoAppArmor() {
    Pod windows =
        annotated(
            PodSpec.builder().os(PodOS.builder().name("windows").build()).addContainers(named("a")),
            "a",
            "unconfined");
    assertEquals(windows, Defaulting.pod(windows));
    Pod linux =
        annotated(
            PodSpec.builder().os(PodOS.builder().name("linux").build()).addContainers(named("a")),
            "a",
            "unconfined");
    assertEquals(
        List.of(withProfile("a", profile("Unconfined", null))),
        Defaulting.pod(linux).spec().containers());
  }

  @Test
  void annotationsOfATemplateStayAnnotations() {
    Pod template = annotated(PodSpec.builder().addContainers(named("a")), "a", "unconfined");
    assertEquals(template, Defaulting.podTemplate(template));
  }

  @Test
  void theMessageThenNamesContainerAndAnnotation() {
    Pod pod = annotated(PodSpec.builder().addContainers(named("a")), "a", "unconfined");
    assertEquals(
        "forbidden AppArmor profiles (container \"a\" and annotation must not set AppArmor profile"
            + " type to \"Unconfined\", \""
            + KEY
            + "a=\"unconfined\"\")",
        PodSecurity.standard()
            .evaluate(Level.BASELINE, Version.latest(), Defaulting.pod(pod))
            .detail());
  }

  @Test
  void allOfItAtOnce() {
    Pod pod =
        Pod.builder()
            .metadata(
                ObjectMeta.builder().name("p").putAnnotations(KEY + "a", "unconfined").build())
            .spec(
                PodSpec.builder()
                    .hostNetwork(true)
                    .addVolumes(volume("v"))
                    .addContainers(Container.builder().name("a").addPorts(port(80, null)).build())
                    .build())
            .build();
    Pod expected =
        Pod.builder()
            .metadata(pod.metadata())
            .spec(
                PodSpec.builder()
                    .hostNetwork(true)
                    .addVolumes(volume("v", VolumeSource.EMPTY_DIR))
                    .addContainers(
                        Container.builder()
                            .from(withProfile("a", profile("Unconfined", null)))
                            .addPorts(port(80, 80))
                            .build())
                    .build())
            .build();
    assertEquals(expected, Defaulting.pod(pod));
  }

  private static Pod admitted(Pod pod, long release) {
    return Defaulting.pod(pod, Version.of(release));
  }

  private static Pod admittedTemplate(Pod pod, long release) {
    return Defaulting.podTemplate(pod, Version.of(release));
  }

  @Test
  void anOlderReleaseDropsWhatItDoesNotKnow() {
    Container[] containers = {named("a"), named("b"), named("c")};
    Container[] profiled = {
      withProfile("a", profile("Localhost", "p")),
      withProfile("b", profile("RuntimeDefault", null)),
      withProfile("c", profile("Unconfined", null))
    };
    PodSpec all =
        PodSpec.builder()
            .os(PodOS.builder().name("windows").build())
            .hostUsers(false)
            .securityContext(
                PodSecurityContext.builder()
                    .runAsUser(1L)
                    .appArmorProfile(profile("Unconfined", null))
                    .build())
            .addInitContainers(profiled[0])
            .addContainers(profiled[1])
            .addEphemeralContainers(profiled[2])
            .addVolumes(volume("v", VolumeSource.IMAGE, VolumeSource.SECRET))
            .build();
    Pod since31 = pod(PodSpec.builder().from(all));
    Pod at30 = pod(PodSpec.builder().from(all).volumes(List.of(volume("v", VolumeSource.SECRET))));
    PodSpec.Builder before30 =
        PodSpec.builder()
            .from(at30.spec())
            .securityContext(PodSecurityContext.builder().runAsUser(1L).build())
            .initContainers(List.of(empty(containers[0])))
            .containers(List.of(empty(containers[1])))
            .ephemeralContainers(List.of(empty(containers[2])));
    Pod at25 = pod(before30);
    Pod at24 = pod(before30.hostUsers(null));
    Pod at22 = pod(before30.os(null));
    assertSame(since31, admittedTemplate(since31, 37));
    assertSame(since31, admittedTemplate(since31, 31));
    assertEquals(at30, admittedTemplate(since31, 30));
    assertEquals(at25, admittedTemplate(since31, 29));
    assertEquals(at25, admittedTemplate(since31, 25));
    assertEquals(at24, admittedTemplate(since31, 24));
    assertEquals(at24, admittedTemplate(since31, 23));
    assertEquals(at22, admittedTemplate(since31, 22));
    assertEquals(at22, admitted(since31, 22));
    assertSame(at22, admittedTemplate(at22, 22));
  }

  /** A container that has a security context without anything in it. */
  private static Container empty(Container container) {
    return Container.builder()
        .from(container)
        .securityContext(SecurityContext.builder().build())
        .build();
  }

  @Test
  void anImageThatIsNotKnownLeavesAnEmptyDir() {
    Pod pod = pod(PodSpec.builder().addVolumes(volume("v", VolumeSource.IMAGE)));
    Pod emptyDir = pod(PodSpec.builder().addVolumes(volume("v", VolumeSource.EMPTY_DIR)));
    assertEquals(emptyDir, admitted(pod, 30));
    assertEquals(emptyDir, admittedTemplate(pod, 30));
    assertSame(pod, admitted(pod, 31));
    assertSame(pod, admittedTemplate(pod, 31));
  }

  @Test
  void before28PortsOfATemplateAreHostPortsToo() {
    Pod template = pod(withPorts(true, port(80, null)));
    Pod filled = pod(withPorts(true, port(80, 80)));
    assertEquals(filled, admittedTemplate(template, 27));
    assertEquals(template, admittedTemplate(template, 28));
    assertEquals(filled, admitted(template, 27));
    assertEquals(filled, admitted(template, 28));
    Pod off = pod(withPorts(false, port(80, null)));
    assertEquals(off, admittedTemplate(off, 27));
  }

  @Test
  void before30AnAppArmorAnnotationIsNoField() {
    Pod pod = annotated(PodSpec.builder().addContainers(named("a")), "a", "unconfined");
    assertSame(pod, admitted(pod, 29));
    Pod filled =
        annotated(
            PodSpec.builder().addContainers(withProfile("a", profile("Unconfined", null))),
            "a",
            "unconfined");
    assertEquals(filled, admitted(pod, 30));
    assertEquals(filled, admitted(pod, 37));
  }

  @Test
  void from30To33AnAppArmorFieldIsAnAnnotationToo() {
    PodSpec.Builder spec =
        PodSpec.builder()
            .securityContext(
                PodSecurityContext.builder().appArmorProfile(profile("Unconfined", null)).build())
            .addInitContainers(withProfile("i", profile("RuntimeDefault", null)))
            .addContainers(
                named("a"),
                withProfile("l", profile("Localhost", "p")),
                withProfile("n", profile("Localhost", null)),
                withProfile("x", profile("Other", null)),
                withProfile("y", AppArmorProfile.builder().build()),
                empty(named("e")),
                withProfile("o", profile("Localhost", "q")));
    Pod pod = annotated(spec, "o", "localhost/own");
    Pod filled =
        Pod.builder()
            .metadata(
                ObjectMeta.builder()
                    .putAnnotations(KEY + "o", "localhost/own")
                    .putAnnotations(KEY + "i", "runtime/default")
                    .putAnnotations(KEY + "a", "unconfined")
                    .putAnnotations(KEY + "l", "localhost/p")
                    .putAnnotations(KEY + "e", "unconfined")
                    .build())
            .spec(spec.build())
            .build();
    assertEquals(filled, admitted(pod, 30));
    assertEquals(filled, admitted(pod, 33));
    assertEquals(filled, admitted(filled, 33));
    assertEquals(pod, admitted(pod, 34));
    assertEquals(pod, admittedTemplate(pod, 33));
    Pod windows = annotated(spec.os(PodOS.builder().name("windows").build()), "o", "unconfined");
    assertEquals(windows, admitted(windows, 33));
    Pod silent = pod(PodSpec.builder().addContainers(named("a")));
    assertSame(silent, admitted(silent, 33));
  }

  @Test
  void saysWhatChanged() {
    assertEquals(
        List.of("v1.23", "v1.25", "v1.28", "v1.30", "v1.31", "v1.34"),
        Defaulting.changes().keySet().stream().map(Version::toString).toList());
    assertEquals("the API has `hostUsers`", Defaulting.changes().get(Version.of(25)));
  }
}
