package io.github.pss4j.kubernetesclient;

import static com.google.common.base.Strings.nullToEmpty;

import io.github.pss4j.FieldPath;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The volumes of pods. */
final class Volumes {
  static final Volume EMPTY = Volume.builder().build();

  private Volumes() {}

  static Volume volume(V1Volume volume) {
    String name = nullToEmpty(volume.getName());
    List<VolumeSource> sources = sources(volume);
    return sources.size() == 1
        ? Volume.of(name, sources.get(0))
        : Volume.builder().name(name).addAllSources(sources).build();
  }

  private static List<VolumeSource> sources(V1Volume volume) {
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

  /** Refuses a volume whose source is not known. */
  static void refuseUnknownSources(@Nullable V1PodSpec spec, FieldPath at) {
    if (spec == null || spec.getVolumes() == null) {
      return;
    }
    int index = 0;
    for (V1Volume volume : spec.getVolumes()) {
      if (volume != null) {
        refuseUnknownSource(volume, at.field("volumes").index(index));
      }
      index++;
    }
  }

  private static void refuseUnknownSource(V1Volume volume, FieldPath at) {
    if (sources(volume).isEmpty() && !isWithoutSource(volume)) {
      throw new IllegalArgumentException(
          at + ": has a source that is not known; must have one that this version of pss4j knows");
    }
  }

  /** A newer version of the client may have sources that there is no accessor for here. */
  private static boolean isWithoutSource(V1Volume volume) {
    V1Volume named = new V1Volume();
    named.setName(volume.getName());
    return volume.equals(named);
  }
}
