package io.github.pss4j.benchmarks;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.AdmissionDecision;
import io.github.pss4j.admission.AdmissionObject;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.jackson.AdmissionReviewer;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.workload.GroupResource;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
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
 * Admission: reviews of realistic pods from bytes to bytes, in a namespace that enforces
 * restricted, and the dry run of new labels over 3,000 pods.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -jar pss-benchmarks/target/benchmarks.jar AdmissionBenchmark -prof gc
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
public class AdmissionBenchmark {
  private static final int DRY_RUN_PODS = 3_000;
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
  private static final Namespace BASELINE =
      new Namespace("shop", ImmutableMap.of(ENFORCE, "baseline"));
  private static final Namespace RESTRICTED =
      new Namespace("shop", ImmutableMap.of(ENFORCE, "restricted"));

  private final ImmutableList<Pod> pods =
      RealisticPods.distinct(DRY_RUN_PODS)
          .map(new PodReader()::readJson)
          .collect(toImmutableList());
  private final PodSecurityAdmission admission =
      PodSecurityAdmission.builder(
              (name, deadline) -> Optional.of(RESTRICTED), (namespace, deadline) -> pods)
          .build();
  private final AdmissionReviewer reviewer = new AdmissionReviewer(admission);
  private final JsonFactory jackson = new JsonFactory();
  private final Cycle<byte[]> reviews =
      new Cycle<>(
          RealisticPods.distinct(20 * RealisticPods.RECORDED)
              .map(AdmissionBenchmark::review)
              .toList());

  /** The review that an API server sends when such a pod is made. */
  static byte[] review(byte[] pod) {
    return """
    {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{\
    "uid":"705ab4f5-6393-11e8-b7cc-42010a800002",\
    "kind":{"group":"","version":"v1","kind":"Pod"},\
    "resource":{"group":"","version":"v1","resource":"pods"},\
    "requestKind":{"group":"","version":"v1","kind":"Pod"},\
    "requestResource":{"group":"","version":"v1","resource":"pods"},\
    "name":"web","namespace":"shop","operation":"CREATE",\
    "userInfo":{"username":"alice","groups":["system:authenticated"]},\
    "object":%s,"oldObject":null,"dryRun":false,"options":null}}"""
        .formatted(new String(pod, UTF_8))
        .getBytes(UTF_8);
  }

  /** From the bytes of a review to those of the answer. */
  @Benchmark
  public byte[] review() {
    return reviewer.review(reviews.next());
  }

  /** The floor: every token of the same bytes, by Jackson as it comes. */
  @Benchmark
  public int scanReview() throws IOException {
    return ReadBenchmark.scan(jackson, reviews.next());
  }

  /** The warnings for 3,000 pods when their namespace is to enforce restricted. */
  @Benchmark
  public AdmissionDecision dryRun() {
    return admission.decide(
        AdmissionRequest.builder("UPDATE", GroupResource.NAMESPACES)
            .name("shop")
            .namespace("shop")
            .object(AdmissionObject.of(RESTRICTED))
            .oldObject(AdmissionObject.of(BASELINE))
            .build(),
        Instant.MAX);
  }
}
