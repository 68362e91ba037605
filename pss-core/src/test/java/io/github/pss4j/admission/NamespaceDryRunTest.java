package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Finding;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NamespaceDryRunTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, String> NONE = ImmutableMap.of();
  private static final Map<String, String> BASELINE = enforce("baseline");
  private static final String VIOLATE =
      "existing pods in namespace \"n\" violate the new PodSecurity enforce level"
          + " \"baseline:latest\"";

  private static Map<String, String> enforce(String level) {
    return ImmutableMap.of("pod-security.kubernetes.io/enforce", level);
  }

  private static NamespaceDryRun dryRun(
      PodLister pods, DryRunLimits limits, InstantSource clock, String... exemptRuntimeClasses) {
    return new NamespaceDryRun(
        PodSecurity.standard(),
        PodSecurityConfiguration.builder()
            .exemptRuntimeClasses(List.of(exemptRuntimeClasses))
            .build(),
        pods,
        limits,
        clock);
  }

  private static List<String> warnings(
      List<Pod> pods, Map<String, String> oldLabels, Map<String, String> newLabels) {
    return dryRun(
            (namespace, deadline) -> pods, DryRunLimits.standard(), InstantSource.fixed(START))
        .warnings("n", oldLabels, newLabels, Instant.MAX);
  }

  /** A clock that moves on by so much each time it is read. */
  private static InstantSource ticking(Duration tick) {
    return new InstantSource() {
      private Instant now = START;

      @Override
      public Instant instant() {
        Instant read = now;
        now = now.plus(tick);
        return read;
      }
    };
  }

  @Test
  void onlyAPolicyThatAsksMoreIsTriedOut() {
    List<Pod> pods = List.of(Pods.privileged("p"));

    assertEquals(List.of(VIOLATE, "p: privileged"), warnings(pods, NONE, BASELINE));
    assertEquals(List.of(), warnings(pods, BASELINE, BASELINE), "unchanged");
    assertEquals(List.of(), warnings(pods, BASELINE, NONE), "privileged");
    assertEquals(List.of(), warnings(pods, enforce("restricted"), BASELINE), "relaxed");
    Map<String, String> older =
        ImmutableMap.of(
            "pod-security.kubernetes.io/enforce", "baseline",
            "pod-security.kubernetes.io/enforce-version", "v1.20");
    assertEquals(
        List.of(VIOLATE.replace("latest", "v1.20"), "p: privileged"),
        warnings(pods, enforce("restricted"), older),
        "another version, though the level is relaxed");
  }

  @Test
  void podsWithTheSameReasonsAreGroupedUnderTheFirstName() {
    List<Pod> pods =
        List.of(
            Pods.hostNetwork("z"),
            Pods.privileged("c"),
            Pods.restricted("fine"),
            Pods.privileged("b"),
            Pods.hostNetwork("y"),
            Pods.privileged("a"),
            Pods.pod("x", Pods.hostNetwork("").spec()));

    assertEquals(
        List.of(
            VIOLATE, "a (and 2 other pods): privileged", "x (and 2 other pods): host namespaces"),
        warnings(pods, NONE, BASELINE));
    assertEquals(
        List.of(VIOLATE, "b (and 1 other pod): privileged", "z: host namespaces"),
        warnings(pods.subList(0, 4), NONE, BASELINE));
  }

  /** Objects to the pods whose name starts so. */
  private static Rule rule(String id, String reason, String prefix) {
    CheckResult failed =
        CheckResult.failed(
            reason,
            List.of(Finding.of(Subject.pod(), null, Allowed.described("another name"))),
            list -> "");
    return Rule.baseline(id)
        .since(
            0,
            pod ->
                String.valueOf(pod.metadata().name()).startsWith(prefix)
                    ? failed
                    : CheckResult.passed())
        .build();
  }

  private static List<String> warnings(List<Pod> pods, Rule... rules) {
    PodSecurity.Builder policy = PodSecurity.builder();
    for (Rule rule : rules) {
      policy.addRule(rule);
    }
    return new NamespaceDryRun(
            policy.build(),
            PodSecurityConfiguration.builder().build(),
            (namespace, deadline) -> pods,
            DryRunLimits.standard(),
            InstantSource.fixed(START))
        .warnings("n", NONE, BASELINE, Instant.MAX);
  }

  @Test
  void podsAreGroupedByWhatIsSaidOfThem() {
    List<Pod> pods =
        List.of(Pods.restricted("two"), Pods.restricted("one"), Pods.restricted("three"));

    assertEquals(
        List.of(VIOLATE, "one (and 1 other pod): x, y", "three: x"),
        warnings(pods, rule("a", "x, y", "one"), rule("b", "x", "t"), rule("c", "y", "two")));
  }

  @Test
  void aPodThatARuleRefusesWithoutAReasonIsNamed() {
    assertEquals(
        List.of(VIOLATE, "p: "), warnings(List.of(Pods.restricted("p")), rule("a", "", "p")));
  }

  @Test
  void namesSortByTheirBytesAsInGo() {
    // U+FF5E is three bytes of UTF-8 and one char; U+1F600 is four bytes and two smaller chars.
    List<Pod> pods = List.of(Pods.privileged("\ud83d\ude00"), Pods.privileged("\uff5e"));

    assertEquals(
        List.of(VIOLATE, "\uff5e (and 1 other pod): privileged"), warnings(pods, NONE, BASELINE));
  }

  private static List<String> warningsWhereKataIsExempt(List<Pod> pods, DryRunLimits limits) {
    return dryRun((namespace, deadline) -> pods, limits, InstantSource.fixed(START), "kata")
        .warnings("n", NONE, BASELINE, Instant.MAX);
  }

  private static List<Pod> exempt(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Pods.ofRuntimeClass("kata", Pods.privileged("exempt-" + i)))
        .toList();
  }

  private static List<Pod> good(int count) {
    return IntStream.range(0, count).mapToObj(i -> Pods.restricted("pod-" + i)).toList();
  }

  private static List<Pod> concat(List<Pod> first, List<Pod> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  @Test
  void podsOfExemptRuntimeClassesAreNotListed() {
    List<Pod> pods =
        List.of(
            Pods.ofRuntimeClass("kata", Pods.privileged("a")),
            Pods.ofRuntimeClass("runc", Pods.privileged("b")),
            Pods.ofRuntimeClass("", Pods.privileged("c")));

    assertEquals(
        List.of(VIOLATE, "b (and 1 other pod): privileged"),
        warningsWhereKataIsExempt(pods, DryRunLimits.standard()));
  }

  @Test
  void exemptPodsTakeNoPlaceOfThoseThatAreChecked() {
    assertEquals(
        List.of(VIOLATE, "p: privileged"),
        warningsWhereKataIsExempt(
            concat(exempt(3_000), List.of(Pods.privileged("p"))), DryRunLimits.standard()));
  }

  @Test
  void exemptPodsAreNotCounted() {
    assertEquals(
        List.of(),
        warningsWhereKataIsExempt(concat(good(3_000), exempt(1)), DryRunLimits.standard()));
    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 3000 of 3001 existing"
                + " pods"),
        warningsWhereKataIsExempt(concat(exempt(500), good(3_001)), DryRunLimits.standard()));
  }

  @Test
  void nothingIsSaidWhereEachPodIsExemptOrThereIsNone() {
    assertEquals(List.of(), warningsWhereKataIsExempt(exempt(3_001), DryRunLimits.standard()));
    assertEquals(List.of(), warningsWhereKataIsExempt(List.of(), DryRunLimits.standard()));
    assertEquals(
        List.of(),
        dryRun(
                (namespace, deadline) -> exempt(2),
                DryRunLimits.standard(),
                InstantSource.fixed(START),
                "kata")
            .warnings("n", NONE, BASELINE, START.minusSeconds(1)),
        "even if it is too late");
  }

  @Test
  void anExemptPodDoesNotStandForItsController() {
    List<Pod> pods =
        List.of(
            Pods.ownedBy("u1", true, Pods.ofRuntimeClass("kata", Pods.hostNetwork("a-0"))),
            Pods.ownedBy("u1", true, Pods.privileged("a-1")),
            Pods.ownedBy("u1", true, Pods.hostNetwork("a-2")),
            Pods.hostNetwork("lone"));

    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 2 of 3 existing pods",
            VIOLATE,
            "a-1: privileged",
            "lone: host namespaces"),
        warningsWhereKataIsExempt(pods, new DryRunLimits(2, Duration.ofSeconds(1))));
  }

  @Test
  void exemptPodsTakeNoneOfTheTime() {
    List<Pod> pods =
        concat(
            exempt(2),
            List.of(
                Pods.privileged("a"),
                Pods.ofRuntimeClass("kata", Pods.privileged("b")),
                Pods.privileged("c"),
                Pods.privileged("d"),
                Pods.privileged("e")));
    NamespaceDryRun dryRun =
        dryRun(
            (namespace, deadline) -> pods,
            DryRunLimits.standard(),
            ticking(Duration.ofMillis(400)),
            "kata");

    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 3 of 4 existing pods",
            VIOLATE,
            "a (and 2 other pods): privileged"),
        dryRun.warnings("n", NONE, BASELINE, Instant.MAX));
  }

  @Test
  void noMoreThanThreeThousandPodsAreChecked() {
    List<Pod> pods = good(3_001);

    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 3000 of 3001 existing"
                + " pods"),
        warnings(pods, NONE, BASELINE));
    assertEquals(List.of(), warnings(pods.subList(0, 3_000), NONE, BASELINE));
  }

  @Test
  void onePodOfEachControllerComesFirst() {
    List<Pod> pods =
        List.of(
            Pods.ownedBy("u1", true, Pods.restricted("a-0")),
            Pods.ownedBy("u1", true, Pods.privileged("a-1")),
            Pods.ownedBy("u2", true, Pods.hostNetwork("b-0")),
            Pods.ownedBy("u1", false, Pods.privileged("not-controlled")),
            Pods.hostNetwork("lone"));
    NamespaceDryRun dryRun =
        dryRun(
            (namespace, deadline) -> pods,
            new DryRunLimits(4, Duration.ofSeconds(1)),
            InstantSource.fixed(START));

    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 4 of 5 existing pods",
            VIOLATE,
            "b-0 (and 1 other pod): host namespaces",
            "not-controlled: privileged"),
        dryRun.warnings("n", NONE, BASELINE, Instant.MAX));
  }

  @Test
  void checkingEndsWithTheSecond() {
    List<Pod> pods = List.of(Pods.privileged("a"), Pods.privileged("b"), Pods.privileged("c"));
    // Read once at the start and once after each pod: after 400, 800 and 1,200 ms.
    NamespaceDryRun dryRun =
        dryRun(
            (namespace, deadline) -> List.of(pods.get(0), pods.get(1), pods.get(2), pods.get(0)),
            DryRunLimits.standard(),
            ticking(Duration.ofMillis(400)));

    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 3 of 4 existing pods",
            VIOLATE,
            "a (and 2 other pods): privileged"),
        dryRun.warnings("n", NONE, BASELINE, Instant.MAX));
  }

  @Test
  void atMostHalfOfTheTimeThatIsLeftIsSpent() {
    List<Instant> deadlines = new ArrayList<>();
    NamespaceDryRun dryRun =
        dryRun(
            (namespace, deadline) -> {
              deadlines.add(deadline);
              return List.of(Pods.restricted("a"), Pods.restricted("b"));
            },
            DryRunLimits.standard(),
            InstantSource.fixed(START));

    dryRun.warnings("n", NONE, BASELINE, START.plusMillis(600));
    dryRun.warnings("n", NONE, BASELINE, START.plusSeconds(10));
    dryRun.warnings("n", NONE, BASELINE, Instant.MAX);
    assertEquals(
        List.of(
            "new PodSecurity enforce level only checked against the first 1 of 2 existing pods"),
        dryRun.warnings("n", NONE, BASELINE, START.minusSeconds(1)),
        "one pod is checked even if it is too late");

    assertEquals(
        List.of(
            START.plusMillis(300),
            START.plusSeconds(1),
            START.plusSeconds(1),
            START.minusMillis(500)),
        deadlines);
  }

  @Test
  void aFailedListIsTheOneWarning() {
    List<String> failed =
        List.of("failed to list pods while checking new PodSecurity enforce level");
    PodLister broken =
        (namespace, deadline) -> {
          throw new IOException("down");
        };
    PodLister interrupted =
        (namespace, deadline) -> {
          throw new InterruptedException();
        };
    InstantSource clock = InstantSource.fixed(START);

    assertEquals(
        failed,
        dryRun(broken, DryRunLimits.standard(), clock).warnings("n", NONE, BASELINE, Instant.MAX));
    assertEquals(
        failed,
        dryRun(interrupted, DryRunLimits.standard(), clock)
            .warnings("n", NONE, BASELINE, Instant.MAX));
    assertTrue(Thread.interrupted(), "that the thread is interrupted is not forgotten");
  }
}
