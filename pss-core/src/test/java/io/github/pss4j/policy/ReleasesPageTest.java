package io.github.pss4j.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FeatureGate;
import io.github.pss4j.Rule;
import io.github.pss4j.Rule.EarlierCode;
import io.github.pss4j.Rule.Revision;
import io.github.pss4j.Version;
import io.github.pss4j.rules.StandardRules;
import io.github.pss4j.workload.Defaulting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The history by release in {@code docs/releases.md} is that of the rules. */
final class ReleasesPageTest {
  private static final Path PAGE = Path.of("../docs/releases.md");
  private static final String BEGIN = "<!-- history: begin -->\n";
  private static final String END = "<!-- history: end -->\n";

  @Test
  void theHistoryIsThatOfTheRules() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    assertEquals(
        history(), page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)));
  }

  private static String history() {
    StringBuilder out = new StringBuilder();
    out.append("| release | policy version | code | a manifest's pod |\n|---|---|---|---|\n");
    Version first = StandardRules.oldestRelease();
    Version last = StandardRules.newestVersion();
    for (long minor = first.minor() + 1; minor <= last.minor(); minor++) {
      Version release = Version.of(minor);
      String admission = Defaulting.changes().getOrDefault(release, "");
      out.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  release,
                  String.join("; ", policy(release)),
                  String.join("; ", code(release)),
                  admission));
    }
    return out.toString();
  }

  private static List<String> policy(Version version) {
    return Stream.of(
            list("", newAt(version, true), is -> is.size() == 1 ? " is new" : " are new"),
            list("new revision of ", newAt(version, false), is -> ""))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static List<String> newAt(Version version, boolean asControls) {
    return StandardRules.all().stream()
        .filter(
            rule ->
                rule.revisions().stream().map(Revision::since).anyMatch(version::equals)
                    && rule.revisions().get(0).since().equals(version) == asControls)
        .map(Rule::id)
        .toList();
  }

  private static List<String> code(Version release) {
    List<String> changes = new ArrayList<>();
    for (Rule rule : StandardRules.all()) {
      for (EarlierCode code : rule.earlierCode()) {
        if (code.before().equals(release)) {
          changes.add("`%s`: before, %s".formatted(rule.id(), code.words()));
        }
      }
    }
    for (FeatureGate gate : FeatureGate.values()) {
      List<String> exempting =
          StandardRules.all().stream()
              .filter(
                  rule ->
                      rule.gatedExemptions().stream()
                          .anyMatch(it -> it.gate() == gate && it.release().equals(release)))
              .map(Rule::id)
              .toList();
      changes.add(list("the gate `" + gate + "` exempts pods from ", exempting, is -> ""));
      if (Version.of(gate.last().minor() + 1).equals(release)) {
        changes.add("the gate `%s` is gone".formatted(gate));
      }
    }
    return changes.stream().filter(change -> !change.isEmpty()).toList();
  }

  private static String list(
      String before, List<String> ids, Function<List<String>, String> after) {
    return ids.isEmpty() ? "" : before + "`" + String.join("`, `", ids) + "`" + after.apply(ids);
  }
}
