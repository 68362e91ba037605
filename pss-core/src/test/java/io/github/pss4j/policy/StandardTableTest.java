package io.github.pss4j.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.Finding;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Rule;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.Subject;
import io.github.pss4j.Version;
import io.github.pss4j.Violation;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.rules.StandardRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The shipped rules at each version against the files under {@code table}, one for each version,
 * which list the revisions that apply to a level in the order of their answers.
 */
final class StandardTableTest {
  private static final Pod POD = Pod.builder().spec(PodSpec.builder().build()).build();

  /** The standard history, with checks that object to every pod and say who they are. */
  private static Rule telling(Rule rule, Map<Rule, Rule> overridden) {
    Rule.Builder telling =
        rule.level() == Level.BASELINE ? Rule.baseline(rule.id()) : Rule.restricted(rule.id());
    for (Revision revision : rule.revisions()) {
      String name = rule.id() + "@" + revision.since();
      Finding finding = Finding.of(Subject.pod(), null, Allowed.absent());
      telling.since(
          revision.since(),
          pod -> CheckResult.failed(name, List.of(finding), findings -> ""),
          revision.overrides().stream().map(overridden::get).toArray(Rule[]::new));
    }
    Rule built = telling.build();
    overridden.put(rule, built);
    return built;
  }

  @TestFactory
  Stream<DynamicTest> eachVersion() {
    Map<Rule, Rule> telling = new HashMap<>();
    Policy policy =
        RuleCompiler.compile(
            StandardRules.all().stream().map(rule -> telling(rule, telling)).toList(),
            PodSecurity.standard().newestVersion(),
            Version.latest(),
            Set.of());
    assertEquals(StandardRules.newestVersion(), policy.newestVersion());
    return LongStream.rangeClosed(0, StandardRules.newestVersion().minor())
        .mapToObj(Version::of)
        .map(
            version ->
                dynamicTest(
                    version.toString(),
                    () -> assertEquals(pinned(version), actual(policy, version))));
  }

  private static String actual(Policy policy, Version version) {
    StringBuilder out = new StringBuilder();
    for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
      out.append("# ").append(level).append('\n');
      for (Violation violation : policy.evaluate(level, version, POD).violations()) {
        out.append(violation.reason()).append('\n');
      }
    }
    return out.toString();
  }

  private static String pinned(Version version) throws IOException {
    try (InputStream in =
        StandardTableTest.class.getResourceAsStream("/table/" + version + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }
}
