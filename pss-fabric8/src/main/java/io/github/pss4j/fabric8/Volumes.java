package io.github.pss4j.fabric8;

import static com.google.common.base.Strings.nullToEmpty;

import com.google.common.collect.ImmutableSet;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.pss4j.FieldPath;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The volumes of pods. */
final class Volumes {
  static final Volume EMPTY = Volume.builder().build();

  private static final ImmutableSet<String> FIELDS =
      ImmutableSet.<String>builder()
          .add("name")
          .addAll(Arrays.stream(VolumeSource.values()).map(VolumeSource::field).iterator())
          .build();

  private Volumes() {}

  static Volume volume(io.fabric8.kubernetes.api.model.Volume volume, FieldPath at) {
    AdditionalProperties.check(volume.getAdditionalProperties(), FIELDS, at);
    String name = nullToEmpty(volume.getName());
    List<VolumeSource> sources = sources(volume);
    return sources.size() == 1
        ? Volume.of(name, sources.get(0))
        : Volume.builder().name(name).addAllSources(sources).build();
  }

  private static List<VolumeSource> sources(io.fabric8.kubernetes.api.model.Volume volume) {
    List<VolumeSource> sources = new ArrayList<>(1);
    add(sources, VolumeSource.HOST_PATH, volume.getHostPath());
    add(sources, VolumeSource.GCE_PERSISTENT_DISK, volume.getGcePersistentDisk());
    add(sources, VolumeSource.AWS_ELASTIC_BLOCK_STORE, volume.getAwsElasticBlockStore());
    add(sources, VolumeSource.GIT_REPO, volume.getGitRepo());
    add(sources, VolumeSource.NFS, volume.getNfs());
    add(sources, VolumeSource.ISCSI, volume.getIscsi());
    add(sources, VolumeSource.GLUSTERFS, volume.getGlusterfs());
    add(sources, VolumeSource.RBD, volume.getRbd());
    add(sources, VolumeSource.FLEX_VOLUME, volume.getFlexVolume());
    add(sources, VolumeSource.CINDER, volume.getCinder());
    add(sources, VolumeSource.CEPHFS, volume.getCephfs());
    add(sources, VolumeSource.FLOCKER, volume.getFlocker());
    add(sources, VolumeSource.FC, volume.getFc());
    add(sources, VolumeSource.AZURE_FILE, volume.getAzureFile());
    add(sources, VolumeSource.VSPHERE_VOLUME, volume.getVsphereVolume());
    add(sources, VolumeSource.QUOBYTE, volume.getQuobyte());
    add(sources, VolumeSource.AZURE_DISK, volume.getAzureDisk());
    add(sources, VolumeSource.PHOTON_PERSISTENT_DISK, volume.getPhotonPersistentDisk());
    add(sources, VolumeSource.PORTWORX_VOLUME, volume.getPortworxVolume());
    add(sources, VolumeSource.SCALE_IO, volume.getScaleIO());
    add(sources, VolumeSource.STORAGEOS, volume.getStorageos());
    add(sources, VolumeSource.CONFIG_MAP, volume.getConfigMap());
    add(sources, VolumeSource.CSI, volume.getCsi());
    add(sources, VolumeSource.DOWNWARD_API, volume.getDownwardAPI());
    add(sources, VolumeSource.EMPTY_DIR, volume.getEmptyDir());
    add(sources, VolumeSource.EPHEMERAL, volume.getEphemeral());
    add(sources, VolumeSource.IMAGE, volume.getImage());
    add(sources, VolumeSource.PERSISTENT_VOLUME_CLAIM, volume.getPersistentVolumeClaim());
    add(sources, VolumeSource.PROJECTED, volume.getProjected());
    add(sources, VolumeSource.SECRET, volume.getSecret());
    return sources;
  }

  private static void add(
      List<VolumeSource> sources, VolumeSource source, @Nullable Object settings) {
    if (settings != null) {
      sources.add(source);
    }
  }

  /** Refuses a volume with a field that is not known, since it may be the source. */
  static void refuseUnknownSources(@Nullable PodSpec spec, FieldPath at) {
    if (spec == null || spec.getVolumes() == null) {
      return;
    }
    int index = 0;
    for (io.fabric8.kubernetes.api.model.Volume volume : spec.getVolumes()) {
      if (volume != null) {
        refuseUnknownSource(volume, at.field("volumes").index(index));
      }
      index++;
    }
  }

  private static void refuseUnknownSource(
      io.fabric8.kubernetes.api.model.Volume volume, FieldPath at) {
    Map<String, Object> additional = volume.getAdditionalProperties();
    if (additional != null && !additional.isEmpty()) {
      throw new IllegalArgumentException(
          at.field(String.valueOf(additional.keySet().iterator().next()))
              + ": is no known source of a volume; must be one of "
              + String.join(", ", FIELDS.asList().subList(1, FIELDS.size())));
    }
    if (sources(volume).isEmpty() && !isWithoutSource(volume)) {
      throw new IllegalArgumentException(
          at + ": has a source that is not known; must have one that this version of pss4j knows");
    }
  }

  /** A newer version of the client may have sources that there is no accessor for here. */
  private static boolean isWithoutSource(io.fabric8.kubernetes.api.model.Volume volume) {
    io.fabric8.kubernetes.api.model.Volume named = new io.fabric8.kubernetes.api.model.Volume();
    named.setName(volume.getName());
    return volume.equals(named);
  }
}
