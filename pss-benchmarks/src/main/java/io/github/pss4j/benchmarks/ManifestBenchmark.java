package io.github.pss4j.benchmarks;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ManifestHandler;
import io.github.pss4j.jackson.ManifestReader;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.jackson.Workload;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.GroupKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reading the pods of a list as {@code kubectl get -o json} writes it, per pod, and what reading
 * the same pods alone costs.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -jar pss-benchmarks/target/benchmarks.jar ManifestBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-Xmn256m", "-XX:+AlwaysPreTouch"})
public class ManifestBenchmark {
  /** So many pods fit the longest document that is held in memory: they are some 14 MB. */
  static final int HELD = 1_000;

  /** So many do not: their list is read through a window. */
  static final int STREAMED = 4_000;

  private final PodReader podReader = new PodReader();
  private final ManifestReader manifestReader = new ManifestReader();
  private final List<byte[]> pods = RealisticPods.distinct(HELD).toList();
  private final byte[] heldList = list(HELD);
  private final byte[] streamedList = list(STREAMED);

  private static byte[] list(int pods) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    try {
      ClusterDump.write(pods, list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return list.toByteArray();
  }

  /** The floor: each pod of the list by itself. */
  @Benchmark
  @OperationsPerInvocation(HELD)
  public void podsAlone(Blackhole read) {
    for (byte[] pod : pods) {
      read.consume(podReader.readJson(pod));
    }
  }

  /** The list, which is in memory as a whole. */
  @Benchmark
  @OperationsPerInvocation(HELD)
  public void heldList(Blackhole read) throws IOException {
    read(heldList, read);
  }

  /** A list that is too long to be held. */
  @Benchmark
  @OperationsPerInvocation(STREAMED)
  public void streamedList(Blackhole read) throws IOException {
    read(streamedList, read);
  }

  private void read(byte[] list, Blackhole read) throws IOException {
    manifestReader.read(new ByteArrayInputStream(list), "list.json", new Pods(read));
  }

  /** Takes the pods, and fails for anything else. */
  private static final class Pods implements ManifestHandler {
    private final Blackhole read;

    Pods(Blackhole read) {
      this.read = read;
    }

    @Override
    public void workload(Workload workload) {
      Pod pod = workload.pod();
      read.consume(pod);
    }

    @Override
    public void skipped(GroupKind kind, int line) {
      throw new AssertionError(kind);
    }

    @Override
    public void notJudged(GroupKind kind, String path, int line) {
      throw new AssertionError(kind);
    }

    @Override
    public void invalid(InvalidDocumentException problem) {
      throw problem;
    }
  }
}
