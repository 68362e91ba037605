package io.github.pss4j.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import java.io.IOException;
import java.util.List;
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
 * Reading realistic pods from JSON of 14 KB, and what Jackson needs to look at the same bytes.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -jar pss-benchmarks/target/benchmarks.jar ReadBenchmark -prof gc
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
public class ReadBenchmark {
  /** Which pods. */
  public enum Pods {
    /** 4,000 pods, none of which shares a uid, name or hash with another. */
    DISTINCT,
    /** The same 200 pods again and again. */
    REPEATED;

    List<byte[]> json() {
      return this == DISTINCT
          ? RealisticPods.distinct(20 * RealisticPods.RECORDED).toList()
          : RealisticPods.recorded();
    }
  }

  /** Which pods. */
  @Param public Pods pods = Pods.REPEATED;

  private final PodReader reader = new PodReader();
  private final Policy policy = PodSecurity.standard();
  private final JsonFactory jackson = new JsonFactory();
  private final JsonFactory jacksonWithoutCanonicalNames =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  @SuppressWarnings("NullAway.Init") // JMH calls take() before any benchmark.
  private Cycle<byte[]> cycle;

  /** Takes the pods that the parameter says. */
  @Setup
  public void take() {
    cycle = new Cycle<>(pods.json());
  }

  /** From bytes to the model. */
  @Benchmark
  public Pod read() {
    return reader.readJson(cycle.next());
  }

  /** From bytes to the verdict at restricted and {@code latest}. */
  @Benchmark
  public Evaluation verdict() {
    Pod pod = reader.readJson(cycle.next());
    return policy.evaluate(Level.RESTRICTED, Version.latest(), pod);
  }

  /** The floor: every token of the same bytes, by Jackson as it comes. */
  @Benchmark
  public int scan() throws IOException {
    return scan(jackson, cycle.next());
  }

  /** The lower floor: the same by a factory that keeps no table of field names. */
  @Benchmark
  public int scanWithoutCanonicalNames() throws IOException {
    return scan(jacksonWithoutCanonicalNames, cycle.next());
  }

  static int scan(JsonFactory factory, byte[] json) throws IOException {
    int tokens = 0;
    try (JsonParser parser = factory.createParser(json)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
