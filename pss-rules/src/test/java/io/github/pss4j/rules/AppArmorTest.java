package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.annotation;
import static io.github.pss4j.rules.Pods.appArmor;
import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.context;
import static io.github.pss4j.rules.Pods.ephemeral;
import static io.github.pss4j.rules.Pods.init;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.podContext;
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

final class AppArmorTest {
  private static final String KEY = "container.apparmor.security.beta.kubernetes.io/";
  private static final String ONE = "forbidden AppArmor profile";
  private static final String SEVERAL = "forbidden AppArmor profiles";

  private static ContainerPart set(@Nullable String type) {
    return context(c -> c.appArmorProfile(appArmor(type)));
  }

  private static Part podSet(@Nullable String type) {
    return podContext(c -> c.appArmorProfile(appArmor(type)));
  }

  private static Part annotated(String container, String value) {
    return annotation(KEY + container, value);
  }

  private static String mustNot(String setters, String values) {
    return setters + " must not set AppArmor profile type to " + values;
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(AppArmor.RULE, "v1.0", "v1.37", "latest")
        .passes("nothing", pod(container("a")))
        .passes("absent", pod(podContext(c -> {}), container("a", context(c -> {}))))
        .passes("allowed types", pod(podSet("RuntimeDefault"), init("a", set("Localhost"))))
        .passes(
            "allowed annotations",
            pod(
                annotated("a", ""),
                annotated("b", "runtime/default"),
                annotated("c", "localhost/")))
        .passes(
            "other annotations",
            pod(
                annotation("apparmor.security.beta.kubernetes.io/pod", "unconfined"),
                annotation("x" + KEY + "a", "unconfined"),
                annotation("container.apparmor.security.beta.kubernetes.io", "unconfined")))
        .fails("pod", pod(podSet("Unconfined")), ONE, mustNot("pod", "\"Unconfined\""))
        .fails("no type", pod(podSet(null)), ONE, mustNot("pod", "\"\""))
        .fails("empty type", pod(podSet("")), ONE, mustNot("pod", "\"\""))
        .fails(
            "other letters",
            pod(container("a", set("runtimeDefault"))),
            ONE,
            mustNot("container \"a\"", "\"runtimeDefault\""))
        .fails(
            "one value in pod and containers of all kinds",
            pod(
                podSet("Unconfined"),
                ephemeral("a", set("Unconfined")),
                container("b\"", set("Unconfined")),
                container("b\"", set("Unconfined")),
                container("ok", set("Localhost")),
                init("c", set("Unconfined"))),
            ONE,
            mustNot("pod and containers \"c\", \"b\"\", \"b\"\", \"a\"", "\"Unconfined\""))
        .fails(
            "several values as a sorted set",
            pod(container("a", set("z")), container("b", set("Unconfined")), init("c", set("z"))),
            SEVERAL,
            mustNot("containers \"c\", \"a\", \"b\"", "\"Unconfined\", \"z\""))
        .fails(
            "annotation of a container that is not there",
            pod(annotated("ghost", "unconfined")),
            ONE,
            mustNot("annotation", "\"" + KEY + "ghost=\"unconfined\"\""))
        .fails(
            "annotation without a name, value in other letters",
            pod(annotated("", "Runtime/default")),
            ONE,
            mustNot("annotation", "\"" + KEY + "=\"Runtime/default\"\""))
        .fails(
            "key as it stands, value quoted as in Go",
            pod(annotated("quo\"te", "ctl\u0007\u007f")),
            ONE,
            mustNot("annotation", "\"" + KEY + "quo\"te=\"ctl\\a\\x7f\"\""))
        .fails(
            "annotations sorted",
            pod(annotated("web", "uni\u00e9\u4e2d\ud83d\ude00"), annotated("A", "tab\tnew\nline")),
            SEVERAL,
            mustNot(
                "annotations",
                "\""
                    + KEY
                    + "A=\"tab\\tnew\\nline\"\", \""
                    + KEY
                    + "web=\"uni\u00e9\u4e2d\ud83d\ude00\"\""))
        .fails(
            "annotations sorted by the bytes of UTF-8",
            pod(annotated("\ud83d\ude00", "x"), annotated("\ufffd", "x")),
            SEVERAL,
            mustNot(
                "annotations", "\"" + KEY + "\ufffd=\"x\"\", \"" + KEY + "\ud83d\ude00=\"x\"\""))
        .fails(
            "pod and annotation",
            pod(podSet("Unconfined"), annotated("a", "x")),
            SEVERAL,
            mustNot("pod and annotation", "\"Unconfined\", \"" + KEY + "a=\"x\"\""))
        .fails(
            "pod, container and annotations: types before annotations",
            pod(
                podSet("z"),
                container("a", set("y")),
                annotated("b", "x"),
                annotated("a", "x"),
                annotated("c", "localhost/x")),
            SEVERAL,
            mustNot(
                "pod and container \"a\" and annotations",
                "\"y\", \"z\", \"" + KEY + "a=\"x\"\", \"" + KEY + "b=\"x\"\""))
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
                "spec.securityContext.appArmorProfile.type",
                "/spec/securityContext/appArmorProfile/type",
                null,
                "\"RuntimeDefault\" or \"Localhost\", or absent"),
            new Seen(
                Subject.Kind.INIT_CONTAINER,
                0,
                "a",
                "spec.initContainers[0].securityContext.appArmorProfile.type",
                "/spec/initContainers/0/securityContext/appArmorProfile/type",
                FieldValue.of("Unconfined"),
                "\"RuntimeDefault\" or \"Localhost\", or absent"),
            new Seen(
                Subject.Kind.ANNOTATION,
                0,
                KEY + "a~b",
                "metadata.annotations[" + KEY + "a~b]",
                "/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1a~0b",
                FieldValue.of("x"),
                "\"\", \"runtime/default\" or a value that starts with \"localhost/\", or absent")),
        seen(
            AppArmor.RULE,
            "v1.0",
            pod(podSet(null), init("a", set("Unconfined")), annotated("a~b", "x"))));
  }
}
