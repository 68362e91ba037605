package io.github.pss4j.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import io.github.pss4j.Level;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's assertions about a pod: those of {@link ManifestAssertion}, with AssertJ's
 * descriptions. Not thread-safe.
 */
public final class PodAssert extends AbstractAssert<PodAssert, Pod> {
  private final UnaryOperator<ManifestAssertion> settings;

  PodAssert(@Nullable Pod actual) {
    this(actual, UnaryOperator.identity());
  }

  private PodAssert(@Nullable Pod actual, UnaryOperator<ManifestAssertion> settings) {
    super(actual, PodAssert.class);
    this.settings = settings;
  }

  /** As {@link ManifestAssertion#under}. */
  @CheckReturnValue
  public PodAssert under(Policy policy) {
    return with(pods -> pods.under(policy));
  }

  /** As {@link ManifestAssertion#except}. */
  @CheckReturnValue
  public PodAssert except(String control, String reason) {
    return with(pods -> pods.except(control, reason));
  }

  private PodAssert with(UnaryOperator<ManifestAssertion> more) {
    PodAssert changed = new PodAssert(actual, pods -> more.apply(settings.apply(pods)));
    return changed.as(info.description());
  }

  /** As {@link ManifestAssertion#meets(LevelVersion)}. */
  @CanIgnoreReturnValue
  public PodAssert meets(LevelVersion levelVersion) {
    return check(pods -> pods.meets(levelVersion));
  }

  /** As {@link ManifestAssertion#meets(Level, Version)}. */
  @CanIgnoreReturnValue
  public PodAssert meets(Level level, Version version) {
    return check(pods -> pods.meets(level, version));
  }

  /** As {@link ManifestAssertion#meets(String)}. */
  @CanIgnoreReturnValue
  public PodAssert meets(String levelVersion) {
    return check(pods -> pods.meets(levelVersion));
  }

  /** As {@link ManifestAssertion#meetsAtEveryVersion}. */
  @CanIgnoreReturnValue
  public PodAssert meetsAtEveryVersion(Level level, Version first, Version last) {
    return check(pods -> pods.meetsAtEveryVersion(level, first, last));
  }

  /** As {@link ManifestAssertion#violatesExactly(LevelVersion, String...)}. */
  @CanIgnoreReturnValue
  public PodAssert violatesExactly(LevelVersion levelVersion, String... controls) {
    return check(pods -> pods.violatesExactly(levelVersion, controls));
  }

  /** As {@link ManifestAssertion#violatesExactly(String, String...)}. */
  @CanIgnoreReturnValue
  public PodAssert violatesExactly(String levelVersion, String... controls) {
    return check(pods -> pods.violatesExactly(levelVersion, controls));
  }

  /** As {@link ManifestAssertion#isAdmittedTo}. */
  @CanIgnoreReturnValue
  public PodAssert isAdmittedTo(Map<String, String> labels) {
    return check(pods -> pods.isAdmittedTo(labels));
  }

  private PodAssert check(Consumer<ManifestAssertion> assertion) {
    isNotNull();
    ManifestAssertion pods = settings.apply(ManifestAssertions.assertThatPod(actual));
    try {
      assertion.accept(pods);
    } catch (AssertionError e) {
      failWithMessage("%s", e.getMessage());
    }
    return this;
  }
}
