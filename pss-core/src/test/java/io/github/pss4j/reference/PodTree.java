package io.github.pss4j.reference;

import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.WindowsSecurityContextOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pod as the JSON that would say it: maps, lists and scalars, with the names of the fields. */
public final class PodTree {
  private PodTree() {}

  /** What stands at a JSON Pointer in a pod; null if nothing does. */
  public static @Nullable Object at(Pod pod, String pointer) {
    Object node = of(pod);
    for (String step : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      if (node instanceof Map<?, ?> map) {
        node = map.get(name);
      } else if (node instanceof List<?> list) {
        int index = Integer.parseInt(name);
        node = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return node;
  }

  private static Map<String, Object> of(Pod pod) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("annotations", pod.metadata().annotations());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("metadata", metadata);
    tree.put("spec", of(pod.spec()));
    return tree;
  }

  private static Map<String, Object> of(PodSpec spec) {
    Map<String, Object> tree = new LinkedHashMap<>();
    putList(tree, "volumes", spec.volumes(), PodTree::of);
    putList(tree, "initContainers", spec.initContainers(), PodTree::of);
    putList(tree, "containers", spec.containers(), PodTree::of);
    putList(tree, "ephemeralContainers", spec.ephemeralContainers(), PodTree::of);
    put(tree, "hostNetwork", spec.hostNetwork());
    put(tree, "hostPID", spec.hostPID());
    put(tree, "hostIPC", spec.hostIPC());
    PodSecurityContext context = spec.securityContext();
    if (context != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      putShared(
          node,
          context.seLinuxOptions(),
          context.windowsOptions(),
          context.seccompProfile(),
          context.appArmorProfile());
      put(node, "runAsUser", context.runAsUser());
      put(node, "runAsNonRoot", context.runAsNonRoot());
      putList(node, "sysctls", context.sysctls(), sysctl -> Map.of("name", sysctl.name()));
      tree.put("securityContext", node);
    }
    return tree;
  }

  private static Map<String, Object> of(Volume volume) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", volume.name());
    volume.sources().forEach(source -> tree.put(source.field(), Map.of()));
    return tree;
  }

  private static Map<String, Object> of(Container container) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", container.name());
    putList(
        tree,
        "ports",
        container.ports(),
        port -> {
          Map<String, Object> node = new LinkedHashMap<>();
          put(node, "hostPort", port.hostPort());
          return node;
        });
    put(tree, "livenessProbe", of(container.livenessProbe()));
    put(tree, "readinessProbe", of(container.readinessProbe()));
    put(tree, "startupProbe", of(container.startupProbe()));
    Lifecycle lifecycle = container.lifecycle();
    if (lifecycle != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "postStart", of(lifecycle.postStart()));
      put(node, "preStop", of(lifecycle.preStop()));
      tree.put("lifecycle", node);
    }
    SecurityContext context = container.securityContext();
    if (context != null) {
      tree.put("securityContext", of(context));
    }
    return tree;
  }

  private static @Nullable Map<String, Object> of(@Nullable Probe probe) {
    return probe == null ? null : of(probe.httpGet(), probe.tcpSocket());
  }

  private static @Nullable Map<String, Object> of(@Nullable LifecycleHandler handler) {
    return handler == null ? null : of(handler.httpGet(), handler.tcpSocket());
  }

  private static Map<String, Object> of(
      @Nullable HTTPGetAction httpGet, @Nullable TCPSocketAction tcpSocket) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (httpGet != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "host", httpGet.host());
      tree.put("httpGet", node);
    }
    if (tcpSocket != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "host", tcpSocket.host());
      tree.put("tcpSocket", node);
    }
    return tree;
  }

  private static Map<String, Object> of(SecurityContext context) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Capabilities capabilities = context.capabilities();
    if (capabilities != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      putList(node, "add", capabilities.add(), name -> name);
      putList(node, "drop", capabilities.drop(), name -> name);
      tree.put("capabilities", node);
    }
    putShared(
        tree,
        context.seLinuxOptions(),
        context.windowsOptions(),
        context.seccompProfile(),
        context.appArmorProfile());
    put(tree, "privileged", context.privileged());
    put(tree, "runAsUser", context.runAsUser());
    put(tree, "runAsNonRoot", context.runAsNonRoot());
    put(tree, "allowPrivilegeEscalation", context.allowPrivilegeEscalation());
    put(tree, "procMount", context.procMount());
    return tree;
  }

  private static void putShared(
      Map<String, Object> tree,
      @Nullable SELinuxOptions seLinux,
      @Nullable WindowsSecurityContextOptions windows,
      @Nullable SeccompProfile seccomp,
      @Nullable AppArmorProfile appArmor) {
    if (seLinux != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "type", seLinux.type());
      put(node, "user", seLinux.user());
      put(node, "role", seLinux.role());
      tree.put("seLinuxOptions", node);
    }
    if (windows != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "hostProcess", windows.hostProcess());
      tree.put("windowsOptions", node);
    }
    if (seccomp != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "type", seccomp.type());
      tree.put("seccompProfile", node);
    }
    if (appArmor != null) {
      Map<String, Object> node = new LinkedHashMap<>();
      put(node, "type", appArmor.type());
      tree.put("appArmorProfile", node);
    }
  }

  private static void put(Map<String, Object> tree, String field, @Nullable Object value) {
    if (value != null) {
      tree.put(field, value);
    }
  }

  private static <T> void putList(
      Map<String, Object> tree, String field, List<T> list, Function<T, Object> element) {
    if (!list.isEmpty()) {
      tree.put(field, list.stream().map(element).toList());
    }
  }
}
