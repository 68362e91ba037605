package io.github.pss4j.fabric8;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import io.github.pss4j.FieldPath;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.model.ObjectMeta;
import io.github.pss4j.model.Pod;
import io.github.pss4j.remediation.Remediation;
import io.github.pss4j.workload.PodBearer;
import io.github.pss4j.workload.PodBearingKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects as a whole: what they are, and where in them the pod stands. */
final class Bearers {
  private static final ImmutableSet<String> WITH_SPEC = ImmutableSet.of("metadata", "spec");
  private static final ImmutableSet<String> WITH_TEMPLATE = ImmutableSet.of("metadata", "template");
  private static final ImmutableSet<String> METADATA_FIELD = ImmutableSet.of("metadata");
  private static final ImmutableSet<String> SPEC_FIELD = ImmutableSet.of("spec");
  private static final ImmutableSet<String> TEMPLATE_FIELD = ImmutableSet.of("template");
  private static final ImmutableSet<String> JOB_FIELD = ImmutableSet.of("jobTemplate");

  private static final FieldPath METADATA_PATH = FieldPath.of("metadata");
  private static final FieldPath SPEC_PATH = FieldPath.of("spec");
  private static final FieldPath TEMPLATE_PATH = FieldPath.of("template");
  private static final FieldPath JOB_PATH = SPEC_PATH.field("jobTemplate");
  private static final FieldPath JOB_SPEC_PATH = JOB_PATH.field("spec");

  private static final PodBearingKind POD_TEMPLATE = kind("PodTemplate");
  private static final PodBearingKind REPLICATION_CONTROLLER = kind("ReplicationController");
  private static final PodBearingKind REPLICA_SET = kind("ReplicaSet");
  private static final PodBearingKind DEPLOYMENT = kind("Deployment");
  private static final PodBearingKind STATEFUL_SET = kind("StatefulSet");
  private static final PodBearingKind DAEMON_SET = kind("DaemonSet");
  private static final PodBearingKind JOB = kind("Job");
  private static final PodBearingKind CRON_JOB = kind("CronJob");

  private Bearers() {}

  static Optional<PodBearer> bearer(HasMetadata object) {
    if (object instanceof io.fabric8.kubernetes.api.model.Pod it) {
      Types.check(it, it.getAdditionalProperties(), "Pod", Types.CORE);
      Pod pod = pod(it);
      Volumes.refuseUnknownSources(it.getSpec(), SPEC_PATH);
      return bearer(PodBearingKind.pod(), pod.metadata(), pod);
    }
    if (object instanceof PodTemplate it) {
      AdditionalProperties.check(it.getAdditionalProperties(), WITH_TEMPLATE, null);
      return template(
          POD_TEMPLATE, it, it.getAdditionalProperties(), TEMPLATE_PATH, it.getTemplate());
    }
    if (object instanceof ReplicationController it) {
      ReplicationControllerSpec spec = present(it.getSpec(), SPEC_PATH);
      return inSpec(
          REPLICATION_CONTROLLER,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof ReplicaSet it) {
      ReplicaSetSpec spec = present(it.getSpec(), SPEC_PATH);
      return inSpec(
          REPLICA_SET,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof Deployment it) {
      DeploymentSpec spec = present(it.getSpec(), SPEC_PATH);
      return inSpec(
          DEPLOYMENT,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof StatefulSet it) {
      StatefulSetSpec spec = present(it.getSpec(), SPEC_PATH);
      return inSpec(
          STATEFUL_SET,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof DaemonSet it) {
      DaemonSetSpec spec = present(it.getSpec(), SPEC_PATH);
      return inSpec(
          DAEMON_SET,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof Job it) {
      JobSpec spec = present(it.getSpec(), SPEC_PATH);
      return inSpec(
          JOB,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof CronJob it) {
      CronJobSpec spec = present(it.getSpec(), SPEC_PATH);
      JobTemplateSpec job = present(spec.getJobTemplate(), JOB_PATH);
      JobSpec jobSpec = present(job.getSpec(), JOB_SPEC_PATH);
      AdditionalProperties.check(spec.getAdditionalProperties(), JOB_FIELD, SPEC_PATH);
      AdditionalProperties.check(job.getAdditionalProperties(), SPEC_FIELD, JOB_PATH);
      return inSpec(
          CRON_JOB,
          it,
          it.getAdditionalProperties(),
          JOB_SPEC_PATH,
          jobSpec.getAdditionalProperties(),
          jobSpec.getTemplate());
    }
    if (object instanceof io.fabric8.kubernetes.api.model.extensions.ReplicaSet it) {
      io.fabric8.kubernetes.api.model.extensions.ReplicaSetSpec spec =
          present(it.getSpec(), SPEC_PATH);
      return inSpec(
          REPLICA_SET,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof io.fabric8.kubernetes.api.model.extensions.Deployment it) {
      io.fabric8.kubernetes.api.model.extensions.DeploymentSpec spec =
          present(it.getSpec(), SPEC_PATH);
      return inSpec(
          DEPLOYMENT,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof io.fabric8.kubernetes.api.model.extensions.DaemonSet it) {
      io.fabric8.kubernetes.api.model.extensions.DaemonSetSpec spec =
          present(it.getSpec(), SPEC_PATH);
      return inSpec(
          DAEMON_SET,
          it,
          it.getAdditionalProperties(),
          SPEC_PATH,
          spec.getAdditionalProperties(),
          spec.getTemplate());
    }
    if (object instanceof io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob it) {
      io.fabric8.kubernetes.api.model.batch.v1beta1.CronJobSpec spec =
          present(it.getSpec(), SPEC_PATH);
      io.fabric8.kubernetes.api.model.batch.v1beta1.JobTemplateSpec job =
          present(spec.getJobTemplate(), JOB_PATH);
      JobSpec jobSpec = present(job.getSpec(), JOB_SPEC_PATH);
      AdditionalProperties.check(spec.getAdditionalProperties(), JOB_FIELD, SPEC_PATH);
      AdditionalProperties.check(job.getAdditionalProperties(), SPEC_FIELD, JOB_PATH);
      return inSpec(
          CRON_JOB,
          it,
          it.getAdditionalProperties(),
          JOB_SPEC_PATH,
          jobSpec.getAdditionalProperties(),
          jobSpec.getTemplate());
    }
    if (object.getKind() != null && PodBearingKind.named(object.getKind()).isPresent()) {
      throw new IllegalArgumentException(
          "kind: is \""
              + object.getKind()
              + "\" in an object of another type; must be read from its JSON or its maps");
    }
    return Optional.empty();
  }

  /** Makes the changes of a remediation in an object that is sound, as {@link #bearer} says. */
  static void apply(Remediation remediation, HasMetadata object) {
    PodBearer bearer =
        bearer(object)
            .orElseThrow(() -> new IllegalArgumentException("kind: must be one that bears a pod"));
    remediation.checkMadeOf(bearer.pod());
    if (object instanceof io.fabric8.kubernetes.api.model.Pod it) {
      change(it, remediation.fixed());
    } else if (object instanceof PodTemplate it) {
      change(it.getTemplate(), remediation.fixed());
    } else if (object instanceof ReplicationController it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof ReplicaSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof Deployment it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof StatefulSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof DaemonSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof Job it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof CronJob it) {
      change(it.getSpec().getJobTemplate().getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof io.fabric8.kubernetes.api.model.extensions.ReplicaSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof io.fabric8.kubernetes.api.model.extensions.Deployment it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof io.fabric8.kubernetes.api.model.extensions.DaemonSet it) {
      change(it.getSpec().getTemplate(), remediation.fixed());
    } else if (object instanceof io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob it) {
      change(it.getSpec().getJobTemplate().getSpec().getTemplate(), remediation.fixed());
    } else {
      throw new AssertionError(object.getClass());
    }
  }

  static void change(io.fabric8.kubernetes.api.model.Pod pod, Pod goal) {
    Changes.make(goal, pod.getMetadata(), pod::setMetadata, pod.getSpec(), pod::setSpec);
  }

  static void change(PodTemplateSpec template, Pod goal) {
    Changes.make(
        goal, template.getMetadata(), template::setMetadata, template.getSpec(), template::setSpec);
  }

  /** A pod, without a look at what it says that it is. */
  static Pod pod(io.fabric8.kubernetes.api.model.Pod pod) {
    AdditionalProperties.check(pod.getAdditionalProperties(), WITH_SPEC, null);
    return Pod.builder()
        .metadata(Metadata.of(pod.getMetadata(), METADATA_PATH))
        .spec(Pods.spec(present(pod.getSpec(), SPEC_PATH), SPEC_PATH))
        .build();
  }

  static Namespace namespace(io.fabric8.kubernetes.api.model.Namespace namespace) {
    Types.check(namespace, namespace.getAdditionalProperties(), "Namespace", Types.CORE);
    AdditionalProperties.check(namespace.getAdditionalProperties(), METADATA_FIELD, null);
    ObjectMeta metadata = Metadata.of(namespace.getMetadata(), METADATA_PATH);
    return new Namespace(nullToEmpty(metadata.name()), metadata.labels());
  }

  /** An object with a template in its spec, or in the spec of its job. */
  private static Optional<PodBearer> inSpec(
      PodBearingKind kind,
      HasMetadata object,
      @Nullable Map<String, Object> additional,
      FieldPath specPath,
      @Nullable Map<String, Object> additionalInSpec,
      @Nullable PodTemplateSpec template) {
    AdditionalProperties.check(additional, WITH_SPEC, null);
    AdditionalProperties.check(additionalInSpec, TEMPLATE_FIELD, specPath);
    return template(kind, object, additional, specPath.field("template"), template);
  }

  private static Optional<PodBearer> template(
      PodBearingKind kind,
      HasMetadata object,
      @Nullable Map<String, Object> additional,
      FieldPath path,
      @Nullable PodTemplateSpec template) {
    Types.check(object, additional, kind.kind(), kind.groups());
    PodTemplateSpec given = present(template, path);
    Pod pod = Pods.template(given, path);
    Volumes.refuseUnknownSources(given.getSpec(), path.field("spec"));
    return bearer(kind, Metadata.of(object.getMetadata(), METADATA_PATH), pod);
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

  private static PodBearingKind kind(String name) {
    return PodBearingKind.named(name).orElseThrow();
  }
}
