package io.github.pss4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.FeatureGate;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.AppArmorProfile;
import io.github.pss4j.model.Capabilities;
import io.github.pss4j.model.Container;
import io.github.pss4j.model.ContainerPort;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.OwnerReference;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.SecurityContext;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.reference.ArbitraryPods;
import io.github.pss4j.reference.NaiveEvaluator;
import io.github.pss4j.reference.PodTree;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.Defaulting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What holds for every pod, whatever it says:
 *
 * <ol>
 *   <li>The compiled table and the naive evaluator give the same controls, reason and detail at
 *       every level and version.
 *   <li>{@code assess} answers every query as {@code evaluate} does, and its strictest level and
 *       changes are those of the verdicts.
 *   <li>What meets restricted meets baseline, but for two holes of the standards: since v1.25 a
 *       Windows pod need not care for capabilities and seccomp at restricted, where the baseline
 *       controls of both are overridden; and {@code restrictedVolumes}, which overrides {@code
 *       hostPathVolumes}, lets a volume pass that has an allowed source beside its {@code hostPath}
 *       (which no valid pod has).
 *   <li>{@code latest} and versions newer than the newest are answered as the newest is.
 *   <li>A policy that emulates a release answers newer versions as that of the release, and as the
 *       naive evaluator does; that of v1.33 or a later one answers up to it as the standard one
 *       does.
 *   <li>What no control reads does not matter: names and labels of the pod, owners, images,
 *       container ports, profiles on the node, the runtime class, foreign annotations.
 *   <li>Order does not matter where the answer is sorted: ports, capabilities, annotations, sources
 *       of a volume.
 *   <li>One more container mends nothing.
 *   <li>Each finding names a subject that is there, and the very value that stands at its path; and
 *       that value is not among those that it allows.
 *   <li>The same pod, or an equal one, gets the same answer each time.
 *   <li>What the API server fills in, it fills in once.
 * </ol>
 *
 * <p>Seeds are fixed, so that the same commit gives the same result; take one away to explore.
 */
final class PolicyPropertiesTest {
  private static final Policy POLICY = PodSecurity.standard();
  private static final Version NEWEST = StandardRules.newestVersion();
  private static final List<Version> VERSIONS = versions();

  private static List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    for (int minor = 0; minor <= NEWEST.minor() + 2; minor++) {
      versions.add(Version.of(minor));
    }
    versions.add(Version.of(Long.MAX_VALUE));
    versions.add(Version.latest());
    return versions;
  }

  @Provide
  Arbitrary<Pod> pods() {
    return ArbitraryPods.pods();
  }

  @Provide
  Arbitrary<Container> containers() {
    return ArbitraryPods.containers();
  }

  @Provide
  Arbitrary<Version> anyVersion() {
    return Arbitraries.of(VERSIONS);
  }

  @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theNaiveEvaluatorAgrees(@ForAll("pods") Pod pod) {
    for (Level level : Level.values()) {
      for (Version version : VERSIONS) {
        Evaluation evaluation = POLICY.evaluate(level, version, pod);
        assertEquals(
            NaiveEvaluator.evaluate(level.toString(), version.toString(), pod),
            new NaiveEvaluator.Answer(
                controls(evaluation), evaluation.reason(), evaluation.detail()),
            () -> level + " " + version);
        assertEquals(level, evaluation.level());
        assertEquals(version, evaluation.version());
      }
    }
  }

  @Property(seed = "2", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void assessEqualsEvaluate(@ForAll("pods") Pod pod) {
    Assessment assessment = POLICY.assess(pod);
    for (Version version : VERSIONS) {
      Level strictest = Level.PRIVILEGED;
      for (Level level : Level.values()) {
        Evaluation evaluation = POLICY.evaluate(level, version, pod);
        assertEquals(evaluation, assessment.evaluation(level, version));
        assertEquals(evaluation.allowed(), assessment.allowed(level, version));
        strictest = evaluation.allowed() ? level : strictest;
      }
      assertEquals(strictest, assessment.strictestLevel(version));
    }
    for (Level level : Level.values()) {
      List<Version> changes = new ArrayList<>();
      for (int minor = 1; minor <= NEWEST.minor(); minor++) {
        if (POLICY.evaluate(level, Version.of(minor), pod).allowed()
            != POLICY.evaluate(level, Version.of(minor - 1), pod).allowed()) {
          changes.add(Version.of(minor));
        }
      }
      assertEquals(changes, assessment.changes(level));
    }
  }

  @Property(seed = "3", tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void restrictedImpliesBaseline(@ForAll("pods") Pod pod) {
    boolean windows = pod.spec().os() != null && "windows".equals(pod.spec().os().name());
    boolean ambiguousVolume =
        pod.spec().volumes().stream()
            .anyMatch(v -> v.has(VolumeSource.HOST_PATH) && v.sources().size() > 1);
    for (Version version : VERSIONS) {
      if (POLICY.evaluate(Level.RESTRICTED, version, pod).allowed()) {
        Set<String> violated =
            new HashSet<>(controls(POLICY.evaluate(Level.BASELINE, version, pod)));
        if (windows && version.isNewerThan(Version.of(24))) {
          violated.removeAll(Set.of("capabilities_baseline", "seccompProfile_baseline"));
        }
        if (ambiguousVolume) {
          violated.remove("hostPathVolumes");
        }
        assertEquals(Set.of(), violated, version::toString);
      }
    }
  }

  @Property(seed = "4", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsNewerThanTheNewestIsTheNewest(@ForAll("pods") Pod pod) {
    for (Level level : Level.values()) {
      List<Violation> newest = POLICY.evaluate(level, NEWEST, pod).violations();
      for (Version version :
          List.of(Version.of(NEWEST.minor() + 1), Version.of(1L << 40), Version.latest())) {
        assertEquals(newest, POLICY.evaluate(level, version, pod).violations());
      }
    }
  }

  @Property(seed = "5", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void anEmulatedReleaseIsTheCappedVersionInItsOwnCode(
      @ForAll("pods") Pod pod,
      @ForAll @IntRange(max = 40) int release,
      @ForAll boolean userNamespaces) {
    PodSecurity.Builder builder = PodSecurity.builder().emulateRelease(Version.of(release));
    FeatureGate gate = FeatureGate.USER_NAMESPACES_POD_SECURITY_STANDARDS;
    if (userNamespaces && gate.isOf(Version.of(release))) {
      builder.enable(gate);
    }
    Policy emulated = builder.build();
    for (Level level : Level.values()) {
      for (Version version : VERSIONS) {
        Version capped = version.isNewerThan(Version.of(release)) ? Version.of(release) : version;
        Evaluation evaluation = emulated.evaluate(level, version, pod);
        assertEquals(emulated.evaluate(level, capped, pod).violations(), evaluation.violations());
        assertEquals(
            NaiveEvaluator.evaluate(
                level.toString(), version.toString(), release, userNamespaces, pod),
            new NaiveEvaluator.Answer(
                controls(evaluation), evaluation.reason(), evaluation.detail()));
        if (release > 34 || (release >= 33 && !userNamespaces)) {
          assertEquals(POLICY.evaluate(level, capped, pod).violations(), evaluation.violations());
        }
      }
    }
  }

  @Property(seed = "6", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatNoControlReadsDoesNotMatter(
      @ForAll("pods") Pod pod, @ForAll("anyVersion") Version version) {
    PodSpec spec = pod.spec();
    Pod edited =
        Pod.builder()
            .metadata(
                ObjectMeta.builder()
                    .annotations(pod.metadata().annotations())
                    .putAnnotations("apparmor.security.beta.kubernetes.io/pod", "unconfined")
                    .putAnnotations("pod-security.kubernetes.io/exempt", "namespace")
                    .name("other")
                    .generateName("oth")
                    .namespace("elsewhere")
                    .uid("u")
                    .putLabels("pod-security.kubernetes.io/enforce", "privileged")
                    .addOwnerReferences(OwnerReference.builder().kind("Job").build())
                    .build())
            .spec(
                PodSpec.builder()
                    .from(spec)
                    .runtimeClassName("kata")
                    .initContainers(
                        map(spec.initContainers(), PolicyPropertiesTest::irrelevantEdit))
                    .containers(map(spec.containers(), PolicyPropertiesTest::irrelevantEdit))
                    .ephemeralContainers(
                        map(spec.ephemeralContainers(), PolicyPropertiesTest::irrelevantEdit))
                    .build())
            .build();
    assertSameAnswer(pod, edited, version);
  }

  private static Container irrelevantEdit(Container container) {
    Container.Builder edited =
        Container.builder()
            .from(container)
            .image("evil:latest")
            .ports(
                map(
                    container.ports(),
                    port -> ContainerPort.builder().from(port).containerPort(22).build()));
    SecurityContext context = container.securityContext();
    AppArmorProfile profile = context == null ? null : context.appArmorProfile();
    if (context != null && profile != null) {
      edited.securityContext(
          SecurityContext.builder()
              .from(context)
              .appArmorProfile(
                  AppArmorProfile.builder().from(profile).localhostProfile("p").build())
              .build());
    }
    return edited.build();
  }

  @Property(seed = "7", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void orderDoesNotMatterWhereTheAnswerIsSorted(
      @ForAll("pods") Pod pod, @ForAll("anyVersion") Version version) {
    PodSpec spec = pod.spec();
    ObjectMeta.Builder metadata = ObjectMeta.builder();
    pod.metadata().annotations().entrySet().asList().reverse().forEach(metadata::putAnnotations);
    Pod reversed =
        Pod.builder()
            .metadata(metadata.build())
            .spec(
                PodSpec.builder()
                    .from(spec)
                    .volumes(
                        map(
                            spec.volumes(),
                            volume ->
                                Volume.builder()
                                    .name(volume.name())
                                    .sources(volume.sources().reverse())
                                    .build()))
                    .initContainers(map(spec.initContainers(), PolicyPropertiesTest::reversed))
                    .containers(map(spec.containers(), PolicyPropertiesTest::reversed))
                    .ephemeralContainers(
                        map(spec.ephemeralContainers(), PolicyPropertiesTest::reversed))
                    .build())
            .build();
    assertSameAnswer(pod, reversed, version);
  }

  private static Container reversed(Container container) {
    Container.Builder reversed =
        Container.builder().from(container).ports(container.ports().reverse());
    SecurityContext context = container.securityContext();
    Capabilities capabilities = context == null ? null : context.capabilities();
    if (context != null && capabilities != null) {
      reversed.securityContext(
          SecurityContext.builder()
              .from(context)
              .capabilities(
                  Capabilities.builder()
                      .add(capabilities.add().reverse())
                      .drop(capabilities.drop().reverse())
                      .build())
              .build());
    }
    return reversed.build();
  }

  @Property(seed = "8", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void oneMoreContainerMendsNothing(
      @ForAll("pods") Pod pod,
      @ForAll("containers") Container container,
      @ForAll("anyVersion") Version version) {
    PodSpec.Builder more = PodSpec.builder().from(pod.spec());
    for (PodSpec spec :
        List.of(
            PodSpec.builder().from(pod.spec()).addInitContainers(container).build(),
            PodSpec.builder().from(pod.spec()).addContainers(container).build(),
            more.addEphemeralContainers(container).build())) {
      Pod larger = Pod.builder().from(pod).spec(spec).build();
      for (Level level : Level.values()) {
        Set<String> before = new HashSet<>(controls(POLICY.evaluate(level, version, pod)));
        before.removeAll(controls(POLICY.evaluate(level, version, larger)));
        assertEquals(Set.of(), before);
      }
    }
  }

  @Property(seed = "9", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void eachFindingNamesWhatStandsThere(
      @ForAll("pods") Pod pod, @ForAll("anyVersion") Version version) {
    for (Level level : Level.values()) {
      for (Violation violation : POLICY.evaluate(level, version, pod).violations()) {
        assertFalse(violation.findings().isEmpty());
        for (Finding finding : violation.findings()) {
          assertSubject(pod, finding.subject());
          assertActual(pod, finding);
          assertFalse(
              finding.actual().filter(finding.allowed().values()::contains).isPresent(),
              finding::toString);
          assertFalse(
              finding.actual().isEmpty() && finding.allowed().mayBeAbsent() && !isType(finding),
              finding::toString);
        }
      }
    }
  }

  /** A profile that says no type is none; what may be absent is the profile. */
  private static boolean isType(Finding finding) {
    return finding.path().pointer().endsWith("/appArmorProfile/type");
  }

  private static void assertSubject(Pod pod, Subject subject) {
    Object there = PodTree.at(pod, subject.path().pointer());
    switch (subject.kind()) {
      case POD -> assertEquals("", subject.name());
      case ANNOTATION -> assertEquals(pod.metadata().annotations().get(subject.name()), there);
      default -> {
        assertTrue(there instanceof Map<?, ?>);
        assertEquals(subject.name(), ((Map<?, ?>) there).get("name"));
      }
    }
  }

  private static void assertActual(Pod pod, Finding finding) {
    Object there = PodTree.at(pod, finding.path().pointer());
    if (finding.subject().kind() == Subject.Kind.VOLUME && finding.field().isEmpty()) {
      Map<?, ?> volume = (Map<?, ?>) Objects.requireNonNull(there);
      if (finding.actual().isPresent()) {
        assertTrue(volume.containsKey(((FieldValue.Text) finding.actual().get()).value()));
      } else {
        assertEquals(Set.of("name"), volume.keySet());
      }
    } else {
      assertEquals(
          Optional.ofNullable(there).map(PolicyPropertiesTest::value),
          finding.actual(),
          finding::toString);
    }
  }

  private static FieldValue value(Object there) {
    if (there instanceof Boolean value) {
      return FieldValue.of(value);
    }
    if (there instanceof Number value) {
      return FieldValue.of(value.longValue());
    }
    if (there instanceof List<?> values) {
      return FieldValue.of(
          values.stream().map(String.class::cast).collect(ImmutableList.toImmutableList()));
    }
    return there instanceof Map ? FieldValue.object() : FieldValue.of((String) there);
  }

  @Property(seed = "10", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anEqualPodGetsTheSameAnswer(@ForAll("pods") Pod pod, @ForAll("anyVersion") Version version) {
    Pod copy =
        Pod.builder()
            .metadata(ObjectMeta.builder().from(pod.metadata()).build())
            .spec(PodSpec.builder().from(pod.spec()).build())
            .build();
    assertEquals(pod, copy);
    assertSameAnswer(pod, pod, version);
    assertSameAnswer(pod, copy, version);
    for (Level level : Level.values()) {
      assertEquals(POLICY.evaluate(level, version, pod), POLICY.evaluate(level, version, copy));
    }
  }

  @Property(seed = "11", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatIsFilledInIsFilledInOnce(@ForAll("pods") Pod pod) {
    Pod filled = Defaulting.pod(pod);
    assertEquals(filled, Defaulting.pod(filled));
    assertEquals(filled, Defaulting.podTemplate(filled));
    Pod template = Defaulting.podTemplate(pod);
    assertEquals(template, Defaulting.podTemplate(template));
    assertEquals(filled, Defaulting.pod(template));
  }

  private static void assertSameAnswer(Pod a, Pod b, Version version) {
    for (Level level : Level.values()) {
      Evaluation ofA = POLICY.evaluate(level, version, a);
      Evaluation ofB = POLICY.evaluate(level, version, b);
      assertEquals(controls(ofA), controls(ofB));
      assertEquals(ofA.reason(), ofB.reason());
      assertEquals(ofA.detail(), ofB.detail());
      assertEquals(ofA.violatesMessage(), ofB.violatesMessage());
    }
  }

  private static List<String> controls(Evaluation evaluation) {
    return evaluation.violations().stream().map(Violation::control).toList();
  }

  private static <T> List<T> map(List<T> list, UnaryOperator<T> edit) {
    return list.stream().map(edit).toList();
  }
}
