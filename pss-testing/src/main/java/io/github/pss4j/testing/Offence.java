package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Version;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Makes a pod violate a control in one of the ways that there are, and leaves the rest of it as it
 * is. Not thread-safe.
 */
final class Offence {
  private static final String[] FORBIDDEN_CAPABILITIES = {
    "NET_ADMIN", "SYS_ADMIN", "SYS_PTRACE", "BPF", "ALL", "chown"
  };

  private final RandomGenerator random;
  private final long minor;

  Offence(RandomGenerator random, Version version) {
    this.random = random;
    this.minor = CompliantPod.minor(version);
  }

  /** The pod, which then violates that control. */
  Pod in(Pod pod, String control) {
    return switch (control) {
      case "appArmorProfile" -> appArmor(pod);
      case "capabilities_baseline" ->
          anyContext(pod, it -> it.capabilities(adding(any(FORBIDDEN_CAPABILITIES))));
      case "hostNamespaces" -> hostNamespaces(pod);
      case "hostPathVolumes" -> volume(pod, VolumeSource.HOST_PATH);
      case "hostPorts" -> anyContainer(pod, it -> it.addPorts(port()));
      case "hostProbesAndHostLifecycle" -> anyContainer(pod, this::host);
      case "privileged" -> anyContext(pod, it -> it.privileged(true));
      case "procMount", "procMount_restricted" ->
          anyContext(inHostUsers(pod), it -> it.procMount(any("Unmasked", "default")));
      case "seLinuxOptions" -> seLinux(pod);
      case "seccompProfile_baseline" -> minor < 19 ? seccompAnnotation(pod) : seccomp(pod);
      case "sysctls" ->
          podContext(
              pod,
              it ->
                  it.addSysctls(
                      Sysctl.builder().name(any("kernel.msgmax", "net.core.somaxconn")).build()));
      case "windowsHostProcess" -> windowsHostProcess(pod);
      case "allowPrivilegeEscalation" ->
          anyContext(pod, it -> it.allowPrivilegeEscalation(random.nextBoolean() ? true : null));
      case "capabilities_restricted" -> capabilitiesRestricted(pod);
      case "restrictedVolumes" -> volume(pod, forbiddenVolume());
      case "runAsNonRoot" -> runAsNonRoot(pod);
      case "runAsUser" ->
          random.nextBoolean()
              ? podContext(pod, it -> it.runAsUser(0L))
              : anyContext(pod, it -> it.runAsUser(0L));
      case "seccompProfile_restricted" -> random.nextBoolean() ? seccomp(pod) : withoutSeccomp(pod);
      default -> throw new IllegalStateException("no offence against \"" + control + "\" is known");
    };
  }

  private Pod appArmor(Pod pod) {
    AppArmorProfile profile = AppArmorProfile.builder().type(any("Unconfined", "")).build();
    return switch (random.nextInt(3)) {
      case 0 -> podContext(pod, it -> it.appArmorProfile(profile));
      case 1 -> anyContext(pod, it -> it.appArmorProfile(profile));
      default -> annotation(pod, CompliantPod.APP_ARMOR + "app-0", "unconfined");
    };
  }

  private Pod hostNamespaces(Pod pod) {
    int which = 1 + random.nextInt(7);
    PodSpec.Builder spec = PodSpec.builder().from(pod.spec());
    if ((which & 1) != 0) {
      // In the host's network each port is a port of the host.
      spec.hostNetwork(true);
      spec.initContainers(pod.spec().initContainers().stream().map(Offence::withoutPorts).toList());
      spec.containers(pod.spec().containers().stream().map(Offence::withoutPorts).toList());
    }
    if ((which & 2) != 0) {
      spec.hostPID(true);
    }
    if ((which & 4) != 0) {
      spec.hostIPC(true);
    }
    return with(pod, spec.build());
  }

  private static Container withoutPorts(Container container) {
    return Container.builder().from(container).ports(ImmutableList.of()).build();
  }

  private Pod volume(Pod pod, VolumeSource source) {
    return with(
        pod, PodSpec.builder().from(pod.spec()).addVolumes(Volume.of("offending", source)).build());
  }

  private VolumeSource forbiddenVolume() {
    return any(
        Arrays.stream(VolumeSource.values())
            .filter(source -> !CompliantPod.RESTRICTED_VOLUMES.contains(source))
            .toArray(VolumeSource[]::new));
  }

  private ContainerPort port() {
    int port = 1 + random.nextInt(65_535);
    return ContainerPort.builder().containerPort(port).hostPort(port).build();
  }

  private Container.Builder host(Container.Builder container) {
    String host = any("127.0.0.1", "localhost", "::1");
    HTTPGetAction http = HTTPGetAction.builder().host(host).build();
    TCPSocketAction tcp = TCPSocketAction.builder().host(host).build();
    Probe probe =
        random.nextBoolean()
            ? Probe.builder().httpGet(http).build()
            : Probe.builder().tcpSocket(tcp).build();
    LifecycleHandler handler =
        random.nextBoolean()
            ? LifecycleHandler.builder().httpGet(http).build()
            : LifecycleHandler.builder().tcpSocket(tcp).build();
    return switch (random.nextInt(5)) {
      case 0 -> container.livenessProbe(probe);
      case 1 -> container.readinessProbe(probe);
      case 2 -> container.startupProbe(probe);
      case 3 -> container.lifecycle(Lifecycle.builder().postStart(handler).build());
      default -> container.lifecycle(Lifecycle.builder().preStop(handler).build());
    };
  }

  /** The same without a user namespace of its own, in which more is allowed. */
  private static Pod inHostUsers(Pod pod) {
    return with(pod, PodSpec.builder().from(pod.spec()).hostUsers(null).build());
  }

  private Pod seLinux(Pod pod) {
    SELinuxOptions options =
        switch (random.nextInt(3)) {
          case 0 -> SELinuxOptions.builder().type(any("spc_t", "unconfined_t")).build();
          case 1 -> SELinuxOptions.builder().user("sysadm_u").build();
          default -> SELinuxOptions.builder().role("sysadm_r").build();
        };
    return random.nextBoolean()
        ? podContext(pod, it -> it.seLinuxOptions(options))
        : anyContext(pod, it -> it.seLinuxOptions(options));
  }

  private Pod seccompAnnotation(Pod pod) {
    String key =
        random.nextBoolean()
            ? CompliantPod.SECCOMP_POD
            : CompliantPod.SECCOMP_CONTAINER + pod.spec().containers().get(0).name();
    return annotation(pod, key, any("unconfined", ""));
  }

  private Pod seccomp(Pod pod) {
    SeccompProfile profile = SeccompProfile.builder().type(any("Unconfined", "")).build();
    return random.nextBoolean()
        ? podContext(pod, it -> it.seccompProfile(profile))
        : anyContext(pod, it -> it.seccompProfile(profile));
  }

  private Pod withoutSeccomp(Pod pod) {
    return anyContext(
        eachContext(
            podContext(pod, it -> it.seccompProfile(null)),
            it -> random.nextBoolean() ? it.seccompProfile(null) : it),
        it -> it.seccompProfile(null));
  }

  private Pod windowsHostProcess(Pod pod) {
    WindowsSecurityContextOptions options =
        WindowsSecurityContextOptions.builder().hostProcess(true).build();
    return random.nextBoolean()
        ? podContext(pod, it -> it.windowsOptions(options))
        : anyContext(pod, it -> it.windowsOptions(options));
  }

  private Pod capabilitiesRestricted(Pod pod) {
    Capabilities capabilities =
        switch (random.nextInt(3)) {
          case 0 -> Capabilities.builder().build();
          case 1 -> Capabilities.builder().addDrop("NET_RAW").build();
          default -> adding(any("CHOWN", "NET_ADMIN", "ALL"));
        };
    boolean isAbsent = random.nextInt(4) == 0;
    return anyContext(pod, it -> it.capabilities(isAbsent ? null : capabilities));
  }

  private static Capabilities adding(String capability) {
    return Capabilities.builder().addAdd(capability).addDrop("ALL").build();
  }

  private Pod runAsNonRoot(Pod pod) {
    return switch (random.nextInt(3)) {
      case 0 -> podContext(pod, it -> it.runAsNonRoot(false));
      case 1 -> anyContext(pod, it -> it.runAsNonRoot(false));
      default ->
          anyContext(podContext(pod, it -> it.runAsNonRoot(null)), it -> it.runAsNonRoot(null));
    };
  }

  private static Pod annotation(Pod pod, String key, String value) {
    ObjectMeta.Builder metadata = ObjectMeta.builder().from(pod.metadata());
    Map<String, String> annotations = new LinkedHashMap<>(pod.metadata().annotations());
    annotations.put(key, value);
    return Pod.builder().from(pod).metadata(metadata.annotations(annotations).build()).build();
  }

  private static Pod podContext(Pod pod, UnaryOperator<PodSecurityContext.Builder> change) {
    PodSecurityContext context =
        Objects.requireNonNullElseGet(
            pod.spec().securityContext(), () -> PodSecurityContext.builder().build());
    return with(
        pod,
        PodSpec.builder()
            .from(pod.spec())
            .securityContext(change.apply(PodSecurityContext.builder().from(context)).build())
            .build());
  }

  private Pod anyContext(Pod pod, UnaryOperator<SecurityContext.Builder> change) {
    return anyContainer(pod, it -> withContext(it, change));
  }

  private static Pod eachContext(Pod pod, UnaryOperator<SecurityContext.Builder> change) {
    Pod changed = pod;
    for (int i = 0; i < pod.spec().allContainers().size(); i++) {
      changed = container(changed, i, it -> withContext(it, change));
    }
    return changed;
  }

  private static Container.Builder withContext(
      Container.Builder container, UnaryOperator<SecurityContext.Builder> change) {
    SecurityContext context =
        Objects.requireNonNullElseGet(
            container.build().securityContext(), () -> SecurityContext.builder().build());
    return container.securityContext(change.apply(SecurityContext.builder().from(context)).build());
  }

  private Pod anyContainer(Pod pod, UnaryOperator<Container.Builder> change) {
    return container(pod, random.nextInt(pod.spec().allContainers().size()), change);
  }

  /** Changes the container of that number among all of them. */
  private static Pod container(Pod pod, int number, UnaryOperator<Container.Builder> change) {
    PodSpec spec = pod.spec();
    List<Container> all = new ArrayList<>(spec.allContainers());
    all.set(number, change.apply(Container.builder().from(all.get(number))).build());
    int init = spec.initContainers().size();
    int regular = init + spec.containers().size();
    return with(
        pod,
        PodSpec.builder()
            .from(spec)
            .initContainers(all.subList(0, init))
            .containers(all.subList(init, regular))
            .ephemeralContainers(all.subList(regular, all.size()))
            .build());
  }

  private static Pod with(Pod pod, PodSpec spec) {
    return Pod.builder().from(pod).spec(spec).build();
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}
