package io.github.pss4j.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import io.github.pss4j.Allowed;
import io.github.pss4j.Check;
import io.github.pss4j.CheckResult;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy;
import io.github.pss4j.Rule;
import io.github.pss4j.Subject;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Every volume must come from a source that stays within the pod.
 *
 * <p>Restricted fields: {@code volumes[*]}.
 *
 * <p>Allowed values: at least one of the sources below; in the code of releases before v1.33 not
 * {@code image}.
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
  private static final ImmutableSet<VolumeSource> SOURCES_BUT_IMAGE =
      Sets.immutableEnumSet(Sets.difference(SOURCES, Set.of(VolumeSource.IMAGE)));
  private static final Check NO_IMAGES =
      only(SOURCES_BUT_IMAGE, RestrictedVolumes::detailWithoutImages);

  static final Rule RULE =
      Rule.restricted("restrictedVolumes")
          .since(0, only(SOURCES, RestrictedVolumes::detail), HostPathVolumes.RULE)
          .beforeRelease(
              33,
              "an `image` volume was refused, as of the type `unknown`",
              NO_IMAGES,
              HostPathVolumes.RULE)
          .beforeRelease(24, "`hostPathVolumes` was reported too", NO_IMAGES)
          .remedy(
              Remedy.manual(
                  "keep the files in a persistentVolumeClaim or a csi volume, or in"
                      + " configMap, secret, emptyDir or projected if they are no data"))
          .build();

  private RestrictedVolumes() {}

  private static Check only(
      ImmutableSet<VolumeSource> sources, Function<ImmutableList<Finding>, String> detail) {
    Allowed allowed = Allowed.anyOf(Lists.transform(sources.asList(), VolumeSource::field));
    return pod -> find(pod, sources, allowed).build("restricted volume types", detail);
  }

  private static CheckResult.Builder find(
      Pod pod, ImmutableSet<VolumeSource> allowedSources, Allowed allowed) {
    CheckResult.Builder result = CheckResult.builder();
    ImmutableList<Volume> volumes = pod.spec().volumes();
    for (int i = 0; i < volumes.size(); i++) {
      ImmutableList<VolumeSource> sources = volumes.get(i).sources();
      if (!isAllowed(sources, allowedSources)) {
        FieldValue type = sources.isEmpty() ? null : FieldValue.of(sources.get(0).field());
        result = result.with(Finding.of(Subject.volume(pod.spec(), i), type, allowed));
      }
    }
    return result;
  }

  private static boolean isAllowed(
      ImmutableList<VolumeSource> sources, ImmutableSet<VolumeSource> allowed) {
    for (int i = 0; i < sources.size(); i++) {
      if (allowed.contains(sources.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static String detail(ImmutableList<Finding> findings) {
    SortedSet<String> types = Sentence.sortedSet();
    findings.forEach(finding -> types.add(type(finding)));
    return detail(findings, types);
  }

  private static String detailWithoutImages(ImmutableList<Finding> findings) {
    SortedSet<String> types = Sentence.sortedSet();
    for (Finding finding : findings) {
      String type = type(finding);
      types.add(type.equals(VolumeSource.IMAGE.field()) ? UNKNOWN : type);
    }
    return detail(findings, types);
  }

  private static String type(Finding finding) {
    return finding.actual().map(Sentence::text).orElse(UNKNOWN);
  }

  private static String detail(ImmutableList<Finding> findings, SortedSet<String> types) {
    return new Sentence()
        .volumes(findings)
        .plural(findings.size(), " uses ", " use ")
        .plural(types.size(), "restricted volume type ", "restricted volume types ")
        .quoted(types)
        .toString();
  }
}
