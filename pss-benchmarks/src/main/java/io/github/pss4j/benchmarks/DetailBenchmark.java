package io.github.pss4j.benchmarks;

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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Saying what is wrong with a pod of two containers and three violations.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -jar pss-benchmarks/target/benchmarks.jar DetailBenchmark -prof gc
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
public class DetailBenchmark {
  private final Policy policy = PodSecurity.standard();
  private final Pod pod = JudgedPods.withThreeViolations();

  /** Judges the pod and words the whole detail. */
  @Benchmark
  public String detail() {
    return policy.evaluate(Level.RESTRICTED, Version.latest(), pod).detail();
  }
}
