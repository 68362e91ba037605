package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldPath;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;

/**
 * No volume may mount a path of the node.
 *
 * <p>Restricted fields: {@code volumes[*].hostPath}.
 *
 * <p>Allowed values: undefined.
 *
 * <p>Volumes are named in the order of the pod.
 */
final class HostPathVolumes {
  private static final FieldPath HOST_PATH = FieldPath.of("hostPath");

  static final Rule RULE =
      Rule.baseline("hostPathVolumes")
          .since(0, HostPathVolumes::check)
          .remedy(
              Remedy.manual(
                  "keep the files in a volume of another type, such as"
                      + " persistentVolumeClaim, emptyDir or configMap"))
          .build();

  private HostPathVolumes() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Volume> volumes = pod.spec().volumes();
    for (int i = 0; i < volumes.size(); i++) {
      if (volumes.get(i).has(VolumeSource.HOST_PATH)) {
        result =
            result.with(
                Subject.volume(pod.spec(), i), HOST_PATH, FieldValue.object(), Allowed.absent());
      }
    }
    return result.build("hostPath volumes", HostPathVolumes::detail);
  }

  private static String detail(ImmutableList<Finding> findings) {
    return new Sentence().volumes(findings).toString();
  }
}
