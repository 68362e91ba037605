package io.github.pss4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ModelTest {
  private static final PodSpec NOTHING = PodSpec.builder().build();

  private static Container named(String name) {
    return Container.builder().name(name).build();
  }

  @Test
  void whatIsAbsentIsNullOrEmpty() {
    Pod pod = Pod.builder().spec(NOTHING).build();
    assertEquals(ObjectMeta.builder().build(), pod.metadata());
    assertNull(pod.metadata().name());
    assertEquals(Map.of(), pod.metadata().annotations());
    assertEquals(List.of(), pod.spec().volumes());
    assertEquals(List.of(), pod.spec().allContainers());
    assertNull(pod.spec().hostNetwork());
    assertNull(pod.spec().securityContext());
    assertEquals("", Container.builder().build().name());
    assertEquals("", Volume.builder().build().name());
    assertEquals("", Sysctl.builder().build().name());
    assertEquals(List.of(), Capabilities.builder().build().drop());
  }

  @Test
  void aPodHasASpec() {
    Pod.Builder builder = Pod.builder();
    assertThrows(IllegalStateException.class, builder::build);
  }

  @Test
  void containersInTheOrderOfVisits() {
    PodSpec spec =
        PodSpec.builder()
            .addEphemeralContainers(named("e"))
            .addContainers(named("c"), named("d"))
            .addInitContainers(named("i"))
            .build();
    assertEquals(List.of(named("i"), named("c"), named("d"), named("e")), spec.allContainers());
    assertEquals(
        List.of(named("c")), PodSpec.builder().addContainers(named("c")).build().allContainers());
    assertEquals(
        List.of(named("e")),
        PodSpec.builder().addEphemeralContainers(named("e")).build().allContainers());
  }

  @Test
  void aValueKeepsWhatItWasBuiltOf() {
    List<Container> containers = new ArrayList<>(List.of(named("a")));
    PodSpec.Builder builder = PodSpec.builder().containers(containers).hostUsers(false);
    PodSpec spec = builder.build();
    containers.add(named("b"));
    builder.addContainers(named("c")).hostUsers(null);
    assertEquals(List.of(named("a")), spec.containers());
    assertEquals(false, spec.hostUsers());
    assertEquals(List.of(named("a"), named("c")), builder.build().containers());
  }

  @Test
  void aValueEqualsAnotherThatSaysTheSame() {
    PodSpec spec = PodSpec.builder().addContainers(named("a")).hostPID(true).build();
    PodSpec copy = PodSpec.builder().from(spec).build();
    assertEquals(spec, copy);
    assertEquals(spec.hashCode(), copy.hashCode());
    assertNotEquals(spec, PodSpec.builder().from(spec).hostPID(false).build());
    assertNotEquals(spec, NOTHING);
  }

  @Test
  void aPodPrintsEachContainerOnce() {
    Pod pod =
        Pod.builder()
            .spec(
                PodSpec.builder()
                    .addInitContainers(Container.builder().name("wait").build())
                    .addContainers(Container.builder().name("web").build())
                    .build())
            .build();
    assertEquals(
        "Pod{metadata=ObjectMeta{labels={}, annotations={}, ownerReferences=[]},"
            + " spec=PodSpec{volumes=[],"
            + " initContainers=[Container{name=wait, ports=[]}],"
            + " containers=[Container{name=web, ports=[]}],"
            + " ephemeralContainers=[]}}",
        pod.toString());
  }

  @Test
  void sourcesOfAVolumeStandInOrderAndOnce() {
    Volume volume =
        Volume.builder()
            .name("v")
            .addSources(VolumeSource.SECRET, VolumeSource.NFS, VolumeSource.HOST_PATH)
            .addSources(VolumeSource.NFS)
            .build();
    assertEquals(
        List.of(VolumeSource.HOST_PATH, VolumeSource.NFS, VolumeSource.SECRET), volume.sources());
    assertEquals("v", volume.name());
    assertTrue(volume.has(VolumeSource.NFS));
    assertFalse(volume.has(VolumeSource.EMPTY_DIR));
    assertEquals(
        volume,
        Volume.builder()
            .name("v")
            .addSources(VolumeSource.HOST_PATH, VolumeSource.NFS, VolumeSource.SECRET)
            .build());
    assertEquals(
        List.of(VolumeSource.CSI),
        Volume.builder().addSources(VolumeSource.CSI, VolumeSource.CSI).build().sources());
  }

  @Test
  void sourcesAreNamedAsTheFieldsAre() {
    assertEquals(
        List.of(
            "hostPath",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "gitRepo",
            "nfs",
            "iscsi",
            "glusterfs",
            "rbd",
            "flexVolume",
            "cinder",
            "cephfs",
            "flocker",
            "fc",
            "azureFile",
            "vsphereVolume",
            "quobyte",
            "azureDisk",
            "photonPersistentDisk",
            "portworxVolume",
            "scaleIO",
            "storageos",
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret"),
        Stream.of(VolumeSource.values()).map(VolumeSource::field).toList());
    assertEquals("hostPath", VolumeSource.HOST_PATH.toString());
  }
}
