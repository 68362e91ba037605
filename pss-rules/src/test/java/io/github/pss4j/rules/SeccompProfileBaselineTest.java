package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.annotation;
import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
import static io.github.pss4j.rules.Pods.seccomp;
import static io.github.pss4j.rules.Pods.windows;
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

final class SeccompProfileBaselineTest {
  private static final String POD_KEY = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String KEY = "container.seccomp.security.alpha.kubernetes.io/";
  private static final String REASON = "seccompProfile";

  private static ContainerPart set(@Nullable String type) {
    return context(c -> c.seccompProfile(seccomp(type)));
  }

  private static Part podSet(@Nullable String type) {
    return podContext(c -> c.seccompProfile(seccomp(type)));
  }

  private static String mustNot(String setters, String values) {
    return setters + " must not set securityContext.seccompProfile.type to " + values;
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(SeccompProfileBaseline.RULE, "v1.0", "v1.18")
        .passes("nothing", pod(container("a")))
        .passes("fields", pod(podSet("Unconfined"), container("a", set("Unconfined"))))
        .passes(
            "allowed annotations",
            pod(
                annotation(POD_KEY, "runtime/default"),
                annotation(KEY + "a", "docker/default"),
                annotation(KEY + "b", "localhost/"),
                container("a"),
                container("b")))
        .passes(
            "annotation of a container that is not there",
            pod(annotation(KEY + "ghost", "unconfined"), container("a")))
        .passes(
            "other annotations",
            pod(annotation(POD_KEY + "s", "unconfined"), annotation("x" + POD_KEY, "unconfined")))
        .fails(
            "pod",
            pod(annotation(POD_KEY, "unconfined")),
            REASON,
            "forbidden annotation " + POD_KEY + "=\"unconfined\"")
        .fails(
            "empty",
            pod(annotation(POD_KEY, "")),
            REASON,
            "forbidden annotation " + POD_KEY + "=\"\"")
        .fails(
            "a container without a name, value in other letters",
            pod(annotation(KEY, "Localhost/x"), container("")),
            REASON,
            "forbidden annotation " + KEY + "=\"Localhost/x\"")
        .fails(
            "two containers of one name, one annotation",
            pod(annotation(KEY + "a", "x"), container("a"), ephemeral("a")),
            REASON,
            "forbidden annotation " + KEY + "a=\"x\"")
        .fails(
            "key as it stands, value quoted as in Go",
            pod(annotation(KEY + "q\"", "q\"uote\u2028sep\\"), container("q\"")),
            REASON,
            "forbidden annotation " + KEY + "q\"=\"q\\\"uote\\u2028sep\\\\\"")
        .fails(
            "all three kinds and the pod, sorted",
            pod(
                annotation(POD_KEY, "x"),
                annotation(KEY + "c", "x"),
                annotation(KEY + "b", "l\u00e9"),
                annotation(KEY + "a", "x"),
                annotation(KEY + "ok", "localhost/ok"),
                init("c"),
                container("ok"),
                container("b"),
                ephemeral("a")),
            REASON,
            "forbidden annotations "
                + (KEY + "a=\"x\", ")
                + (KEY + "b=\"l\u00e9\", ")
                + (KEY + "c=\"x\", ")
                + (POD_KEY + "=\"x\""))
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> since19() {
    return RuleCases.at(SeccompProfileBaseline.RULE, "v1.19", "v1.37", "latest")
        .passes("nothing", pod(container("a")))
        .passes("absent", pod(podContext(c -> {}), container("a", context(c -> {}))))
        .passes("allowed types", pod(podSet("RuntimeDefault"), init("a", set("Localhost"))))
        .passes(
            "annotations",
            pod(
                annotation(POD_KEY, "unconfined"),
                annotation(KEY + "a", "unconfined"),
                container("a")))
        .fails("pod", pod(podSet("Unconfined")), REASON, mustNot("pod", "\"Unconfined\""))
        .fails("no type", pod(podSet(null)), REASON, mustNot("pod", "\"\""))
        .fails(
            "other letters",
            pod(container("a", set("runtimedefault"))),
            REASON,
            mustNot("container \"a\"", "\"runtimedefault\""))
        .fails(
            "on Windows",
            pod(windows(), container("a", set("Unconfined"))),
            REASON,
            mustNot("container \"a\"", "\"Unconfined\""))
        .fails(
            "pod and containers of all kinds; types as a sorted set",
            pod(
                podSet("z"),
                ephemeral("a", set("Unconfined")),
                container("b\"", set("")),
                container("b\"", set("Unconfined")),
                container("ok", set("Localhost")),
                init("c", set("z"))),
            REASON,
            mustNot(
                "pod and containers \"c\", \"b\"\", \"b\"\", \"a\"", "\"\", \"Unconfined\", \"z\""))
        .stream();
  }

  @Test
  void findingsSince0() {
    String words =
        "\"runtime/default\", \"docker/default\" or a value that starts with \"localhost/\","
            + " or absent";
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.ANNOTATION,
                0,
                POD_KEY,
                "metadata.annotations[" + POD_KEY + "]",
                "/metadata/annotations/seccomp.security.alpha.kubernetes.io~1pod",
                FieldValue.of("x"),
                words),
            new Seen(
                Subject.Kind.ANNOTATION,
                0,
                KEY + "a",
                "metadata.annotations[" + KEY + "a]",
                "/metadata/annotations/container.seccomp.security.alpha.kubernetes.io~1a",
                FieldValue.of(""),
                words)),
        seen(
            SeccompProfileBaseline.RULE,
            "v1.18",
            pod(annotation(POD_KEY, "x"), annotation(KEY + "a", ""), container("a"))));
  }

  @Test
  void findingsSince19() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.POD,
                0,
                "",
                "spec.securityContext.seccompProfile.type",
                "/spec/securityContext/seccompProfile/type",
                null,
                "\"RuntimeDefault\" or \"Localhost\""),
            new Seen(
                Subject.Kind.CONTAINER,
                0,
                "a",
                "spec.containers[0].securityContext.seccompProfile.type",
                "/spec/containers/0/securityContext/seccompProfile/type",
                FieldValue.of("Unconfined"),
                "\"RuntimeDefault\" or \"Localhost\"")),
        seen(
            SeccompProfileBaseline.RULE,
            "v1.19",
            pod(podSet(null), container("a", set("Unconfined")))));
  }
}
