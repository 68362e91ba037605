package io.github.pss4j.benchmarks;

import io.github.pss4j.Assessment;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Judging realistic pods, once they have been read, at restricted and {@code latest}.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -jar pss-benchmarks/target/benchmarks.jar EvaluateBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-Xmn256m", "-XX:+AlwaysPreTouch"})
public class EvaluateBenchmark {
  /** Which pods. */
  @Param public JudgedPods pods = JudgedPods.PASSING;

  private final Policy policy = PodSecurity.standard();

  @SuppressWarnings("NullAway.Init") // JMH calls take() before any benchmark.
  private Cycle<Pod> cycle;

  /** Takes the pods that the parameter says. */
  @Setup
  public void take() {
    cycle = new Cycle<>(pods.pods());
  }

  /** The verdict at one level and version. */
  @Benchmark
  public Evaluation evaluate() {
    return policy.evaluate(Level.RESTRICTED, Version.latest(), cycle.next());
  }

  /** The verdicts at all levels and versions. */
  @Benchmark
  public Assessment assess() {
    return policy.assess(cycle.next());
  }

  /** The floor: yes or no at the same level and version, fused by hand. */
  @Benchmark
  public boolean fused() {
    return FusedRestricted.allows(cycle.next());
  }
}
