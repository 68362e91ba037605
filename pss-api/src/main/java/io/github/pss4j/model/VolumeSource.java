package io.github.pss4j.model;

/**
 * The source of a volume: which of its fields is set.
 *
 * <p>Of a volume that sets several, the control {@code restrictedVolumes} names the first in this
 * order.
 */
public enum VolumeSource {
  /** {@code hostPath}. */
  HOST_PATH("hostPath"),
  /** {@code gcePersistentDisk}. */
  GCE_PERSISTENT_DISK("gcePersistentDisk"),
  /** {@code awsElasticBlockStore}. */
  AWS_ELASTIC_BLOCK_STORE("awsElasticBlockStore"),
  /** {@code gitRepo}. */
  GIT_REPO("gitRepo"),
  /** {@code nfs}. */
  NFS("nfs"),
  /** {@code iscsi}. */
  ISCSI("iscsi"),
  /** {@code glusterfs}. */
  GLUSTERFS("glusterfs"),
  /** {@code rbd}. */
  RBD("rbd"),
  /** {@code flexVolume}. */
  FLEX_VOLUME("flexVolume"),
  /** {@code cinder}. */
  CINDER("cinder"),
  /** {@code cephfs}. */
  CEPHFS("cephfs"),
  /** {@code flocker}. */
  FLOCKER("flocker"),
  /** {@code fc}. */
  FC("fc"),
  /** {@code azureFile}. */
  AZURE_FILE("azureFile"),
  /** {@code vsphereVolume}. */
  VSPHERE_VOLUME("vsphereVolume"),
  /** {@code quobyte}. */
  QUOBYTE("quobyte"),
  /** {@code azureDisk}. */
  AZURE_DISK("azureDisk"),
  /** {@code photonPersistentDisk}. */
  PHOTON_PERSISTENT_DISK("photonPersistentDisk"),
  /** {@code portworxVolume}. */
  PORTWORX_VOLUME("portworxVolume"),
  /** {@code scaleIO}. */
  SCALE_IO("scaleIO"),
  /** {@code storageos}. */
  STORAGEOS("storageos"),
  /** {@code configMap}. */
  CONFIG_MAP("configMap"),
  /** {@code csi}. */
  CSI("csi"),
  /** {@code downwardAPI}. */
  DOWNWARD_API("downwardAPI"),
  /** {@code emptyDir}. */
  EMPTY_DIR("emptyDir"),
  /** {@code ephemeral}. */
  EPHEMERAL("ephemeral"),
  /** {@code image}. */
  IMAGE("image"),
  /** {@code persistentVolumeClaim}. */
  PERSISTENT_VOLUME_CLAIM("persistentVolumeClaim"),
  /** {@code projected}. */
  PROJECTED("projected"),
  /** {@code secret}. */
  SECRET("secret");

  private final String field;

  VolumeSource(String field) {
    this.field = field;
  }

  /** The field that is set, such as {@code hostPath}. */
  public String field() {
    return field;
  }

  /** The field that is set. */
  @Override
  public String toString() {
    return field;
  }
}
