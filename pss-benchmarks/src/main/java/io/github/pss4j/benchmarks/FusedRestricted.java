package io.github.pss4j.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
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
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The restricted level at {@code latest}, fused by hand: every control in one pass over the pod,
 * with nothing to show for it but yes or no. It is what {@code evaluate} is compared with.
 */
final class FusedRestricted {
  private static final ImmutableSet<String> SYSCTLS =
      ImmutableSet.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_notsent_lowat",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_slow_start_after_idle",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.tcp_wmem");

  private FusedRestricted() {}

  /** Whether the pod meets the restricted level; stops at the first thing that does not. */
  static boolean allows(Pod pod) {
    PodSpec spec = pod.spec();
    if (isTrue(spec.hostNetwork()) || isTrue(spec.hostPID()) || isTrue(spec.hostIPC())) {
      return false;
    }
    PodOS os = spec.os();
    boolean windows = os != null && "windows".equals(os.name());
    boolean userNamespace = isFalse(spec.hostUsers());
    boolean nonRoot = userNamespace;
    boolean confined = windows;
    PodSecurityContext context = spec.securityContext();
    if (context != null) {
      if (!allows(context, windows, userNamespace)) {
        return false;
      }
      nonRoot |= isTrue(context.runAsNonRoot());
      confined |= context.seccompProfile() != null;
    }
    for (int i = 0; i < spec.volumes().size(); i++) {
      if (!allows(spec.volumes().get(i).sources())) {
        return false;
      }
    }
    ImmutableList<Container> containers = spec.allContainers();
    for (int i = 0; i < containers.size(); i++) {
      if (!allows(containers.get(i), windows, userNamespace, nonRoot, confined)) {
        return false;
      }
    }
    ImmutableList<Map.Entry<String, String>> annotations = pod.metadata().annotationList();
    for (int i = 0; i < annotations.size(); i++) {
      if (!allowsAnnotation(annotations.get(i).getKey(), annotations.get(i).getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean allows(
      PodSecurityContext context, boolean windows, boolean userNamespace) {
    ImmutableList<Sysctl> sysctls = context.sysctls();
    for (int i = 0; i < sysctls.size(); i++) {
      if (!SYSCTLS.contains(sysctls.get(i).name())) {
        return false;
      }
    }
    return allows(context.appArmorProfile())
        && allows(context.seLinuxOptions())
        && allows(context.windowsOptions())
        && (userNamespace || (!isFalse(context.runAsNonRoot()) && !isRoot(context.runAsUser())))
        && (windows || allows(context.seccompProfile()));
  }

  private static boolean allows(
      Container container,
      boolean windows,
      boolean userNamespace,
      boolean nonRoot,
      boolean confined) {
    ImmutableList<ContainerPort> ports = container.ports();
    for (int i = 0; i < ports.size(); i++) {
      Integer hostPort = ports.get(i).hostPort();
      if (hostPort != null && hostPort != 0) {
        return false;
      }
    }
    Lifecycle lifecycle = container.lifecycle();
    SecurityContext context = container.securityContext();
    return allows(container.livenessProbe())
        && allows(container.readinessProbe())
        && allows(container.startupProbe())
        && (lifecycle == null || (allows(lifecycle.postStart()) && allows(lifecycle.preStop())))
        && (context == null
            ? windows && nonRoot
            : allows(context, windows, userNamespace, nonRoot, confined));
  }

  private static boolean allows(
      SecurityContext context,
      boolean windows,
      boolean userNamespace,
      boolean nonRoot,
      boolean confined) {
    String procMount = context.procMount();
    Boolean runAsNonRoot = context.runAsNonRoot();
    SeccompProfile seccomp = context.seccompProfile();
    return !isTrue(context.privileged())
        && (procMount == null || procMount.equals("Default"))
        && allows(context.appArmorProfile())
        && allows(context.seLinuxOptions())
        && allows(context.windowsOptions())
        && (userNamespace
            || ((runAsNonRoot == null ? nonRoot : runAsNonRoot) && !isRoot(context.runAsUser())))
        && (windows
            || (isFalse(context.allowPrivilegeEscalation())
                && allows(context.capabilities())
                && (seccomp == null ? confined : allows(seccomp))));
  }

  private static boolean allows(@Nullable Capabilities capabilities) {
    if (capabilities == null || !capabilities.drop().contains("ALL")) {
      return false;
    }
    ImmutableList<String> added = capabilities.add();
    for (int i = 0; i < added.size(); i++) {
      if (!added.get(i).equals("NET_BIND_SERVICE")) {
        return false;
      }
    }
    return true;
  }

  private static boolean allows(@Nullable Probe probe) {
    return probe == null || allows(probe.httpGet(), probe.tcpSocket());
  }

  private static boolean allows(@Nullable LifecycleHandler handler) {
    return handler == null || allows(handler.httpGet(), handler.tcpSocket());
  }

  private static boolean allows(
      @Nullable HTTPGetAction httpGet, @Nullable TCPSocketAction tcpSocket) {
    return (httpGet == null || isEmpty(httpGet.host()))
        && (tcpSocket == null || isEmpty(tcpSocket.host()));
  }

  private static boolean allows(ImmutableList<VolumeSource> sources) {
    for (int i = 0; i < sources.size(); i++) {
      switch (sources.get(i)) {
        case CONFIG_MAP,
            CSI,
            DOWNWARD_API,
            EMPTY_DIR,
            EPHEMERAL,
            IMAGE,
            PERSISTENT_VOLUME_CLAIM,
            PROJECTED,
            SECRET -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean allows(@Nullable AppArmorProfile profile) {
    return profile == null
        || "RuntimeDefault".equals(profile.type())
        || "Localhost".equals(profile.type());
  }

  private static boolean allows(@Nullable SeccompProfile profile) {
    return profile == null
        || "RuntimeDefault".equals(profile.type())
        || "Localhost".equals(profile.type());
  }

  private static boolean allows(@Nullable SELinuxOptions options) {
    return options == null
        || (isEmpty(options.user())
            && isEmpty(options.role())
            && (options.type() == null || allowsSeLinuxType(options.type())));
  }

  private static boolean allowsSeLinuxType(String type) {
    return switch (type) {
      case "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t" -> true;
      default -> false;
    };
  }

  private static boolean allows(@Nullable WindowsSecurityContextOptions options) {
    return options == null || !isTrue(options.hostProcess());
  }

  private static boolean allowsAnnotation(String key, String value) {
    return !key.startsWith("container.apparmor.security.beta.kubernetes.io/")
        || value.isEmpty()
        || value.equals("runtime/default")
        || value.startsWith("localhost/");
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return value != null && value;
  }

  private static boolean isFalse(@Nullable Boolean value) {
    return value != null && !value;
  }

  private static boolean isRoot(@Nullable Long user) {
    return user != null && user == 0;
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }
}
