package io.github.pss4j.rules;

import static io.github.pss4j.rules.Pods.pod;
import static io.github.pss4j.rules.Pods.volume;
import static io.github.pss4j.rules.RuleCases.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldValue;
import io.github.pss4j.Subject;
import io.github.pss4j.model.VolumeSource;
import io.github.pss4j.rules.RuleCases.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class HostPathVolumesTest {
  @TestFactory
  Stream<DynamicTest> since0() {
    return RuleCases.at(HostPathVolumes.RULE, "v1.0", "v1.37", "latest")
        .passes("no volume", pod())
        .passes("no source", pod(volume("v")))
        .passes(
            "other sources", pod(volume("v", VolumeSource.NFS), volume("w", VolumeSource.SECRET)))
        .fails("one", pod(volume("v", VolumeSource.HOST_PATH)), "hostPath volumes", "volume \"v\"")
        .fails(
            "among other sources",
            pod(volume("v", VolumeSource.EMPTY_DIR, VolumeSource.HOST_PATH)),
            "hostPath volumes",
            "volume \"v\"")
        .fails(
            "several, in order, neither deduplicated nor escaped",
            pod(
                volume("z", VolumeSource.HOST_PATH),
                volume("x", VolumeSource.EMPTY_DIR),
                volume("v\"q", VolumeSource.HOST_PATH),
                volume("", VolumeSource.HOST_PATH),
                volume("z", VolumeSource.HOST_PATH)),
            "hostPath volumes",
            "volumes \"z\", \"v\"q\", \"\", \"z\"")
        .stream();
  }

  @Test
  void findings() {
    assertEquals(
        List.of(
            new Seen(
                Subject.Kind.VOLUME,
                1,
                "w",
                "spec.volumes[1].hostPath",
                "/spec/volumes/1/hostPath",
                FieldValue.object(),
                "absent")),
        seen(
            HostPathVolumes.RULE,
            "v1.0",
            pod(volume("v", VolumeSource.CSI), volume("w", VolumeSource.HOST_PATH))));
  }
}
