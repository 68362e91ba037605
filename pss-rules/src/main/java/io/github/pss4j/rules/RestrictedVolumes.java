package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import io.github.pss4j.Allowed;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.SortedSet;

/**
 * Every volume must come from a source that stays within the pod.
 *
 * <p>Restricted fields: {@code volumes[*]}.
 *
 * <p>Allowed values: at least one of the sources below.
 *
 * <p>Volumes are named in the order of the pod, types as a sorted set.
 */
final class RestrictedVolumes {
  /** What a volume is called that has none of the known sources. */
  private static final String UNKNOWN = "unknown";

  private static final ImmutableSet<VolumeSource> SOURCES =
      Sets.immutableEnumSet(
          VolumeSource.CONFIG_MAP,
          VolumeSource.CSI,
          VolumeSource.DOWNWARD_API,
          VolumeSource.EMPTY_DIR,
          VolumeSource.EPHEMERAL,
          VolumeSource.IMAGE,
          VolumeSource.PERSISTENT_VOLUME_CLAIM,
          VolumeSource.PROJECTED,
          VolumeSource.SECRET);
  private static final Allowed ALLOWED =
      Allowed.anyOf(Lists.transform(SOURCES.asList(), VolumeSource::field));

  static final Rule RULE =
      Rule.restricted("restrictedVolumes")
          .since(0, RestrictedVolumes::check, HostPathVolumes.RULE)
          .remedy(
              Remedy.manual(
                  "keep the files in a persistentVolumeClaim or a csi volume, or in"
                      + " configMap, secret, emptyDir or projected if they are no data"))
          .build();

  private RestrictedVolumes() {}

  private static CheckResult check(Pod pod) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Volume> volumes = pod.spec().volumes();
    for (int i = 0; i < volumes.size(); i++) {
      ImmutableList<VolumeSource> sources = volumes.get(i).sources();
      if (!isAllowed(sources)) {
        FieldValue type = sources.isEmpty() ? null : FieldValue.of(sources.get(0).field());
        result = result.with(Finding.of(Subject.volume(pod.spec(), i), type, ALLOWED));
      }
    }
    return result.build("restricted volume types", RestrictedVolumes::detail);
  }

  private static boolean isAllowed(ImmutableList<VolumeSource> sources) {
    for (int i = 0; i < sources.size(); i++) {
      if (SOURCES.contains(sources.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static String detail(ImmutableList<Finding> findings) {
    SortedSet<String> types = Sentence.sortedSet();
    findings.forEach(finding -> types.add(finding.actual().map(Sentence::text).orElse(UNKNOWN)));
    return new Sentence()
        .volumes(findings)
        .plural(findings.size(), " uses ", " use ")
        .plural(types.size(), "restricted volume type ", "restricted volume types ")
        .quoted(types)
        .toString();
  }
}
