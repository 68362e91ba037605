package io.github.pss4j.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.pss4j.Evaluation;
import io.github.pss4j.Level;
import io.github.pss4j.Policy;
import io.github.pss4j.Version;
import io.github.pss4j.fabric8.Fabric8Pods;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.kubernetesclient.KubernetesClientPods;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
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
 * A pod of two containers from the objects of both clients to the model, and from an object to the
 * verdict with the adapter and through JSON.
 *
 * <pre>{@code
 * mvn -q -pl pss-benchmarks -am package -DskipTests
 * java -jar pss-benchmarks/target/benchmarks.jar AdapterBenchmark -prof gc
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
public class AdapterBenchmark {
  /** A pod as a cluster has it, which meets restricted. */
  static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod",
       "metadata":{"name":"web-7c5ddbdf54-x2v8k","generateName":"web-7c5ddbdf54-","namespace":"shop",
        "uid":"0b2f4c4e-9d3a-4b2e-8f6e-1c2d3e4f5a6b",
        "labels":{"app":"web","pod-template-hash":"7c5ddbdf54","tier":"front"},
        "annotations":{"prometheus.io/scrape":"true","prometheus.io/port":"9102"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-7c5ddbdf54",
         "uid":"5a6b1c2d-9d3a-4b2e-8f6e-0b2f4c4e3e4f","controller":true,"blockOwnerDeletion":true}]},
       "spec":{"serviceAccountName":"web","nodeName":"node-17","restartPolicy":"Always",
        "dnsPolicy":"ClusterFirst","terminationGracePeriodSeconds":30,
        "securityContext":{"runAsNonRoot":true,"runAsUser":1000,"fsGroup":1000,
         "seccompProfile":{"type":"RuntimeDefault"}},
        "volumes":[{"name":"config","configMap":{"name":"web"}},{"name":"tmp","emptyDir":{}},
         {"name":"token","projected":{"sources":[{"serviceAccountToken":{"path":"token"}}]}}],
        "containers":[
         {"name":"web","image":"registry.example.com/shop/web:1.42.0",
          "env":[{"name":"MODE","value":"production"},{"name":"REGION","value":"eu"}],
          "ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
          "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"256Mi"}},
          "volumeMounts":[{"name":"config","mountPath":"/etc/web"},{"name":"tmp","mountPath":"/tmp"}],
          "livenessProbe":{"httpGet":{"path":"/live","port":8080},"periodSeconds":10},
          "readinessProbe":{"httpGet":{"path":"/ready","port":8080},"periodSeconds":5},
          "securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,
           "capabilities":{"drop":["ALL"]}}},
         {"name":"metrics","image":"registry.example.com/shop/exporter:0.9.1",
          "args":["--listen=:9102"],
          "ports":[{"name":"metrics","containerPort":9102,"protocol":"TCP"}],
          "resources":{"requests":{"cpu":"10m","memory":"32Mi"}},
          "volumeMounts":[{"name":"token","mountPath":"/var/run/secrets"}],
          "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}
      """;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
          .create();

  private final Policy policy = PodSecurity.standard();
  private final PodReader reader = new PodReader();
  private final io.fabric8.kubernetes.api.model.Pod fabric8 = fabric8Pod();
  private final V1Pod official = GSON.fromJson(POD, V1Pod.class);

  private static io.fabric8.kubernetes.api.model.Pod fabric8Pod() {
    try {
      return MAPPER.readValue(POD, io.fabric8.kubernetes.api.model.Pod.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From fabric8's object to the model. */
  @Benchmark
  public Pod fromFabric8() {
    return Fabric8Pods.pod(fabric8);
  }

  /** From the official client's object to the model. */
  @Benchmark
  public Pod fromOfficial() {
    return KubernetesClientPods.pod(official);
  }

  /** From fabric8's object to the verdict at restricted and {@code latest}. */
  @Benchmark
  public Evaluation fabric8Verdict() {
    return verdict(Fabric8Pods.pod(fabric8));
  }

  /** The same through the bytes of the object's JSON. */
  @Benchmark
  public Evaluation fabric8VerdictThroughJson() throws JsonProcessingException {
    return verdict(reader.readJson(MAPPER.writeValueAsBytes(fabric8)));
  }

  private Evaluation verdict(Pod pod) {
    return policy.evaluate(Level.RESTRICTED, Version.latest(), pod);
  }
}
