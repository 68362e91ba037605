package io.github.pss4j.kubernetesclient;

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
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import io.kubernetes.client.openapi.models.V1AppArmorProfile;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EphemeralContainer;
import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1Lifecycle;
import io.kubernetes.client.openapi.models.V1LifecycleHandler;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1SELinuxOptions;
import io.kubernetes.client.openapi.models.V1SeccompProfile;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Sysctl;
import io.kubernetes.client.openapi.models.V1TCPSocketAction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way back: makes the object that a pod was read from what the changed pod says, in the fields
 * that remedies change. All changes are found before the first is made, so that an object that is
 * refused stays as it was.
 */
final class Changes {
  private final List<Runnable> changes = new ArrayList<>();

  /** What is to become of each object: one that stands in several places can become one thing. */
  private final IdentityHashMap<Object, Object> goals = new IdentityHashMap<>();

  private Changes() {}

  /** Changes a pod or template, whose metadata and spec are put there if they are made. */
  static void make(
      Pod goal,
      @Nullable V1ObjectMeta metadata,
      Consumer<V1ObjectMeta> setMetadata,
      @Nullable V1PodSpec spec,
      Consumer<V1PodSpec> setSpec) {
    Changes changes = new Changes();
    changes.annotations(goal.metadata().annotations(), metadata, setMetadata);
    if (spec == null) {
      V1PodSpec created = new V1PodSpec();
      changes.spec(created, goal.spec());
      if (!changes.changes.isEmpty()) {
        changes.changes.add(() -> setSpec.accept(created));
      }
    } else {
      changes.spec(spec, goal.spec());
    }
    changes.changes.forEach(Runnable::run);
  }

  private void annotations(
      ImmutableMap<String, String> goal,
      @Nullable V1ObjectMeta metadata,
      Consumer<V1ObjectMeta> setMetadata) {
    Map<String, String> old = metadata == null ? null : metadata.getAnnotations();
    Map<String, String> result = new LinkedHashMap<>();
    if (old != null) {
      result.putAll(old);
    }
    boolean changed = result.keySet().retainAll(goal.keySet());
    for (Map.Entry<String, String> entry : goal.entrySet()) {
      String value = result.get(entry.getKey());
      // One that is null is read as empty.
      if (!result.containsKey(entry.getKey())
          || !entry.getValue().equals(value == null ? "" : value)) {
        result.put(entry.getKey(), entry.getValue());
        changed = true;
      }
    }
    if (!changed) {
      return;
    }
    V1ObjectMeta target = metadata == null ? new V1ObjectMeta() : metadata;
    changes.add(() -> target.setAnnotations(result.isEmpty() ? null : result));
    changes.add(() -> setMetadata.accept(target));
  }

  private void spec(V1PodSpec spec, PodSpec goal) {
    object(
        spec.getSecurityContext(),
        goal.securityContext(),
        V1PodSecurityContext::new,
        spec::setSecurityContext,
        this::podContext);
    elements(
        spec.getInitContainers(),
        goal.initContainers(),
        V1Container::new,
        spec::setInitContainers,
        this::container);
    elements(
        spec.getContainers(),
        goal.containers(),
        V1Container::new,
        spec::setContainers,
        this::container);
    elements(
        spec.getEphemeralContainers(),
        goal.ephemeralContainers(),
        V1EphemeralContainer::new,
        spec::setEphemeralContainers,
        this::container);
  }

  private void container(V1Container container, Container goal) {
    object(
        container.getSecurityContext(),
        goal.securityContext(),
        V1SecurityContext::new,
        container::setSecurityContext,
        this::context);
    probe(container.getLivenessProbe(), goal.livenessProbe(), container::setLivenessProbe);
    probe(container.getReadinessProbe(), goal.readinessProbe(), container::setReadinessProbe);
    probe(container.getStartupProbe(), goal.startupProbe(), container::setStartupProbe);
    lifecycle(container.getLifecycle(), goal.lifecycle(), container::setLifecycle);
  }

  private void container(V1EphemeralContainer container, Container goal) {
    object(
        container.getSecurityContext(),
        goal.securityContext(),
        V1SecurityContext::new,
        container::setSecurityContext,
        this::context);
    probe(container.getLivenessProbe(), goal.livenessProbe(), container::setLivenessProbe);
    probe(container.getReadinessProbe(), goal.readinessProbe(), container::setReadinessProbe);
    probe(container.getStartupProbe(), goal.startupProbe(), container::setStartupProbe);
    lifecycle(container.getLifecycle(), goal.lifecycle(), container::setLifecycle);
  }

  private void podContext(V1PodSecurityContext context, PodSecurityContext goal) {
    seLinux(context.getSeLinuxOptions(), goal.seLinuxOptions(), context::setSeLinuxOptions);
    value(context.getRunAsNonRoot(), goal.runAsNonRoot(), context::setRunAsNonRoot);
    sysctls(context.getSysctls(), goal.sysctls(), context::setSysctls);
    seccomp(context.getSeccompProfile(), goal.seccompProfile(), context::setSeccompProfile);
    appArmor(context.getAppArmorProfile(), goal.appArmorProfile(), context::setAppArmorProfile);
  }

  private void context(V1SecurityContext context, SecurityContext goal) {
    object(
        context.getCapabilities(),
        goal.capabilities(),
        V1Capabilities::new,
        context::setCapabilities,
        this::capabilities);
    value(context.getPrivileged(), goal.privileged(), context::setPrivileged);
    seLinux(context.getSeLinuxOptions(), goal.seLinuxOptions(), context::setSeLinuxOptions);
    value(context.getRunAsNonRoot(), goal.runAsNonRoot(), context::setRunAsNonRoot);
    value(
        context.getAllowPrivilegeEscalation(),
        goal.allowPrivilegeEscalation(),
        context::setAllowPrivilegeEscalation);
    value(context.getProcMount(), goal.procMount(), context::setProcMount);
    seccomp(context.getSeccompProfile(), goal.seccompProfile(), context::setSeccompProfile);
    appArmor(context.getAppArmorProfile(), goal.appArmorProfile(), context::setAppArmorProfile);
  }

  private void capabilities(V1Capabilities capabilities, Capabilities goal) {
    list(capabilities.getAdd(), goal.add(), Changes::text, it -> it, capabilities::setAdd);
    list(capabilities.getDrop(), goal.drop(), Changes::text, it -> it, capabilities::setDrop);
  }

  private void sysctls(
      @Nullable List<V1Sysctl> sysctls,
      ImmutableList<Sysctl> goal,
      Consumer<@Nullable List<V1Sysctl>> setter) {
    list(
        sysctls,
        goal.stream().map(Sysctl::name).collect(ImmutableList.toImmutableList()),
        sysctl -> sysctl == null ? "" : text(sysctl.getName()),
        Changes::sysctl,
        setter);
  }

  private static V1Sysctl sysctl(String name) {
    V1Sysctl sysctl = new V1Sysctl();
    sysctl.setName(name);
    return sysctl;
  }

  private void seLinux(
      @Nullable V1SELinuxOptions options,
      @Nullable SELinuxOptions goal,
      Consumer<@Nullable V1SELinuxOptions> setter) {
    object(options, goal, V1SELinuxOptions::new, setter, this::seLinux);
  }

  private void seLinux(V1SELinuxOptions options, SELinuxOptions goal) {
    value(options.getUser(), goal.user(), options::setUser);
    value(options.getRole(), goal.role(), options::setRole);
    value(options.getType(), goal.type(), options::setType);
  }

  /** A profile is replaced as a whole: its file belongs to its type. */
  private void seccomp(
      @Nullable V1SeccompProfile profile,
      @Nullable SeccompProfile goal,
      Consumer<@Nullable V1SeccompProfile> setter) {
    if (goal == null) {
      value(profile, null, setter);
    } else if (profile == null
        || !Objects.equals(profile.getType(), goal.type())
        || !Objects.equals(profile.getLocalhostProfile(), goal.localhostProfile())) {
      V1SeccompProfile created = new V1SeccompProfile();
      created.setType(goal.type());
      created.setLocalhostProfile(goal.localhostProfile());
      changes.add(() -> setter.accept(created));
    }
  }

  private void appArmor(
      @Nullable V1AppArmorProfile profile,
      @Nullable AppArmorProfile goal,
      Consumer<@Nullable V1AppArmorProfile> setter) {
    if (goal == null) {
      value(profile, null, setter);
    } else if (profile == null
        || !Objects.equals(profile.getType(), goal.type())
        || !Objects.equals(profile.getLocalhostProfile(), goal.localhostProfile())) {
      V1AppArmorProfile created = new V1AppArmorProfile();
      created.setType(goal.type());
      created.setLocalhostProfile(goal.localhostProfile());
      changes.add(() -> setter.accept(created));
    }
  }

  private void probe(
      @Nullable V1Probe probe, @Nullable Probe goal, Consumer<@Nullable V1Probe> setter) {
    object(probe, goal, V1Probe::new, setter, this::probe);
  }

  private void probe(V1Probe probe, Probe goal) {
    httpGet(probe.getHttpGet(), goal.httpGet(), probe::setHttpGet);
    tcpSocket(probe.getTcpSocket(), goal.tcpSocket(), probe::setTcpSocket);
  }

  private void lifecycle(
      @Nullable V1Lifecycle lifecycle,
      @Nullable Lifecycle goal,
      Consumer<@Nullable V1Lifecycle> setter) {
    object(lifecycle, goal, V1Lifecycle::new, setter, this::lifecycle);
  }

  private void lifecycle(V1Lifecycle lifecycle, Lifecycle goal) {
    object(
        lifecycle.getPostStart(),
        goal.postStart(),
        V1LifecycleHandler::new,
        lifecycle::setPostStart,
        this::handler);
    object(
        lifecycle.getPreStop(),
        goal.preStop(),
        V1LifecycleHandler::new,
        lifecycle::setPreStop,
        this::handler);
  }

  private void handler(V1LifecycleHandler handler, LifecycleHandler goal) {
    httpGet(handler.getHttpGet(), goal.httpGet(), handler::setHttpGet);
    tcpSocket(handler.getTcpSocket(), goal.tcpSocket(), handler::setTcpSocket);
  }

  private void httpGet(
      @Nullable V1HTTPGetAction action,
      @Nullable HTTPGetAction goal,
      Consumer<@Nullable V1HTTPGetAction> setter) {
    object(
        action,
        goal,
        V1HTTPGetAction::new,
        setter,
        (it, its) -> value(it.getHost(), its.host(), it::setHost));
  }

  private void tcpSocket(
      @Nullable V1TCPSocketAction action,
      @Nullable TCPSocketAction goal,
      Consumer<@Nullable V1TCPSocketAction> setter) {
    object(
        action,
        goal,
        V1TCPSocketAction::new,
        setter,
        (it, its) -> value(it.getHost(), its.host(), it::setHost));
  }

  private static String text(@Nullable String string) {
    return string == null ? "" : string;
  }

  private <T> void value(@Nullable T value, @Nullable T goal, Consumer<@Nullable T> setter) {
    if (!Objects.equals(value, goal)) {
      changes.add(() -> setter.accept(goal));
    }
  }

  /** An object in a field, which may be absent before or after. */
  private <O, G> void object(
      @Nullable O object,
      @Nullable G goal,
      Supplier<O> empty,
      Consumer<@Nullable O> setter,
      BiConsumer<O, G> fields) {
    if (goal == null) {
      value(object, null, setter);
    } else if (object == null) {
      O created = empty.get();
      fields.accept(created, goal);
      changes.add(() -> setter.accept(created));
    } else {
      claim(object, goal);
      fields.accept(object, goal);
    }
  }

  /** As many objects as there are goals; {@code null} is an empty one. */
  private <O, G> void elements(
      @Nullable List<O> objects,
      ImmutableList<G> goals,
      Supplier<O> empty,
      Consumer<List<O>> setter,
      BiConsumer<O, G> fields) {
    if (objects == null) {
      return;
    }
    List<O> result = new ArrayList<>(objects);
    boolean replaced = false;
    for (int i = 0; i < result.size(); i++) {
      O object = result.get(i);
      if (object != null) {
        claim(object, goals.get(i));
        fields.accept(object, goals.get(i));
        continue;
      }
      O created = empty.get();
      int before = changes.size();
      fields.accept(created, goals.get(i));
      if (changes.size() > before) {
        result.set(i, created);
        replaced = true;
      }
    }
    if (replaced) {
      changes.add(() -> setter.accept(result));
    }
  }

  /** A list whose elements that stay keep what else is in them; of equal ones the last stay. */
  private <E> void list(
      @Nullable List<E> list,
      ImmutableList<String> goal,
      Function<@Nullable E, String> text,
      Function<String, E> element,
      Consumer<@Nullable List<E>> setter) {
    List<E> old = list == null ? List.of() : list;
    if (old.stream().map(text).toList().equals(goal)) {
      return;
    }
    List<E> result = new ArrayList<>();
    boolean sameSize = old.size() == goal.size();
    int from = old.size() - 1;
    for (int i = goal.size() - 1; i >= 0; i--) {
      int at = sameSize ? i : from;
      while (!sameSize && at >= 0 && !text.apply(old.get(at)).equals(goal.get(i))) {
        at--;
      }
      if (at >= 0 && text.apply(old.get(at)).equals(goal.get(i))) {
        result.add(0, old.get(at));
        from = at - 1;
      } else {
        result.add(0, element.apply(goal.get(i)));
      }
    }
    changes.add(() -> setter.accept(result.isEmpty() ? null : result));
  }

  private void claim(Object object, Object goal) {
    Object other = goals.putIfAbsent(object, goal);
    if (other != null && !other.equals(goal)) {
      throw new IllegalArgumentException(
          "spec: has one object in several places, which must become different; must have one for"
              + " each");
    }
  }
}
