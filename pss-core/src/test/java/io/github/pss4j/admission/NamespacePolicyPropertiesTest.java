package io.github.pss4j.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Version;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class NamespacePolicyPropertiesTest {
  @Provide
  Arbitrary<LevelVersion> levelVersions() {
    return Combinators.combine(
            Arbitraries.of(Level.values()),
            Arbitraries.oneOf(
                Arbitraries.just(Version.latest()),
                Arbitraries.longs().between(0, 200).map(Version::of)))
        .as(LevelVersion::of);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theLabelsOfAPolicySayThatPolicyWhateverTheDefaultsAre(
      @ForAll("levelVersions") LevelVersion enforce,
      @ForAll("levelVersions") LevelVersion audit,
      @ForAll("levelVersions") LevelVersion warn,
      @ForAll("levelVersions") LevelVersion defaults) {
    NamespacePolicy policy = new NamespacePolicy(enforce, audit, warn);
    NamespaceLabels labels =
        NamespaceLabels.parse(policy.toLabels(), new NamespacePolicy(defaults, defaults, defaults));

    assertEquals(policy, labels.policy());
    assertEquals(List.of(), labels.errors());
  }
}
