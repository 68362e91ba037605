package io.github.pss4j.kubernetesclient;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.FieldPath;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.workload.PodBearer;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.Optional;

/**
 * Takes what Pod Security reads out of the objects of the official client: the pod is the one that
 * a reader would read from the JSON of the object. {@code apply} makes the changes of a remediation
 * in the object. Stateless and thread-safe, as long as nobody else changes the object meanwhile.
 *
 * <p>{@code null} is as good as absent, and in a list as good as an empty element.
 *
 * <p>Each method throws {@link IllegalArgumentException}, which names the field, for an object that
 * says that it is something else than its type, for a pod without a {@code spec}, and for a label
 * or annotation whose key is {@code null}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">the
 *     Pod API</a>
 */
public final class KubernetesClientPods {
  private KubernetesClientPods() {}

  /** The pod as it is: a volume without a known source has none here, either. */
  public static Pod pod(V1Pod pod) {
    Types.checkPod(requireNonNull(pod, "pod"));
    return Bearers.pod(pod);
  }

  /** The pod that a template describes; one without a {@code spec} is empty. */
  public static Pod pod(V1PodTemplateSpec template) {
    return Pods.template(requireNonNull(template, "template"), FieldPath.of("metadata"));
  }

  /** The specification of a pod. */
  public static PodSpec spec(V1PodSpec spec) {
    return Pods.spec(requireNonNull(spec, "spec"));
  }

  /**
   * The pod or template in an object of one of {@linkplain
   * io.github.pss4j.workload.PodBearingKind#standard() the kinds} that bear one; empty for an
   * object of any other kind.
   *
   * <p>A volume is an error whose source is not known, as one of a newer release of the client may
   * be: without a source it would be an {@code emptyDir}. So is a template that is absent, and an
   * object that has the name of such a kind but not its type: a dynamic object is a tree of JSON,
   * which {@code pss-jackson} reads.
   */
  public static Optional<PodBearer> bearer(KubernetesObject object) {
    return Bearers.bearer(requireNonNull(object, "object"));
  }

  /** The namespace, whose labels set a policy. */
  public static Namespace namespace(V1Namespace namespace) {
    return Bearers.namespace(requireNonNull(namespace, "namespace"));
  }

  /**
   * Makes the changes of a remediation in the pod that it was made of. The given object is changed,
   * and what is not to be changed stays as it is, also in a security context. An object that is
   * refused is not changed.
   *
   * @throws IllegalArgumentException if the remediation was made of another pod, or if one object
   *     stands in several places of this pod and would have to become different ones
   */
  public static void apply(Remediation remediation, V1Pod pod) {
    requireNonNull(remediation, "remediation");
    remediation.checkMadeOf(pod(pod));
    Bearers.change(pod, remediation.fixed());
  }

  /** The same in a template. */
  public static void apply(Remediation remediation, V1PodTemplateSpec template) {
    requireNonNull(remediation, "remediation");
    remediation.checkMadeOf(pod(template));
    Bearers.change(template, remediation.fixed());
  }

  /**
   * The same in an object that bears a pod, of whose {@link #bearer} the remediation was made.
   *
   * @throws IllegalArgumentException also for an object that bears none
   */
  public static void apply(Remediation remediation, KubernetesObject object) {
    Bearers.apply(requireNonNull(remediation, "remediation"), requireNonNull(object, "object"));
  }
}
