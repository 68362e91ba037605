package io.github.pss4j.remediation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a pod that a remedy may change, as JSON has them: maps, lists, strings and
 * booleans. What is absent from the pod is absent here.
 */
final class PodTree {
  private PodTree() {}

  static ImmutableMap<String, Object> of(Pod pod) {
    return new Fields()
        .put("metadata", new Fields().putMap("annotations", pod.metadata().annotations()).map())
        .put(
            "spec",
            new Fields()
                .put("securityContext", pod.spec().securityContext(), PodTree::podContext)
                .put("initContainers", list(pod.spec().initContainers(), PodTree::container))
                .put("containers", list(pod.spec().containers(), PodTree::container))
                .put(
                    "ephemeralContainers",
                    list(pod.spec().ephemeralContainers(), PodTree::container))
                .map())
        .map();
  }

  private static ImmutableMap<String, Object> container(Container container) {
    return new Fields()
        .put("securityContext", container.securityContext(), PodTree::context)
        .put("livenessProbe", container.livenessProbe(), PodTree::probe)
        .put("readinessProbe", container.readinessProbe(), PodTree::probe)
        .put("startupProbe", container.startupProbe(), PodTree::probe)
        .put("lifecycle", container.lifecycle(), PodTree::lifecycle)
        .map();
  }

  private static ImmutableMap<String, Object> podContext(PodSecurityContext context) {
    return new Fields()
        .put("seLinuxOptions", context.seLinuxOptions(), PodTree::seLinuxOptions)
        .put("runAsNonRoot", context.runAsNonRoot())
        .putList("sysctls", list(context.sysctls(), Sysctl::name))
        .put("seccompProfile", context.seccompProfile(), PodTree::seccompProfile)
        .put("appArmorProfile", context.appArmorProfile(), PodTree::appArmorProfile)
        .map();
  }

  private static ImmutableMap<String, Object> context(SecurityContext context) {
    return new Fields()
        .put("capabilities", context.capabilities(), PodTree::capabilities)
        .put("privileged", context.privileged())
        .put("seLinuxOptions", context.seLinuxOptions(), PodTree::seLinuxOptions)
        .put("runAsNonRoot", context.runAsNonRoot())
        .put("allowPrivilegeEscalation", context.allowPrivilegeEscalation())
        .put("procMount", context.procMount())
        .put("seccompProfile", context.seccompProfile(), PodTree::seccompProfile)
        .put("appArmorProfile", context.appArmorProfile(), PodTree::appArmorProfile)
        .map();
  }

  private static ImmutableMap<String, Object> capabilities(Capabilities capabilities) {
    return new Fields()
        .putList("add", capabilities.add())
        .putList("drop", capabilities.drop())
        .map();
  }

  private static ImmutableMap<String, Object> seLinuxOptions(SELinuxOptions options) {
    return new Fields()
        .put("user", options.user())
        .put("role", options.role())
        .put("type", options.type())
        .map();
  }

  /** A profile is replaced as a whole: its file belongs to its type. */
  private static Whole seccompProfile(SeccompProfile profile) {
    return new Whole(
        new Fields()
            .put("type", profile.type())
            .put("localhostProfile", profile.localhostProfile())
            .map());
  }

  private static Whole appArmorProfile(AppArmorProfile profile) {
    return new Whole(
        new Fields()
            .put("type", profile.type())
            .put("localhostProfile", profile.localhostProfile())
            .map());
  }

  private static ImmutableMap<String, Object> probe(Probe probe) {
    return actions(probe.httpGet(), probe.tcpSocket());
  }

  private static ImmutableMap<String, Object> lifecycle(Lifecycle lifecycle) {
    return new Fields()
        .put("postStart", lifecycle.postStart(), PodTree::handler)
        .put("preStop", lifecycle.preStop(), PodTree::handler)
        .map();
  }

  private static ImmutableMap<String, Object> handler(LifecycleHandler handler) {
    return actions(handler.httpGet(), handler.tcpSocket());
  }

  private static ImmutableMap<String, Object> actions(
      @Nullable HTTPGetAction httpGet, @Nullable TCPSocketAction tcpSocket) {
    return new Fields()
        .put("httpGet", httpGet, action -> new Fields().put("host", action.host()).map())
        .put("tcpSocket", tcpSocket, action -> new Fields().put("host", action.host()).map())
        .map();
  }

  private static <T> ImmutableList<Object> list(
      ImmutableList<T> list, Function<T, Object> element) {
    return list.stream().map(element).collect(ImmutableList.toImmutableList());
  }

  /** An object that is changed as a whole or not at all. */
  record Whole(ImmutableMap<String, Object> fields) {}

  /** The fields of an object that are there. */
  private static final class Fields {
    private final ImmutableMap.Builder<String, Object> fields = ImmutableMap.builder();

    Fields put(String name, @Nullable Object value) {
      if (value != null) {
        fields.put(name, value);
      }
      return this;
    }

    <T> Fields put(String name, @Nullable T value, Function<T, Object> tree) {
      return put(name, value == null ? null : tree.apply(value));
    }

    /** An empty list is as good as none: the model does not tell them apart. */
    Fields putList(String name, ImmutableList<?> list) {
      return put(name, list.isEmpty() ? null : list);
    }

    Fields putMap(String name, ImmutableMap<String, String> map) {
      return put(name, map.isEmpty() ? null : map);
    }

    ImmutableMap<String, Object> map() {
      return fields.buildOrThrow();
    }
  }
}
