package io.github.pss4j.reference;

import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
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
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/**
 * Pods of every kind: from those without a fault, by way of those with a few, to those where most
 * is wrong. Names and values are as nasty as they get: empty, given twice, with quotes, line breaks
 * and characters beyond the basic plane.
 *
 * <p>They are rolled rather than combined of many arbitraries, which for values of this size takes
 * jqwik a hundred times as long; {@link ShrinkablePod} makes them smaller.
 */
public final class ArbitraryPods {
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String[] NAMES = {
    "a", "b", "web", "", "quo\"te", "new\nline", "z\\", "\ufffd", "\ud83d\ude00", "a, b"
  };

  private final Random random;

  /** How many of 40 choices are for the worse. */
  private final int faults;

  private ArbitraryPods(Random random, int... faults) {
    this.random = random;
    this.faults = faults[random.nextInt(faults.length)];
  }

  /** Any pod. */
  public static Arbitrary<Pod> pods() {
    return Arbitraries.fromGenerator(
        random -> new ShrinkablePod(new ArbitraryPods(random, 0, 1, 1, 2, 8, 30).pod()));
  }

  /** Any container. */
  public static Arbitrary<Container> containers() {
    return Arbitraries.randomValue(random -> new ArbitraryPods(random, 0, 2, 20).container());
  }

  private Pod pod() {
    return Pod.builder().metadata(metadata()).spec(spec()).build();
  }

  private ObjectMeta metadata() {
    ObjectMeta.Builder metadata = ObjectMeta.builder().name(orNull(() -> any(NAMES)));
    String[] keys = {"note", SECCOMP_POD, APP_ARMOR + any(NAMES), SECCOMP + any(NAMES)};
    for (String key : keys) {
      if (random.nextBoolean()) {
        String bad =
            any("", "docker/default", "unconfined", "q\"\\\n\u0007\u007f\u2028\ud83d\ude00");
        metadata.putAnnotations(key, fault() ? bad : any("runtime/default", "localhost/x"));
      }
    }
    return metadata.build();
  }

  private PodSpec spec() {
    return PodSpec.builder()
        .volumes(list(3, this::volume))
        .initContainers(list(2, this::container))
        .containers(list(3, this::container))
        .ephemeralContainers(list(2, this::container))
        .hostNetwork(flag(false, true))
        .hostPID(flag(false, true))
        .hostIPC(flag(false, true))
        .hostUsers(orNull(random::nextBoolean))
        .os(orNull(() -> os(orNull(() -> any("windows", "windows", "linux", "Windows", "")))))
        .securityContext(random.nextInt(10) == 0 ? null : podContext())
        .build();
  }

  private static PodOS os(@Nullable String name) {
    return PodOS.builder().name(name).build();
  }

  private Volume volume() {
    List<VolumeSource> sources =
        fault()
            ? list(3, () -> any(VolumeSource.values()))
            : List.of(any(VolumeSource.EMPTY_DIR, VolumeSource.CONFIG_MAP, VolumeSource.IMAGE));
    return Volume.builder().name(any(NAMES)).sources(sources).build();
  }

  private Container container() {
    return Container.builder()
        .name(any(NAMES))
        .ports(list(3, this::port))
        .livenessProbe(orNull(this::probe))
        .readinessProbe(orNull(this::probe))
        .startupProbe(orNull(this::probe))
        .lifecycle(orNull(this::lifecycle))
        .securityContext(fault() ? null : context())
        .build();
  }

  private ContainerPort port() {
    return ContainerPort.builder()
        .containerPort(orNull(() -> any(0, 80, 443)))
        .hostPort(fault() ? any(9, 80, 443, 8080, 10250, -1) : orNull(() -> 0))
        .build();
  }

  private Probe probe() {
    return Probe.builder().httpGet(httpGet()).tcpSocket(tcpSocket()).build();
  }

  private LifecycleHandler lifecycleHandler() {
    return LifecycleHandler.builder().httpGet(httpGet()).tcpSocket(tcpSocket()).build();
  }

  private @Nullable HTTPGetAction httpGet() {
    return random.nextBoolean() ? HTTPGetAction.builder().host(host()).build() : null;
  }

  private @Nullable TCPSocketAction tcpSocket() {
    return random.nextBoolean() ? TCPSocketAction.builder().host(host()).build() : null;
  }

  private @Nullable String host() {
    return fault() ? any("127.0.0.1", "::1", "a\"b", "\ufffd", "\ud83d\ude00") : orNull(() -> "");
  }

  private Lifecycle lifecycle() {
    return Lifecycle.builder()
        .postStart(orNull(this::lifecycleHandler))
        .preStop(orNull(this::lifecycleHandler))
        .build();
  }

  private PodSecurityContext podContext() {
    return PodSecurityContext.builder()
        .seLinuxOptions(orNull(this::seLinux))
        .windowsOptions(orNull(this::windows))
        .runAsUser(user())
        .runAsNonRoot(flag(true, false))
        .sysctls(list(3, this::sysctl))
        .seccompProfile(orNull(this::seccomp))
        .appArmorProfile(orNull(this::appArmor))
        .build();
  }

  private SecurityContext context() {
    return SecurityContext.builder()
        .capabilities(fault() ? null : capabilities())
        .privileged(flag(false, true))
        .seLinuxOptions(orNull(this::seLinux))
        .windowsOptions(orNull(this::windows))
        .runAsUser(user())
        .runAsNonRoot(fault() ? flag(true, false) : Boolean.TRUE)
        .allowPrivilegeEscalation(fault() ? flag(true, true) : Boolean.FALSE)
        .procMount(fault() ? any("Unmasked", "", "default", "q\"") : orNull(() -> "Default"))
        .seccompProfile(fault() ? orNull(this::seccomp) : seccomp())
        .appArmorProfile(orNull(this::appArmor))
        .build();
  }

  private Capabilities capabilities() {
    return Capabilities.builder()
        .add(fault() ? list(3, this::capability) : list(1, () -> "NET_BIND_SERVICE"))
        .drop(fault() ? list(2, this::capability) : List.of("ALL"))
        .build();
  }

  private String capability() {
    return any(
        "NET_BIND_SERVICE", "CHOWN", "chown", "SYS_ADMIN", "ALL", "", "\ud83d\ude00", "\ufffd");
  }

  private SELinuxOptions seLinux() {
    return SELinuxOptions.builder()
        .type(
            fault()
                ? any("container_engine_t", "spc_t", "container_T", "q\"", "\ud83d\ude00")
                : orNull(() -> any("", "container_t", "container_init_t", "container_kvm_t")))
        .user(fault() ? any("system_u", "\"") : orNull(() -> ""))
        .role(fault() ? any("system_r", "\"") : orNull(() -> ""))
        .build();
  }

  private Sysctl sysctl() {
    String bad =
        any(
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_notsent_lowat",
            "net/ipv4/tcp_syncookies",
            "kernel.msgmax",
            "");
    String good = any("kernel.shm_rmid_forced", "net.ipv4.tcp_syncookies");
    return Sysctl.builder().name(fault() ? bad : good).build();
  }

  private SeccompProfile seccomp() {
    return SeccompProfile.builder().type(profileType()).build();
  }

  private AppArmorProfile appArmor() {
    return AppArmorProfile.builder().type(profileType()).build();
  }

  private @Nullable String profileType() {
    return fault()
        ? orNull(() -> any("Unconfined", "", "localhost", "\ufffd", "\ud83d\ude00"))
        : any("RuntimeDefault", "Localhost");
  }

  private WindowsSecurityContextOptions windows() {
    return WindowsSecurityContextOptions.builder().hostProcess(flag(false, true)).build();
  }

  private @Nullable Long user() {
    return fault() ? Long.valueOf(0) : orNull(() -> any(1000L, -1L));
  }

  private @Nullable Boolean flag(boolean good, boolean bad) {
    return fault() ? Boolean.valueOf(bad) : orNull(() -> good);
  }

  private boolean fault() {
    return random.nextInt(40) < faults;
  }

  @SafeVarargs
  private final <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> list(int maximum, Supplier<T> element) {
    return Stream.generate(element).limit(random.nextInt(maximum + 1)).toList();
  }
}
