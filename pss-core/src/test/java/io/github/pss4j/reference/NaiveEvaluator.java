package io.github.pss4j.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.HTTPGetAction;
import io.github.pss4j.model.LifecycleHandler;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.Probe;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SeccompProfile;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Sysctl;
import io.github.pss4j.model.TCPSocketAction;
import io.github.pss4j.model.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Pod Security Standards once more, written down from their description alone: no table, no
 * findings, no care for speed, and nothing shared with the code that it is compared with but the
 * model.
 */
public final class NaiveEvaluator {
  private static final int NEWEST = 37;
  private static final Pattern PRINTABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]");

  /** What is said of a pod at one level and version; no controls if it is allowed. */
  public record Answer(List<String> controls, String reason, String detail) {}

  private record Failure(String reason, String detail) {}

  private final boolean restricted;
  private final int version;
  private final int release;
  private final boolean gate;
  private final Pod pod;
  private final List<Container> containers = new ArrayList<>();
  private final boolean windows;
  private final boolean userNamespace;

  private NaiveEvaluator(boolean restricted, int version, int release, boolean gate, Pod pod) {
    this.restricted = restricted;
    this.version = version;
    this.release = release;
    this.gate = gate;
    this.pod = pod;
    containers.addAll(pod.spec().initContainers());
    containers.addAll(pod.spec().containers());
    containers.addAll(pod.spec().ephemeralContainers());
    windows = pod.spec().os() != null && "windows".equals(pod.spec().os().name());
    userNamespace = pod.spec().hostUsers() != null && !pod.spec().hostUsers();
  }

  /**
   * Judges a pod.
   *
   * @param level {@code privileged}, {@code baseline} or {@code restricted}
   * @param version {@code latest} or {@code v1.N}
   */
  public static Answer evaluate(String level, String version, Pod pod) {
    return evaluate(level, version, NEWEST, false, pod);
  }

  /**
   * Judges a pod as the code of a release does.
   *
   * @param release the minor version of the release
   * @param gate whether UserNamespacesPodSecurityStandards is on
   */
  public static Answer evaluate(String level, String version, int release, boolean gate, Pod pod) {
    List<String> controls = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    List<String> details = new ArrayList<>();
    if (!level.equals("privileged")) {
      int newest = Math.min(release, NEWEST);
      long number = version.equals("latest") ? newest : Long.parseLong(version.substring(3));
      new NaiveEvaluator(
              level.equals("restricted"), (int) Math.min(number, newest), release, gate, pod)
          .forEachFailure(
              (control, failure) -> {
                controls.add(control);
                reasons.add(failure.reason);
                details.add(
                    failure.detail.isEmpty()
                        ? failure.reason
                        : failure.reason + " (" + failure.detail + ")");
              });
    }
    return new Answer(controls, String.join(", ", reasons), String.join(", ", details));
  }

  private interface Sink {
    void accept(String control, Failure failure);
  }

  private void forEachFailure(Sink sink) {
    report(sink, true, "appArmorProfile", this::appArmor);
    boolean overrides = restricted && release >= 24;
    boolean gated = gate && userNamespace && release >= 29 && release <= 34;
    report(
        sink, !(overrides && version >= 22), "capabilities_baseline", this::capabilitiesBaseline);
    report(sink, true, "hostNamespaces", this::hostNamespaces);
    report(sink, !overrides, "hostPathVolumes", this::hostPathVolumes);
    report(sink, true, "hostPorts", this::hostPorts);
    report(sink, version >= 34, "hostProbesAndHostLifecycle", this::hostProbes);
    report(sink, true, "privileged", this::privileged);
    report(
        sink,
        !(restricted && version >= 35)
            && !(version >= 35 && userNamespace)
            && !(gated && release >= 31),
        "procMount",
        this::procMount);
    report(sink, true, "seLinuxOptions", this::seLinux);
    report(
        sink,
        !(overrides && version >= 19),
        "seccompProfile_baseline",
        version >= 19 ? this::badSeccomp : this::seccompAnnotations);
    report(sink, true, "sysctls", this::sysctls);
    report(sink, true, "windowsHostProcess", this::hostProcess);
    report(
        sink,
        restricted && version >= 8 && !(version >= 25 && windows),
        "allowPrivilegeEscalation",
        this::allowPrivilegeEscalation);
    report(
        sink,
        restricted && version >= 22 && !(version >= 25 && windows),
        "capabilities_restricted",
        this::capabilitiesRestricted);
    report(sink, restricted && version >= 35, "procMount_restricted", this::procMount);
    report(sink, restricted, "restrictedVolumes", this::restrictedVolumes);
    report(
        sink,
        restricted && !(version >= 35 && userNamespace) && !gated,
        "runAsNonRoot",
        this::runAsNonRoot);
    report(
        sink,
        restricted && version >= 23 && !(version >= 35 && userNamespace) && !gated,
        "runAsUser",
        this::runAsUser);
    report(
        sink,
        restricted && version >= 19 && !(version >= 25 && windows),
        "seccompProfile_restricted",
        () -> badSeccomp() != null ? badSeccomp() : missingSeccomp());
  }

  private interface Control {
    @Nullable Failure judge();
  }

  private static void report(Sink sink, boolean applies, String name, Control control) {
    Failure failure = applies ? control.judge() : null;
    if (failure != null) {
      sink.accept(name, failure);
    }
  }

  private @Nullable Failure privileged() {
    List<String> names = namesWith(c -> c.privileged() != null && c.privileged());
    return names.isEmpty()
        ? null
        : new Failure(
            "privileged", containers(names) + " must not set securityContext.privileged=true");
  }

  private @Nullable Failure hostNamespaces() {
    List<String> set = new ArrayList<>();
    if (pod.spec().hostNetwork() != null && pod.spec().hostNetwork()) {
      set.add("hostNetwork=true");
    }
    if (pod.spec().hostPID() != null && pod.spec().hostPID()) {
      set.add("hostPID=true");
    }
    if (pod.spec().hostIPC() != null && pod.spec().hostIPC()) {
      set.add("hostIPC=true");
    }
    return set.isEmpty() ? null : new Failure("host namespaces", String.join(", ", set));
  }

  private @Nullable Failure hostPathVolumes() {
    List<String> names = new ArrayList<>();
    for (Volume volume : pod.spec().volumes()) {
      if (fields(volume).contains("hostPath")) {
        names.add(volume.name());
      }
    }
    return names.isEmpty() ? null : new Failure("hostPath volumes", volumes(names));
  }

  private @Nullable Failure hostPorts() {
    List<String> names = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (Container container : containers) {
      boolean found = false;
      for (ContainerPort port : container.ports()) {
        if (port.hostPort() != null && port.hostPort() != 0) {
          ports.add("" + port.hostPort());
          found = true;
        }
      }
      if (found) {
        names.add(container.name());
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    List<String> set = sortedSet(ports);
    return new Failure(
        "hostPort",
        containers(names)
            + (names.size() == 1 ? " uses" : " use")
            + (set.size() == 1 ? " hostPort " : " hostPorts ")
            + String.join(", ", set));
  }

  private @Nullable Failure hostProbes() {
    List<String> names = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    for (Container container : containers) {
      List<@Nullable HTTPGetAction> requests = new ArrayList<>();
      List<@Nullable TCPSocketAction> connections = new ArrayList<>();
      List<@Nullable Probe> probes = new ArrayList<>();
      probes.add(container.livenessProbe());
      probes.add(container.readinessProbe());
      probes.add(container.startupProbe());
      for (Probe probe : probes) {
        requests.add(probe == null ? null : probe.httpGet());
        connections.add(probe == null ? null : probe.tcpSocket());
      }
      List<@Nullable LifecycleHandler> handlers = new ArrayList<>();
      if (container.lifecycle() != null) {
        handlers.add(container.lifecycle().postStart());
        handlers.add(container.lifecycle().preStop());
      }
      for (LifecycleHandler handler : handlers) {
        requests.add(handler == null ? null : handler.httpGet());
        connections.add(handler == null ? null : handler.tcpSocket());
      }
      for (HTTPGetAction request : requests) {
        if (request != null && set(request.host())) {
          names.add(container.name());
          hosts.add("" + request.host());
        }
      }
      for (TCPSocketAction connection : connections) {
        if (connection != null && set(connection.host())) {
          names.add(container.name());
          hosts.add("" + connection.host());
        }
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    List<String> nameSet = sortedSet(names);
    List<String> hostSet = sortedSet(hosts);
    return new Failure(
        "probe or lifecycle host",
        containers(nameSet)
            + (nameSet.size() == 1 ? " uses" : " use")
            + (hostSet.size() == 1 ? " probe or lifecycle host " : " probe or lifecycle hosts ")
            + quoted(hostSet));
  }

  private @Nullable Failure capabilitiesBaseline() {
    String added =
        addedOutside(
            Set.of(
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
                "SYS_CHROOT"));
    return added.isEmpty() ? null : new Failure("non-default capabilities", added);
  }

  private @Nullable Failure capabilitiesRestricted() {
    List<String> keeping =
        namesWhere(
            container -> {
              SecurityContext context = container.securityContext();
              Capabilities capabilities = context == null ? null : context.capabilities();
              return capabilities == null || !capabilities.drop().contains("ALL");
            });
    String dropped =
        keeping.isEmpty()
            ? ""
            : containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]";
    String added = addedOutside(Set.of("NET_BIND_SERVICE"));
    if (dropped.isEmpty() && added.isEmpty()) {
      return null;
    }
    return new Failure(
        "unrestricted capabilities",
        dropped + (dropped.isEmpty() || added.isEmpty() ? "" : "; ") + added);
  }

  private String addedOutside(Set<String> allowed) {
    List<String> names = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (Container container : containers) {
      SecurityContext context = container.securityContext();
      if (context == null || context.capabilities() == null) {
        continue;
      }
      List<String> ownBad = new ArrayList<>(context.capabilities().add());
      ownBad.removeIf(allowed::contains);
      if (!ownBad.isEmpty()) {
        names.add(container.name());
        bad.addAll(ownBad);
      }
    }
    return names.isEmpty()
        ? ""
        : containers(names)
            + " must not include "
            + quoted(sortedSet(bad))
            + " in securityContext.capabilities.add";
  }

  private @Nullable Failure procMount() {
    List<String> values = new ArrayList<>();
    List<String> names =
        namesWith(
            context -> {
              boolean bad = context.procMount() != null && !context.procMount().equals("Default");
              if (bad) {
                values.add("" + context.procMount());
              }
              return bad;
            });
    return names.isEmpty()
        ? null
        : new Failure(
            "procMount",
            containers(names)
                + " must not set securityContext.procMount to "
                + quoted(sortedSet(values)));
  }

  private @Nullable Failure seLinux() {
    List<String> types = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    String setters =
        setters(
            pod -> isBad(pod.seLinuxOptions(), types, flags),
            container -> isBad(container.seLinuxOptions(), types, flags));
    if (setters.isEmpty()) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    List<String> set = sortedSet(types);
    if (!set.isEmpty()) {
      parts.add((set.size() == 1 ? "type " : "types ") + quoted(set));
    }
    if (release <= 25 && set.isEmpty()) {
      flags.clear();
    }
    if (flags.contains("user")) {
      parts.add("user may not be set");
    }
    if (flags.contains("role")) {
      parts.add("role may not be set");
    }
    return new Failure(
        "seLinuxOptions",
        setters + " set forbidden securityContext.seLinuxOptions: " + String.join("; ", parts));
  }

  private boolean isBad(@Nullable SELinuxOptions options, List<String> types, List<String> flags) {
    if (options == null) {
      return false;
    }
    List<String> allowed = new ArrayList<>();
    allowed.add("");
    allowed.add("container_t");
    allowed.add("container_init_t");
    allowed.add("container_kvm_t");
    if (version >= 31) {
      allowed.add("container_engine_t");
    }
    boolean bad = false;
    if (options.type() != null && !allowed.contains(options.type())) {
      types.add(options.type());
      bad = true;
    }
    if (set(options.user())) {
      flags.add("user");
      bad = true;
    }
    if (set(options.role())) {
      flags.add("role");
      bad = true;
    }
    return bad;
  }

  private @Nullable Failure appArmor() {
    List<String> types = new ArrayList<>();
    String setters =
        setters(
            pod -> isBad(pod.appArmorProfile(), types),
            container -> isBad(container.appArmorProfile(), types));
    List<String> annotations = new ArrayList<>();
    for (Map.Entry<String, String> entry : pod.metadata().annotations().entrySet()) {
      String value = entry.getValue();
      if (entry.getKey().startsWith("container.apparmor.security.beta.kubernetes.io/")
          && !value.equals("")
          && !value.equals("runtime/default")
          && !value.startsWith("localhost/")) {
        annotations.add(entry.getKey() + "=" + goQuoted(value));
      }
    }
    if (release <= 29) {
      return annotations.isEmpty()
          ? null
          : new Failure(
              annotations.size() == 1
                  ? "forbidden AppArmor profile"
                  : "forbidden AppArmor profiles",
              String.join(", ", sortedSet(annotations)));
    }
    List<String> values = new ArrayList<>(sortedSet(types));
    values.addAll(sortedSet(annotations));
    if (values.isEmpty()) {
      return null;
    }
    List<String> all = new ArrayList<>();
    if (!setters.isEmpty()) {
      all.add(setters);
    }
    if (!annotations.isEmpty()) {
      all.add(annotations.size() == 1 ? "annotation" : "annotations");
    }
    return new Failure(
        values.size() == 1 ? "forbidden AppArmor profile" : "forbidden AppArmor profiles",
        String.join(" and ", all) + " must not set AppArmor profile type to " + quoted(values));
  }

  private static boolean isBad(@Nullable AppArmorProfile profile, List<String> types) {
    return profile != null && isBad(profile.type(), types);
  }

  private static boolean isBad(@Nullable SeccompProfile profile, List<String> types) {
    return profile != null && isBad(profile.type(), types);
  }

  private static boolean isBad(@Nullable String type, List<String> types) {
    String present = type == null ? "" : type;
    boolean bad = !present.equals("RuntimeDefault") && !present.equals("Localhost");
    if (bad) {
      types.add(present);
    }
    return bad;
  }

  private @Nullable Failure seccompAnnotations() {
    List<String> keys = new ArrayList<>();
    keys.add("seccomp.security.alpha.kubernetes.io/pod");
    for (Container container : containers) {
      keys.add("container.seccomp.security.alpha.kubernetes.io/" + container.name());
    }
    List<String> bad = new ArrayList<>();
    for (String key : keys) {
      String value = pod.metadata().annotations().get(key);
      if (value != null
          && !value.equals("runtime/default")
          && !value.equals("docker/default")
          && !value.startsWith("localhost/")) {
        bad.add(key + "=" + goQuoted(value));
      }
    }
    List<String> set = sortedSet(bad);
    return set.isEmpty()
        ? null
        : new Failure(
            "seccompProfile",
            (set.size() == 1 ? "forbidden annotation " : "forbidden annotations ")
                + String.join(", ", set));
  }

  private @Nullable Failure badSeccomp() {
    List<String> types = new ArrayList<>();
    String setters =
        setters(
            pod -> isBad(pod.seccompProfile(), types),
            container -> isBad(container.seccompProfile(), types));
    return setters.isEmpty()
        ? null
        : new Failure(
            "seccompProfile",
            setters
                + " must not set securityContext.seccompProfile.type to "
                + quoted(sortedSet(types)));
  }

  private @Nullable Failure missingSeccomp() {
    PodSecurityContext context = pod.spec().securityContext();
    if (context != null && context.seccompProfile() != null) {
      return null;
    }
    List<String> names =
        namesWhere(
            container ->
                container.securityContext() == null
                    || container.securityContext().seccompProfile() == null);
    return names.isEmpty()
        ? null
        : new Failure(
            "seccompProfile",
            "pod or "
                + containers(names)
                + " must set securityContext.seccompProfile.type to"
                + " \"RuntimeDefault\" or \"Localhost\"");
  }

  private @Nullable Failure sysctls() {
    List<String> safe = new ArrayList<>();
    safe.add("kernel.shm_rmid_forced");
    safe.add("net.ipv4.ip_local_port_range");
    safe.add("net.ipv4.tcp_syncookies");
    safe.add("net.ipv4.ping_group_range");
    safe.add("net.ipv4.ip_unprivileged_port_start");
    if (version >= 27) {
      safe.add("net.ipv4.ip_local_reserved_ports");
    }
    if (version >= 29) {
      safe.add("net.ipv4.tcp_keepalive_time");
      safe.add("net.ipv4.tcp_fin_timeout");
      safe.add("net.ipv4.tcp_keepalive_intvl");
      safe.add("net.ipv4.tcp_keepalive_probes");
    }
    if (version >= 32) {
      safe.add("net.ipv4.tcp_rmem");
      safe.add("net.ipv4.tcp_wmem");
    }
    if (version >= 37) {
      safe.add("net.ipv4.tcp_slow_start_after_idle");
      safe.add("net.ipv4.tcp_notsent_lowat");
    }
    List<String> bad = new ArrayList<>();
    if (pod.spec().securityContext() != null) {
      for (Sysctl sysctl : pod.spec().securityContext().sysctls()) {
        if (!safe.contains(sysctl.name())) {
          bad.add(sysctl.name());
        }
      }
    }
    return bad.isEmpty() ? null : new Failure("forbidden sysctls", String.join(", ", bad));
  }

  private @Nullable Failure hostProcess() {
    String setters =
        setters(
            pod ->
                pod.windowsOptions() != null
                    && pod.windowsOptions().hostProcess() != null
                    && pod.windowsOptions().hostProcess(),
            container ->
                container.windowsOptions() != null
                    && container.windowsOptions().hostProcess() != null
                    && container.windowsOptions().hostProcess());
    return setters.isEmpty()
        ? null
        : new Failure(
            "hostProcess",
            setters + " must not set securityContext.windowsOptions.hostProcess=true");
  }

  private @Nullable Failure allowPrivilegeEscalation() {
    List<String> names =
        namesWhere(
            container ->
                container.securityContext() == null
                    || container.securityContext().allowPrivilegeEscalation() == null
                    || container.securityContext().allowPrivilegeEscalation());
    return names.isEmpty()
        ? null
        : new Failure(
            "allowPrivilegeEscalation != false",
            containers(names) + " must set securityContext.allowPrivilegeEscalation=false");
  }

  private @Nullable Failure restrictedVolumes() {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Volume volume : pod.spec().volumes()) {
      List<String> fields = fields(volume);
      boolean allowed = false;
      for (String field :
          "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret"
              .split(" ", -1)) {
        allowed |= fields.contains(field) && !(field.equals("image") && release <= 32);
      }
      if (!allowed) {
        String type = "unknown";
        String order =
            "storageos scaleIO portworxVolume photonPersistentDisk azureDisk quobyte vsphereVolume"
                + " azureFile fc flocker cephfs cinder flexVolume rbd glusterfs iscsi nfs gitRepo"
                + " awsElasticBlockStore gcePersistentDisk hostPath";
        for (String fromTheLast : order.split(" ", -1)) {
          type = fields.contains(fromTheLast) ? fromTheLast : type;
        }
        names.add(volume.name());
        types.add(type);
      }
    }
    if (names.isEmpty()) {
      return null;
    }
    List<String> set = sortedSet(types);
    return new Failure(
        "restricted volume types",
        volumes(names)
            + (names.size() == 1 ? " uses" : " use")
            + (set.size() == 1 ? " restricted volume type " : " restricted volume types ")
            + quoted(set));
  }

  private @Nullable Failure runAsNonRoot() {
    String setters =
        setters(
            pod -> pod.runAsNonRoot() != null && !pod.runAsNonRoot(),
            container -> container.runAsNonRoot() != null && !container.runAsNonRoot());
    if (!setters.isEmpty()) {
      return new Failure(
          "runAsNonRoot != true", setters + " must not set securityContext.runAsNonRoot=false");
    }
    PodSecurityContext context = pod.spec().securityContext();
    if (context != null && context.runAsNonRoot() != null) {
      return null;
    }
    List<String> names =
        namesWhere(
            container ->
                container.securityContext() == null
                    || container.securityContext().runAsNonRoot() == null);
    return names.isEmpty()
        ? null
        : new Failure(
            "runAsNonRoot != true",
            "pod or " + containers(names) + " must set securityContext.runAsNonRoot=true");
  }

  private @Nullable Failure runAsUser() {
    String setters =
        setters(
            pod -> pod.runAsUser() != null && pod.runAsUser() == 0,
            container -> container.runAsUser() != null && container.runAsUser() == 0);
    return setters.isEmpty()
        ? null
        : new Failure("runAsUser=0", setters + " must not set runAsUser=0");
  }

  private List<String> namesWhere(Predicate<Container> test) {
    List<String> names = new ArrayList<>();
    for (Container container : containers) {
      if (test.test(container)) {
        names.add(container.name());
      }
    }
    return names;
  }

  private List<String> namesWith(Predicate<SecurityContext> test) {
    return namesWhere(
        container -> container.securityContext() != null && test.test(container.securityContext()));
  }

  private String setters(
      Predicate<PodSecurityContext> podTest, Predicate<SecurityContext> containerTest) {
    boolean podSets =
        pod.spec().securityContext() != null && podTest.test(pod.spec().securityContext());
    List<String> names = namesWith(containerTest);
    if (podSets) {
      return names.isEmpty() ? "pod" : "pod and " + containers(names);
    }
    return names.isEmpty() ? "" : containers(names);
  }

  private static boolean set(@Nullable String text) {
    return text != null && !text.equals("");
  }

  private static List<String> fields(Volume volume) {
    List<String> fields = new ArrayList<>();
    volume.sources().forEach(source -> fields.add(source.field()));
    return fields;
  }

  private static String containers(List<String> names) {
    return (names.size() == 1 ? "container " : "containers ") + quoted(names);
  }

  private static String volumes(List<String> names) {
    return (names.size() == 1 ? "volume " : "volumes ") + quoted(names);
  }

  private static String quoted(List<String> items) {
    return "\"" + String.join("\", \"", items) + "\"";
  }

  private static List<String> sortedSet(List<String> items) {
    TreeSet<String> set =
        new TreeSet<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
    set.addAll(items);
    return new ArrayList<>(set);
  }

  private static String goQuoted(String text) {
    Function<String, String> escaped =
        character -> {
          int codePoint = character.codePointAt(0);
          int named = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(codePoint);
          if (named >= 0) {
            return "\\" + "abfnrtv\\\"".charAt(named);
          }
          if (PRINTABLE.matcher(character).matches()) {
            return character;
          }
          String form = codePoint < 0x80 ? "\\x%02x" : codePoint < 0x10000 ? "\\u%04x" : "\\U%08x";
          return String.format(form, codePoint);
        };
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(escaped.apply(Character.toString(c))));
    return out + "\"";
  }
}
