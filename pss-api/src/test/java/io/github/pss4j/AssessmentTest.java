package io.github.pss4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import org.junit.jupiter.api.Test;

/** What an assessment answers for a level and a version in one is what it answers for the two. */
final class AssessmentTest {
  /** Meets baseline at any version but v1.1. */
  private static final Assessment ASSESSMENT =
      new Assessment() {
        @Override
        public boolean allowed(Level level, Version version) {
          return level == Level.BASELINE && !version.equals(Version.of(1));
        }

        @Override
        public Evaluation evaluation(Level level, Version version) {
          return Evaluation.of(level, version, ImmutableList.of());
        }

        @Override
        public Level strictestLevel(Version version) {
          return Level.BASELINE;
        }

        @Override
        public ImmutableList<Version> changes(Level level) {
          return ImmutableList.of();
        }
      };

  @Test
  void aLevelAndAVersionInOneAreTheTwo() {
    assertTrue(ASSESSMENT.allowed(LevelVersion.parse("baseline:v1.0")));
    assertFalse(ASSESSMENT.allowed(LevelVersion.parse("baseline:v1.1")));
    assertFalse(ASSESSMENT.allowed(LevelVersion.parse("restricted:v1.0")));
    LevelVersion asked = LevelVersion.parse("restricted:v1.35");
    assertEquals(asked, ASSESSMENT.evaluation(asked).levelVersion());
  }

  @Test
  void soItIsForAPolicy() {
    Policy policy =
        new Policy() {
          @Override
          public Evaluation evaluate(Level level, Version version, Pod pod) {
            return Evaluation.of(level, version, ImmutableList.of());
          }

          @Override
          public Assessment assess(Pod pod) {
            return ASSESSMENT;
          }

          @Override
          public Version newestVersion() {
            return Version.of(1);
          }
        };
    LevelVersion asked = LevelVersion.parse("restricted:v1.35");
    Pod pod = Pod.builder().spec(PodSpec.builder().build()).build();
    assertEquals(asked, policy.evaluate(asked, pod).levelVersion());
  }
}
