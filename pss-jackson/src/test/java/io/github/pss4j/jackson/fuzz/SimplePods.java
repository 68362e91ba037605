package io.github.pss4j.jackson.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.Lifecycle;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.OwnerReference;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pod as a tree of nodes has it, read as simply as can be: what stands under a field's name is
 * its value if it is of the right type, and else the field is absent. Shares nothing with the
 * readers but the model.
 */
final class SimplePods {
  private SimplePods() {}

  /** The pod, or the template of one; whatever is absent is empty. */
  static Pod pod(JsonNode tree) {
    return Pod.builder()
        .metadata(metadata(tree.path("metadata")))
        .spec(spec(tree.path("spec")))
        .build();
  }

  private static ObjectMeta metadata(JsonNode tree) {
    return ObjectMeta.builder()
        .name(text(tree, "name"))
        .generateName(text(tree, "generateName"))
        .namespace(text(tree, "namespace"))
        .uid(text(tree, "uid"))
        .labels(texts(tree.path("labels")))
        .annotations(texts(tree.path("annotations")))
        .ownerReferences(
            list(
                tree,
                "ownerReferences",
                owner ->
                    OwnerReference.builder()
                        .apiVersion(text(owner, "apiVersion"))
                        .kind(text(owner, "kind"))
                        .name(text(owner, "name"))
                        .uid(text(owner, "uid"))
                        .controller(flag(owner, "controller"))
                        .build()))
        .build();
  }

  private static PodSpec spec(JsonNode tree) {
    return PodSpec.builder()
        .volumes(list(tree, "volumes", SimplePods::volume))
        .initContainers(list(tree, "initContainers", SimplePods::container))
        .containers(list(tree, "containers", SimplePods::container))
        .ephemeralContainers(list(tree, "ephemeralContainers", SimplePods::container))
        .hostNetwork(flag(tree, "hostNetwork"))
        .hostPID(flag(tree, "hostPID"))
        .hostIPC(flag(tree, "hostIPC"))
        .hostUsers(flag(tree, "hostUsers"))
        .os(object(tree, "os", os -> PodOS.builder().name(text(os, "name")).build()))
        .runtimeClassName(text(tree, "runtimeClassName"))
        .securityContext(object(tree, "securityContext", SimplePods::podContext))
        .build();
  }

  private static Volume volume(JsonNode tree) {
    Volume.Builder volume = Volume.builder().name(textOrEmpty(tree, "name"));
    tree.forEachEntry(
        (field, value) -> {
          for (VolumeSource source : VolumeSource.values()) {
            if (source.field().equals(field) && value.isObject()) {
              volume.addSources(source);
            }
          }
        });
    return volume.build();
  }

  private static Container container(JsonNode tree) {
    return Container.builder()
        .name(textOrEmpty(tree, "name"))
        .image(text(tree, "image"))
        .ports(
            list(
                tree,
                "ports",
                port ->
                    ContainerPort.builder()
                        .hostPort(port(port, "hostPort"))
                        .containerPort(port(port, "containerPort"))
                        .build()))
        .livenessProbe(object(tree, "livenessProbe", SimplePods::probe))
        .readinessProbe(object(tree, "readinessProbe", SimplePods::probe))
        .startupProbe(object(tree, "startupProbe", SimplePods::probe))
        .lifecycle(
            object(
                tree,
                "lifecycle",
                lifecycle ->
                    Lifecycle.builder()
                        .postStart(object(lifecycle, "postStart", SimplePods::handler))
                        .preStop(object(lifecycle, "preStop", SimplePods::handler))
                        .build()))
        .securityContext(object(tree, "securityContext", SimplePods::context))
        .build();
  }

  private static Probe probe(JsonNode tree) {
    return Probe.builder()
        .httpGet(
            object(tree, "httpGet", get -> HTTPGetAction.builder().host(text(get, "host")).build()))
        .tcpSocket(
            object(
                tree,
                "tcpSocket",
                socket -> TCPSocketAction.builder().host(text(socket, "host")).build()))
        .build();
  }

  private static LifecycleHandler handler(JsonNode tree) {
    return LifecycleHandler.builder()
        .httpGet(
            object(tree, "httpGet", get -> HTTPGetAction.builder().host(text(get, "host")).build()))
        .tcpSocket(
            object(
                tree,
                "tcpSocket",
                socket -> TCPSocketAction.builder().host(text(socket, "host")).build()))
        .build();
  }

  private static PodSecurityContext podContext(JsonNode tree) {
    return PodSecurityContext.builder()
        .seLinuxOptions(object(tree, "seLinuxOptions", SimplePods::seLinux))
        .windowsOptions(object(tree, "windowsOptions", SimplePods::windows))
        .runAsUser(number(tree, "runAsUser"))
        .runAsNonRoot(flag(tree, "runAsNonRoot"))
        .sysctls(
            list(tree, "sysctls", it -> Sysctl.builder().name(textOrEmpty(it, "name")).build()))
        .seccompProfile(object(tree, "seccompProfile", SimplePods::seccomp))
        .appArmorProfile(object(tree, "appArmorProfile", SimplePods::appArmor))
        .build();
  }

  private static SecurityContext context(JsonNode tree) {
    return SecurityContext.builder()
        .capabilities(
            object(
                tree,
                "capabilities",
                it ->
                    Capabilities.builder()
                        .add(list(it, "add", SimplePods::textOrEmpty))
                        .drop(list(it, "drop", SimplePods::textOrEmpty))
                        .build()))
        .privileged(flag(tree, "privileged"))
        .seLinuxOptions(object(tree, "seLinuxOptions", SimplePods::seLinux))
        .windowsOptions(object(tree, "windowsOptions", SimplePods::windows))
        .runAsUser(number(tree, "runAsUser"))
        .runAsNonRoot(flag(tree, "runAsNonRoot"))
        .allowPrivilegeEscalation(flag(tree, "allowPrivilegeEscalation"))
        .procMount(text(tree, "procMount"))
        .seccompProfile(object(tree, "seccompProfile", SimplePods::seccomp))
        .appArmorProfile(object(tree, "appArmorProfile", SimplePods::appArmor))
        .build();
  }

  private static SELinuxOptions seLinux(JsonNode tree) {
    return SELinuxOptions.builder()
        .user(text(tree, "user"))
        .role(text(tree, "role"))
        .type(text(tree, "type"))
        .build();
  }

  private static SeccompProfile seccomp(JsonNode tree) {
    return SeccompProfile.builder()
        .type(text(tree, "type"))
        .localhostProfile(text(tree, "localhostProfile"))
        .build();
  }

  private static AppArmorProfile appArmor(JsonNode tree) {
    return AppArmorProfile.builder()
        .type(text(tree, "type"))
        .localhostProfile(text(tree, "localhostProfile"))
        .build();
  }

  private static WindowsSecurityContextOptions windows(JsonNode tree) {
    return WindowsSecurityContextOptions.builder().hostProcess(flag(tree, "hostProcess")).build();
  }

  private static <T> @Nullable T object(JsonNode tree, String field, Function<JsonNode, T> reader) {
    JsonNode value = tree.path(field);
    return value.isObject() ? reader.apply(value) : null;
  }

  private static <T> List<T> list(JsonNode tree, String field, Function<JsonNode, T> reader) {
    JsonNode value = tree.path(field);
    return value.isArray() ? value.valueStream().map(reader).toList() : List.of();
  }

  private static Map<String, String> texts(JsonNode tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    tree.forEachEntry((key, value) -> texts.put(wellFormed(key), textOrEmpty(value)));
    return texts;
  }

  private static @Nullable Boolean flag(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isBoolean() ? value.booleanValue() : null;
  }

  private static @Nullable Long number(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
  }

  private static @Nullable Integer port(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
  }

  private static @Nullable String text(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isTextual() ? wellFormed(value.textValue()) : null;
  }

  private static String textOrEmpty(JsonNode tree, String field) {
    return textOrEmpty(tree.path(field));
  }

  private static String textOrEmpty(JsonNode value) {
    return value.isTextual() ? wellFormed(value.textValue()) : "";
  }

  /** Half of a surrogate pair reads as U+FFFD, as in Go. */
  static String wellFormed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
