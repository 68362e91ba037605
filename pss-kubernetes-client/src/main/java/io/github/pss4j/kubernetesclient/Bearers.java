package io.github.pss4j.kubernetesclient;

import static com.google.common.base.Strings.nullToEmpty;

import io.github.pss4j.FieldPath;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobTemplateSpec;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodTemplate;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects as a whole: what they are, and where in them the pod stands. */
final class Bearers {
  private static final FieldPath METADATA = FieldPath.of("metadata");
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath TEMPLATE = FieldPath.of("template");
  private static final FieldPath SPEC_TEMPLATE = SPEC.field("template");
  private static final FieldPath JOB = SPEC.field("jobTemplate");
  private static final FieldPath JOB_SPEC = JOB.field("spec");
  private static final FieldPath JOB_TEMPLATE = JOB_SPEC.field("template");

  private Bearers() {}

  static Optional<PodBearer> bearer(KubernetesObject object) {
    if (object instanceof V1Pod it) {
      Types.check(it, "Pod", Types.CORE);
      Pod pod = pod(it);
      Volumes.refuseUnknownSources(it.getSpec(), SPEC);
      return bearer(PodBearingKind.pod(), pod.metadata(), pod);
    }
    if (object instanceof V1PodTemplate it) {
      return template("PodTemplate", it, TEMPLATE, it.getTemplate());
    }
    if (object instanceof V1ReplicationController it) {
      return template(
          "ReplicationController", it, SPEC_TEMPLATE, present(it.getSpec(), SPEC).getTemplate());
    }
    if (object instanceof V1ReplicaSet it) {
      return template("ReplicaSet", it, SPEC_TEMPLATE, present(it.getSpec(), SPEC).getTemplate());
    }
    if (object instanceof V1Deployment it) {
      return template("Deployment", it, SPEC_TEMPLATE, present(it.getSpec(), SPEC).getTemplate());
    }
    if (object instanceof V1StatefulSet it) {
      return template("StatefulSet", it, SPEC_TEMPLATE, present(it.getSpec(), SPEC).getTemplate());
    }
    if (object instanceof V1DaemonSet it) {
      return template("DaemonSet", it, SPEC_TEMPLATE, present(it.getSpec(), SPEC).getTemplate());
    }
    if (object instanceof V1Job it) {
      return template("Job", it, SPEC_TEMPLATE, present(it.getSpec(), SPEC).getTemplate());
    }
    if (object instanceof V1CronJob it) {
      V1JobTemplateSpec job = present(present(it.getSpec(), SPEC).getJobTemplate(), JOB);
      return template("CronJob", it, JOB_TEMPLATE, present(job.getSpec(), JOB_SPEC).getTemplate());
    }
    if (object.getKind() != null && PodBearingKind.named(object.getKind()).isPresent()) {
      throw new IllegalArgumentException(
          "kind: is \""
              + object.getKind()
              + "\" in an object of another type; must be read from its JSON");
    }
    return Optional.empty();
  }

  /** Makes the changes of a remediation in an object that is sound, as {@link #bearer} says. */
  static void apply(Remediation remediation, KubernetesObject object) {
    PodBearer bearer =
        bearer(object)
            .orElseThrow(() -> new IllegalArgumentException("kind: must be one that bears a pod"));
    remediation.checkMadeOf(bearer.pod());
    if (object instanceof V1Pod it) {
      change(it, remediation.fixed());
    } else if (object instanceof V1PodTemplate it) {
      change(it.getTemplate(), remediation.fixed());
    } else if (object instanceof V1ReplicationController it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof V1ReplicaSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof V1Deployment it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof V1StatefulSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof V1DaemonSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof V1Job it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof V1CronJob it) {
      change(it.getSpec().getJobTemplate().getSpec().getTemplate(), remediation.fixed());
    } else {
      throw new AssertionError(object.getClass());
    }
  }

  static void change(V1Pod pod, Pod goal) {
    Changes.make(goal, pod.getMetadata(), pod::setMetadata, pod.getSpec(), pod::setSpec);
  }

  static void change(V1PodTemplateSpec template, Pod goal) {
    Changes.make(
        goal, template.getMetadata(), template::setMetadata, template.getSpec(), template::setSpec);
  }

  /** A pod, without a look at what it says that it is. */
  static Pod pod(V1Pod pod) {
    return Pod.builder()
        .metadata(Metadata.of(pod.getMetadata(), METADATA))
        .spec(Pods.spec(present(pod.getSpec(), SPEC)))
        .build();
  }

  static Namespace namespace(V1Namespace namespace) {
    Types.check(namespace, "Namespace", Types.CORE);
    ObjectMeta metadata = Metadata.of(namespace.getMetadata(), METADATA);
    return new Namespace(nullToEmpty(metadata.name()), metadata.labels());
  }

  private static Optional<PodBearer> template(
      String kindName,
      KubernetesObject object,
      FieldPath path,
      @Nullable V1PodTemplateSpec template) {
    PodBearingKind kind = PodBearingKind.named(kindName).orElseThrow();
    Types.check(object, kind.kind(), kind.groups());
    V1PodTemplateSpec given = present(template, path);
    Pod pod = Pods.template(given, path.field("metadata"));
    Volumes.refuseUnknownSources(given.getSpec(), path.field("spec"));
    return bearer(kind, Metadata.of(object.getMetadata(), METADATA), pod);
  }

  private static Optional<PodBearer> bearer(PodBearingKind kind, ObjectMeta metadata, Pod pod) {
    String name = metadata.name() == null ? metadata.generateName() : metadata.name();
    return Optional.of(
        new PodBearer(kind, nullToEmpty(metadata.namespace()), nullToEmpty(name), pod));
  }

  private static <T> T present(@Nullable T value, FieldPath path) {
    if (value == null) {
      throw new IllegalArgumentException(path + ": is absent or null; must be an object");
    }
    return value;
  }
}
