package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.pss4j.Allowed;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSecurityContext;
import io.github.pss4j.model.SELinuxOptions;
import io.github.pss4j.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pod and its containers may take on only the SELinux types of containers, and neither user nor
 * role.
 *
 * <p>Restricted fields: {@code securityContext.seLinuxOptions.type}, {@code .user} and {@code
 * .role} of the pod and of {@code containers[*]}.
 *
 * <p>Allowed values: for {@code type} undefined and the types below, one more since v1.31; for
 * {@code user} and {@code role} undefined, empty.
 *
 * <p>Setters are named in the order of the pod, types as a sorted set. The code of releases before
 * v1.26 names neither user nor role where no type is forbidden.
 */
final class SeLinux {
  private static final FieldPath OPTIONS = FieldPath.of("securityContext").field("seLinuxOptions");
  private static final FieldPath TYPE = OPTIONS.field("type");
  private static final FieldPath USER = OPTIONS.field("user");
  private static final FieldPath ROLE = OPTIONS.field("role");
  private static final Allowed EMPTY = Allowed.anyOf("").orAbsent();

  private static final ImmutableSet<String> TYPES_0 =
      ImmutableSet.of("", "container_t", "container_init_t", "container_kvm_t");
  private static final ImmutableSet<String> TYPES_31 =
      ImmutableSet.<String>builder().addAll(TYPES_0).add("container_engine_t").build();

  static final Rule RULE =
      Rule.baseline("seLinuxOptions")
          .since(0, onlyTypes(TYPES_0, SeLinux::detail))
          .beforeRelease(
              26,
              "user and role were named only beside a forbidden type",
              onlyTypes(TYPES_0, SeLinux::detailLedByTypes))
          .since(31, onlyTypes(TYPES_31, SeLinux::detail))
          .remedy(
              Remedy.builder("let the runtime choose the label").replace(SeLinux::mended).build())
          .build();

  private SeLinux() {}

  private static Check onlyTypes(
      ImmutableSet<String> types, Function<ImmutableList<Finding>, String> detail) {
    Allowed allowed = Allowed.anyOf(types).orAbsent();
    return pod -> find(pod, types, allowed).build("seLinuxOptions", detail);
  }

  private static CheckResult.Builder find(Pod pod, ImmutableSet<String> types, Allowed allowed) {
    CheckResult.Builder result = CheckResult.builder();
    SELinuxOptions podOptions = SecurityContexts.of(pod.spec()).seLinuxOptions();
    if (podOptions != null && !isAllowed(podOptions, types)) {
      result = add(Subject.pod(), podOptions, types, allowed, result);
    }
    ImmutableList<Container> containers = pod.spec().allContainers();
    for (int i = 0; i < containers.size(); i++) {
      SELinuxOptions options = SecurityContexts.of(containers.get(i)).seLinuxOptions();
      if (options != null && !isAllowed(options, types)) {
        result = add(Subject.container(pod.spec(), i), options, types, allowed, result);
      }
    }
    return result;
  }

  private static boolean isAllowed(SELinuxOptions options, ImmutableSet<String> types) {
    String type = options.type();
    return (type == null || types.contains(type))
        && isEmpty(options.user())
        && isEmpty(options.role());
  }

  private static CheckResult.Builder add(
      Subject subject,
      SELinuxOptions options,
      ImmutableSet<String> types,
      Allowed allowed,
      CheckResult.Builder result) {
    String type = options.type();
    if (type != null && !types.contains(type)) {
      result = result.with(subject, TYPE, FieldValue.of(type), allowed);
    }
    if (!isEmpty(options.user())) {
      result = result.with(subject, USER, FieldValue.ofNullable(options.user()), EMPTY);
    }
    if (!isEmpty(options.role())) {
      result = result.with(subject, ROLE, FieldValue.ofNullable(options.role()), EMPTY);
    }
    return result;
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private static String detail(ImmutableList<Finding> findings) {
    List<String> parts = new ArrayList<>(3);
    SortedSet<String> types = Sentence.values(Sentence.filter(findings, TYPE::equals));
    if (!types.isEmpty()) {
      parts.add(new Sentence().plural(types.size(), "type ", "types ").quoted(types).toString());
    }
    if (!Sentence.filter(findings, USER::equals).isEmpty()) {
      parts.add("user may not be set");
    }
    if (!Sentence.filter(findings, ROLE::equals).isEmpty()) {
      parts.add("role may not be set");
    }
    return detail(findings, parts);
  }

  private static String detailLedByTypes(ImmutableList<Finding> findings) {
    return Sentence.filter(findings, TYPE::equals).isEmpty()
        ? detail(findings, List.of())
        : detail(findings);
  }

  private static String detail(ImmutableList<Finding> findings, List<String> parts) {
    return new Sentence()
        .setters(findings)
        .text(" set forbidden securityContext.seLinuxOptions: ")
        .text(String.join("; ", parts))
        .toString();
  }

  private static Pod mended(Pod pod, ImmutableList<Finding> findings) {
    Pod mended =
        Mending.podIfFound(
            pod,
            findings,
            context ->
                PodSecurityContext.builder()
                    .from(context)
                    .seLinuxOptions(
                        without(Mending.of(Subject.pod(), findings), context.seLinuxOptions()))
                    .build());
    return Mending.contexts(
        mended,
        findings,
        (context, own) ->
            SecurityContext.builder()
                .from(context)
                .seLinuxOptions(without(own, context.seLinuxOptions()))
                .build());
  }

  private static @Nullable SELinuxOptions without(
      ImmutableList<Finding> findings, @Nullable SELinuxOptions options) {
    if (options == null) {
      return null;
    }
    return SELinuxOptions.builder()
        .type(Mending.names(findings, TYPE) ? null : options.type())
        .user(Mending.names(findings, USER) ? null : options.user())
        .role(Mending.names(findings, ROLE) ? null : options.role())
        .build();
  }
}
