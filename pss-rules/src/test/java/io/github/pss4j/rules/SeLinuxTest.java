package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.Pods.seLinux;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.rules.Pods.ContainerPart;
import io.github.pss4j.rules.Pods.Part;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SeLinuxTest {
  private static final String REASON = "seLinuxOptions";

  private static ContainerPart set(
      @Nullable String type, @Nullable String user, @Nullable String role) {
    return context(c -> c.seLinuxOptions(seLinux(type, user, role)));
  }

  private static Part podSet(@Nullable String type, @Nullable String user, @Nullable String role) {
    return podContext(c -> c.seLinuxOptions(seLinux(type, user, role)));
  }

  private static String forbidden(String setters, String what) {
    return setters + " set forbidden securityContext.seLinuxOptions: " + what;
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(SeLinux.RULE, "v1.0", "v1.30")
        .passes("an old type", pod(podSet("container_t", null, null)))
        .fails(
            "the engine's type",
            pod(podSet("container_engine_t", null, null)),
            REASON,
            forbidden("pod", "type \"container_engine_t\""))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since31() {
    return RuleCases.at(SeLinux.RULE, "v1.31", "v1.32", "latest")
        .passes(
            "the engine's type",
            pod(podSet("container_engine_t", "", ""), init("a", set("container_engine_t", "", ""))))
        .fails(
            "another new type",
            pod(podSet("container_device_t", null, null)),
            REASON,
            forbidden("pod", "type \"container_device_t\""))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> always() {
    return RuleCases.at(SeLinux.RULE, "v1.0", "v1.30", "v1.31", "latest")
        .passes("no security context", pod(container("a")))
        .passes("absent", pod(podContext(c -> {}), container("a", context(c -> {}))))
        .passes("nothing set", pod(podSet(null, null, null), container("a", set(null, null, null))))
        .passes("empty", pod(podSet("", "", ""), ephemeral("a", set("", "", ""))))
        .passes(
            "types of containers",
            pod(
                podSet("container_t", null, null),
                init("a", set("container_init_t", null, null)),
                container("b", set("container_kvm_t", null, null))))
        .fails(
            "pod type",
            pod(podSet("spc_t", null, null)),
            REASON,
            forbidden("pod", "type \"spc_t\""))
        .fails(
            "pod user",
            pod(podSet("container_t", "u", "")),
            REASON,
            forbidden("pod", "user may not be set"))
        .fails(
            "pod role",
            pod(podSet(null, null, "r")),
            REASON,
            forbidden("pod", "role may not be set"))
        .fails(
            "container, all three",
            pod(podSet(null, null, null), container("a", set("container_T", "u", "r"))),
            REASON,
            forbidden(
                "container \"a\"",
                "type \"container_T\"; user may not be set; role may not be set"))
        .fails(
            "pod and containers of all kinds; types as a sorted set",
            pod(
                podSet("z", null, null),
                ephemeral("a", set(null, null, "r")),
                container("b\"", set("spc_t", "u", null)),
                container("ok", set("container_t", null, null)),
                container("b\"", set("spc_t", null, null)),
                init("c", set("\"", null, null))),
            REASON,
            forbidden(
                "pod and containers \"c\", \"b\"\", \"b\"\", \"a\"",
                "types \"\"\", \"spc_t\", \"z\"; user may not be set; role may not be set"))
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.POD,
                0,
                "",
                "spec.securityContext.seLinuxOptions.role",
                "/spec/securityContext/seLinuxOptions/role",
                FieldValue.of("r"),
                "\"\", or absent"),
            new Seen(
                Subject.Kind.CONTAINER,
                0,
                "a",
                "spec.containers[0].securityContext.seLinuxOptions.type",
                "/spec/containers/0/securityContext/seLinuxOptions/type",
                FieldValue.of("spc_t"),
                "\"\", \"container_t\", \"container_init_t\" or \"container_kvm_t\", or absent"),
            new Seen(
                Subject.Kind.CONTAINER,
                0,
                "a",
                "spec.containers[0].securityContext.seLinuxOptions.user",
                "/spec/containers/0/securityContext/seLinuxOptions/user",
                FieldValue.of("u"),
                "\"\", or absent")),
        seen(
            SeLinux.RULE,
            "v1.30",
            pod(podSet("", "", "r"), container("a", set("spc_t", "u", "")))));
  }

  @Test
  void allowedTypesSince31() {
    assertEquals(
        "\"\", \"container_t\", \"container_init_t\", \"container_kvm_t\" or"
            + " \"container_engine_t\", or absent",
        seen(SeLinux.RULE, "v1.31", pod(podSet("spc_t", null, null))).get(0).allowed());
  }
}
