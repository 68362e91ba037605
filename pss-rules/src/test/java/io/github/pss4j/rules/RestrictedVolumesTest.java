package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.container;
import static io.github.pss4j.rules.Pods.hostUsers;
import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.volume;
import static io.github.pss4j.rules.Pods.windows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.Lists;
import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RestrictedVolumesTest {
  private static final String REASON = "restricted volume types";

  /** The sources that are allowed. */
  private static final List<VolumeSource> ALLOWED =
      List.of(
          VolumeSource.CONFIG_MAP,
          VolumeSource.CSI,
          VolumeSource.DOWNWARD_API,
          VolumeSource.EMPTY_DIR,
          VolumeSource.EPHEMERAL,
          VolumeSource.IMAGE,
          VolumeSource.PERSISTENT_VOLUME_CLAIM,
          VolumeSource.PROJECTED,
          VolumeSource.SECRET);

  /** The others, in the order in which a volume that has several is named. */
  private static final List<String> RESTRICTED =
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
          "storageos");

  private static String uses(String type) {
    return "volume \"v\" uses restricted volume type \"" + type + "\"";
  }

  @TestFactory
  Stream<DynamicTest> since0() {
    RuleCases cases =
        RuleCases.at(RestrictedVolumes.RULE, "v1.0", "v1.37", "latest")
            .passes("no volume", pod(container("a")))
            .passes(
                "an allowed source beside restricted ones",
                pod(volume("v", VolumeSource.HOST_PATH, VolumeSource.NFS, VolumeSource.SECRET)))
            .fails("no source", pod(volume("v")), REASON, uses("unknown"))
            .fails(
                "several sources: the first counts",
                pod(volume("v", VolumeSource.STORAGEOS, VolumeSource.AZURE_FILE, VolumeSource.FC)),
                REASON,
                uses("fc"))
            .fails(
                "two volumes, one type",
                pod(volume("w", VolumeSource.NFS), volume("v\"q", VolumeSource.NFS)),
                REASON,
                "volumes \"w\", \"v\"q\" use restricted volume type \"nfs\"")
            .fails(
                "volumes in order, types as a sorted set",
                pod(
                    volume("tmp"),
                    volume("ok", VolumeSource.EMPTY_DIR),
                    volume("data", VolumeSource.AZURE_FILE),
                    volume("data", VolumeSource.AZURE_DISK),
                    volume("", VolumeSource.AZURE_FILE)),
                REASON,
                "volumes \"tmp\", \"data\", \"data\", \"\" use restricted volume types"
                    + " \"azureDisk\", \"azureFile\", \"unknown\"")
            .fails(
                "on Windows and in a user namespace",
                pod(windows(), hostUsers(false), volume("v", VolumeSource.HOST_PATH)),
                REASON,
                uses("hostPath"));
    for (VolumeSource source : ALLOWED) {
      cases.passes(source.field(), pod(volume("v", source)));
    }
    for (String type : RESTRICTED) {
      cases.fails(type, pod(volume("v", source(type))), REASON, uses(type));
    }
    return cases.stream();
  }

  @TestFactory
  Stream<DynamicTest> theTypeIsTheFirstOfTheList() {
    RuleCases cases = RuleCases.at(RestrictedVolumes.RULE, "v1.0");
    for (int i = 0; i < RESTRICTED.size(); i++) {
      VolumeSource[] rest =
          Lists.reverse(RESTRICTED.subList(i, RESTRICTED.size())).stream()
              .map(RestrictedVolumesTest::source)
              .toArray(VolumeSource[]::new);
      cases.fails(
          "from " + RESTRICTED.get(i), pod(volume("v", rest)), REASON, uses(RESTRICTED.get(i)));
    }
    return cases.stream();
  }

  @Test
  void everySourceIsOneOrTheOther() {
    assertEquals(VolumeSource.values().length, ALLOWED.size() + RESTRICTED.size());
  }

  @Test
  void findings() {
    assertEquals(
        List.of(seen(0, "u", null), seen(2, "w", "nfs")),
        RuleCases.seen(
            RestrictedVolumes.RULE,
            "v1.0",
            pod(
                volume("u"),
                volume("v", VolumeSource.SECRET),
                volume("w", VolumeSource.CEPHFS, VolumeSource.NFS))));
  }

  private static Seen seen(int index, String name, @Nullable String type) {
    return new Seen(
        Subject.Kind.VOLUME,
        index,
        name,
        "spec.volumes[" + index + "]",
        "/spec/volumes/" + index,
        FieldValue.ofNullable(type),
        "\"configMap\", \"csi\", \"downwardAPI\", \"emptyDir\", \"ephemeral\", \"image\","
            + " \"persistentVolumeClaim\", \"projected\" or \"secret\"");
  }

  private static VolumeSource source(String field) {
    return Stream.of(VolumeSource.values())
        .filter(source -> source.field().equals(field))
        .findFirst()
        .orElseThrow();
  }
}
