package io.github.pss4j.fabric8;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.github.pss4j.FieldPath;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.workload.PodBearer;
import java.util.Optional;

/**
 * Takes what Pod Security reads out of the objects of fabric8's client: the pod is the one that a
 * reader would read from the JSON of the object. {@code apply} makes the changes of a remediation
 * in the object. Stateless and thread-safe, as long as nobody else changes the object meanwhile.
 *
 * <p>{@code null} is as good as absent, and in a list as good as an empty element. Additional
 * properties, where the client keeps fields that it does not know, are passed over.
 *
 * <p>Each method throws {@link IllegalArgumentException}, which names the field, for an object that
 * says that it is something else than its type, for a pod without a {@code spec}, for an additional
 * property with the name of a field that Pod Security reads, and for a label or annotation whose
 * key is {@code null}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">the
 *     Pod API</a>
 */
public final class Fabric8Pods {
  private Fabric8Pods() {}

  /** The pod, which is not changed: a volume without a known source has none here, either. */
  public static Pod pod(io.fabric8.kubernetes.api.model.Pod pod) {
    requireNonNull(pod, "pod");
    Types.checkPod(pod, pod.getAdditionalProperties());
    return Bearers.pod(pod);
  }

  /** The pod that a template describes; one without a {@code spec} is empty. */
  public static Pod pod(PodTemplateSpec template) {
    return Pods.template(requireNonNull(template, "template"), null);
  }

  /** The specification of a pod. Paths in errors begin with {@code spec}. */
  public static PodSpec spec(io.fabric8.kubernetes.api.model.PodSpec spec) {
    return Pods.spec(requireNonNull(spec, "spec"), FieldPath.of("spec"));
  }

  /**
   * The pod or template in an object of one of {@linkplain
   * io.github.pss4j.workload.PodBearingKind#standard() the kinds} that bear one; empty for an
   * object of any other kind.
   *
   * <p>As in a manifest, a volume with a field that is not known is an error: it may be a source of
   * a newer release, or a slip, and a volume without a source would be an {@code emptyDir}. So is a
   * template that is absent, and an object that has the name of such a kind but not its type: a
   * resource of the generic type is a tree of maps, which {@code pss-jackson} reads.
   */
  public static Optional<PodBearer> bearer(HasMetadata object) {
    return Bearers.bearer(requireNonNull(object, "object"));
  }

  /** The namespace, whose labels set a policy. */
  public static Namespace namespace(io.fabric8.kubernetes.api.model.Namespace namespace) {
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
  public static void apply(Remediation remediation, io.fabric8.kubernetes.api.model.Pod pod) {
    requireNonNull(remediation, "remediation");
    remediation.checkMadeOf(pod(pod));
    Bearers.change(pod, remediation.fixed());
  }

  /** The same in a template. */
  public static void apply(Remediation remediation, PodTemplateSpec template) {
    requireNonNull(remediation, "remediation");
    remediation.checkMadeOf(pod(template));
    Bearers.change(template, remediation.fixed());
  }

  /**
   * The same in an object that bears a pod, of whose {@link #bearer} the remediation was made.
   *
   * @throws IllegalArgumentException also for an object that bears none
   */
  public static void apply(Remediation remediation, HasMetadata object) {
    Bearers.apply(requireNonNull(remediation, "remediation"), requireNonNull(object, "object"));
  }
}
