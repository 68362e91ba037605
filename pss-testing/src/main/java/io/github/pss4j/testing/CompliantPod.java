package io.github.pss4j.testing;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Level;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A random pod that meets baseline or restricted at a version; not thread-safe. */
final class CompliantPod {
  static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

  /** The volumes that restricted allows. */
  static final ImmutableList<VolumeSource> RESTRICTED_VOLUMES =
      ImmutableList.of(
          VolumeSource.CONFIG_MAP,
          VolumeSource.CSI,
          VolumeSource.DOWNWARD_API,
          VolumeSource.EMPTY_DIR,
          VolumeSource.EPHEMERAL,
          VolumeSource.IMAGE,
          VolumeSource.PERSISTENT_VOLUME_CLAIM,
          VolumeSource.PROJECTED,
          VolumeSource.SECRET);

  /** The capabilities that baseline allows. */
  private static final String[] BASELINE_CAPABILITIES = {
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT"
  };

  private static final String[] IMAGES = {
    "nginx:1.27", "registry.example.com/shop/web:2", "busybox"
  };

  private final RandomGenerator random;
  private final boolean isRestricted;
  private final long minor;
  private final boolean isWindows;
  private final boolean hasUserNamespace;

  /** What every container inherits from the pod; null leaves it to each container. */
  private final @Nullable Boolean inheritedNonRoot;

  private final @Nullable SeccompProfile inheritedSeccomp;

  /**
   * A pod to be made.
   *
   * @param exemptions whether the pod may be one that some controls exempt: one for Windows, or
   *     with a user namespace of its own
   */
  CompliantPod(RandomGenerator random, Level level, Version version, boolean exemptions) {
    this.random = random;
    this.isRestricted = level == Level.RESTRICTED;
    this.minor = minor(version);
    this.isWindows = exemptions && random.nextInt(8) == 0;
    this.hasUserNamespace = exemptions && random.nextInt(4) == 0;
    this.inheritedNonRoot = random.nextBoolean() ? true : null;
    this.inheritedSeccomp = random.nextBoolean() ? seccomp() : null;
  }

  static long minor(Version version) {
    return version.isLatest() ? Long.MAX_VALUE : version.minor();
  }

  Pod pod() {
    PodSpec.Builder spec =
        PodSpec.builder()
            .volumes(several(0, 3, "volume", this::volume))
            .initContainers(several(0, 2, "init", this::container))
            .containers(several(1, 3, "app", this::container))
            .ephemeralContainers(several(0, 1, "debug", this::container))
            .hostNetwork(falseOrNull())
            .hostPID(falseOrNull())
            .hostIPC(falseOrNull())
            .hostUsers(hasUserNamespace ? Boolean.FALSE : orNull(() -> true))
            .os(isWindows ? os("windows") : orNull(() -> os("linux")));
    boolean needsContext = inheritedNonRoot != null || inheritedSeccomp != null;
    if (needsContext || random.nextBoolean()) {
      spec.securityContext(podContext());
    }
    return Pod.builder().metadata(metadata()).spec(spec.build()).build();
  }

  private ObjectMeta metadata() {
    ObjectMeta.Builder metadata = ObjectMeta.builder().name("sample-" + random.nextInt(1_000));
    if (random.nextBoolean()) {
      metadata.namespace(any("shop", "team-a", "default"));
    }
    if (random.nextBoolean()) {
      metadata.putLabels("app", any("web", "db"));
    }
    if (random.nextInt(4) == 0) {
      metadata.putAnnotations(APP_ARMOR + "app-0", any("runtime/default", "localhost/shop", ""));
    }
    if (random.nextInt(4) == 0) {
      metadata.putAnnotations(SECCOMP_POD, any("runtime/default", "docker/default", "localhost/x"));
    }
    if (random.nextInt(4) == 0) {
      metadata.putAnnotations(SECCOMP_CONTAINER + "app-0", any("runtime/default", "localhost/x"));
    }
    return metadata.build();
  }

  private static PodOS os(String name) {
    return PodOS.builder().name(name).build();
  }

  private Volume volume(String name) {
    VolumeSource source = any(RESTRICTED_VOLUMES.toArray(VolumeSource[]::new));
    if (!isRestricted) {
      source = any(VolumeSource.values());
      source = source == VolumeSource.HOST_PATH ? VolumeSource.NFS : source;
    }
    return Volume.of(name, source);
  }

  private PodSecurityContext podContext() {
    return PodSecurityContext.builder()
        .seLinuxOptions(orNull(this::seLinux))
        .windowsOptions(orNull(CompliantPod::notHostProcess))
        .runAsUser(user())
        .runAsNonRoot(
            (inheritedNonRoot == null && !isRestricted) ? falseOrNull() : inheritedNonRoot)
        .sysctls(several(0, 2, "", unused -> sysctl()))
        .seccompProfile(inheritedSeccomp)
        .appArmorProfile(orNull(this::appArmor))
        .build();
  }

  private Container container(String name) {
    return Container.builder()
        .name(name)
        .image(any(IMAGES))
        .ports(several(0, 2, "", unused -> port()))
        .livenessProbe(orNull(this::probe))
        .readinessProbe(orNull(this::probe))
        .startupProbe(orNull(this::probe))
        .lifecycle(orNull(this::lifecycle))
        .securityContext(isRestricted || random.nextBoolean() ? context() : null)
        .build();
  }

  private SecurityContext context() {
    return SecurityContext.builder()
        .capabilities(capabilities())
        .privileged(falseOrNull())
        .seLinuxOptions(orNull(this::seLinux))
        .windowsOptions(orNull(CompliantPod::notHostProcess))
        .runAsUser(user())
        .runAsNonRoot(nonRoot())
        .allowPrivilegeEscalation(allowPrivilegeEscalation())
        .procMount(procMount())
        .seccompProfile(ownSeccomp())
        .appArmorProfile(orNull(this::appArmor))
        .build();
  }

  /** Whether a control that exempts Windows pods since v1.25 leaves this pod free. */
  private boolean isFreeAsWindows() {
    return !isRestricted || (isWindows && minor >= 25);
  }

  /** Whether a control that exempts user namespaces since v1.35 leaves this pod free. */
  private boolean isFreeInUserNamespace() {
    return !isRestricted || (hasUserNamespace && minor >= 35);
  }

  private @Nullable Boolean allowPrivilegeEscalation() {
    return (minor < 8 || isFreeAsWindows()) ? orNull(random::nextBoolean) : Boolean.FALSE;
  }

  private @Nullable Capabilities capabilities() {
    Capabilities.Builder capabilities = Capabilities.builder();
    if (minor >= 22 && !isFreeAsWindows()) {
      return capabilities
          .addAllAdd(random.nextInt(3) == 0 ? List.of("NET_BIND_SERVICE") : List.of())
          .addAllDrop(random.nextBoolean() ? List.of("ALL") : List.of("NET_RAW", "ALL"))
          .build();
    }
    return orNull(
        () ->
            capabilities
                .addAllAdd(several(0, 2, "", unused -> any(BASELINE_CAPABILITIES)))
                .addAllDrop(several(0, 1, "", unused -> any("ALL", "NET_RAW")))
                .build());
  }

  private @Nullable Boolean nonRoot() {
    if (isFreeInUserNamespace()) {
      return orNull(random::nextBoolean);
    }
    return inheritedNonRoot == null ? Boolean.TRUE : orNull(() -> true);
  }

  private @Nullable Long user() {
    return (minor < 23 || isFreeInUserNamespace())
        ? orNull(() -> random.nextLong(2_000))
        : orNull(() -> 1 + random.nextLong(2_000));
  }

  private @Nullable String procMount() {
    boolean mayUnmask = !isRestricted && hasUserNamespace && minor >= 35;
    return orNull(() -> mayUnmask ? any("Default", "Unmasked") : "Default");
  }

  private @Nullable SeccompProfile ownSeccomp() {
    boolean isNeeded = minor >= 19 && !isFreeAsWindows() && inheritedSeccomp == null;
    return isNeeded ? seccomp() : orNull(this::seccomp);
  }

  private SeccompProfile seccomp() {
    return random.nextInt(3) > 0
        ? SeccompProfile.builder().type("RuntimeDefault").build()
        : SeccompProfile.builder().type("Localhost").localhostProfile("shop.json").build();
  }

  private AppArmorProfile appArmor() {
    return random.nextInt(3) > 0
        ? AppArmorProfile.builder().type("RuntimeDefault").build()
        : AppArmorProfile.builder().type("Localhost").localhostProfile("shop").build();
  }

  private SELinuxOptions seLinux() {
    return SELinuxOptions.builder()
        .type(orNull(() -> any("", "container_t", "container_init_t", "container_kvm_t")))
        .user(orNull(() -> ""))
        .role(orNull(() -> ""))
        .build();
  }

  private static WindowsSecurityContextOptions notHostProcess() {
    return WindowsSecurityContextOptions.builder().hostProcess(false).build();
  }

  private Sysctl sysctl() {
    return Sysctl.builder()
        .name(any("kernel.shm_rmid_forced", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"))
        .build();
  }

  private ContainerPort port() {
    return ContainerPort.builder()
        .containerPort(1 + random.nextInt(65_535))
        .hostPort(orNull(() -> 0))
        .build();
  }

  private Probe probe() {
    return Probe.builder().httpGet(orNull(this::httpGet)).tcpSocket(orNull(this::tcp)).build();
  }

  private Lifecycle lifecycle() {
    return Lifecycle.builder()
        .postStart(orNull(this::lifecycleHandler))
        .preStop(orNull(this::lifecycleHandler))
        .build();
  }

  private LifecycleHandler lifecycleHandler() {
    return LifecycleHandler.builder()
        .httpGet(orNull(this::httpGet))
        .tcpSocket(orNull(this::tcp))
        .build();
  }

  private HTTPGetAction httpGet() {
    return HTTPGetAction.builder().host(orNull(() -> "")).build();
  }

  private TCPSocketAction tcp() {
    return TCPSocketAction.builder().host(orNull(() -> "")).build();
  }

  private @Nullable Boolean falseOrNull() {
    return orNull(() -> false);
  }

  private <T extends @Nullable Object> @Nullable T orNull(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Some values, each of which is made from a name of its own. */
  private <T> List<T> several(int least, int most, String name, Function<String, T> make) {
    List<T> values = new ArrayList<>();
    int count = least + random.nextInt(most - least + 1);
    for (int i = 0; i < count; i++) {
      values.add(make.apply(name + "-" + i));
    }
    return values;
  }
}
