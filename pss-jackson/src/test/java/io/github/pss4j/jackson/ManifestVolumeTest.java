package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.jackson.Corpus.Line;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A manifest must not name a source of a volume that is not known: no control has looked at it, and
 * without it the volume would be an {@code emptyDir}.
 */
final class ManifestVolumeTest {
  private static final String ALL =
      Arrays.stream(VolumeSource.values()).map(VolumeSource::field).collect(joining(", "));

  private static String pod(String volume) {
    return "{\"kind\":\"Pod\",\"spec\":{\"volumes\":[" + volume + "]}}";
  }

  private static String cronJob(String volume) {
    return "{\"kind\":\"CronJob\",\"spec\":{\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{\"volumes\":["
        + volume
        + "]}}}}}}";
  }

  private static List<Volume> volumes(String manifest, String file) {
    return new ManifestReader().read(manifest.getBytes(UTF_8), file).get(0).pod().spec().volumes();
  }

  @ParameterizedTest
  @EnumSource(VolumeSource.class)
  void eachSourceIsKnown(VolumeSource source) {
    String volume = "{\"name\":\"v\",\"" + source.field() + "\":{\"anything\":{\"goes\":[1]}}}";
    List<Volume> expected = List.of(Volume.builder().name("v").addSources(source).build());
    for (String file : List.of("f.json", "f.yaml")) {
      assertEquals(expected, volumes(pod(volume), file));
      assertEquals(expected, volumes(cronJob(volume), file));
    }
    assertEquals(expected, new PodReader().readJson(pod(volume)).spec().volumes());
  }

  @Test
  void aVolumeWithAllSourcesHasAllOfThem() {
    String volume =
        Arrays.stream(VolumeSource.values())
            .map(source -> "\"" + source.field() + "\":{}")
            .collect(joining(",", "{", "}"));
    assertEquals(List.of(VolumeSource.values()), volumes(pod(volume), "f.json").get(0).sources());
  }

  @ParameterizedTest
  @CsvSource({
    "hostpath, hostPath",
    "hostPaths, hostPath",
    "HOSTPATH, hostPath",
    "emptydir, emptyDir",
    "emptyDirs, emptyDir",
    "configmap, configMap",
    "persistentVolumeClaims, persistentVolumeClaim",
    "persistentvolumeClaim, persistentVolumeClaim",
    "nfss, nfs",
    "secrets, secret",
    "downwardApi, downwardAPI",
    "scaleio, scaleIO",
    "storageOS, storageos",
    "images, image",
  })
  void aSourceThatIsMisspelledIsAnErrorThatNamesWhatWasMeant(String field, String meant) {
    assertRefused(field, "\"" + meant + "\" was probably meant");
  }

  @ParameterizedTest
  @CsvSource({"newNodeVolume", "x", "futureVolumeSource", "volume"})
  void aSourceThatIsLikeNoneIsAnErrorThatNamesAll(String field) {
    assertRefused(field, "must be one of " + ALL);
  }

  @Test
  void aFieldWithoutANameOrAValueIsAnError() {
    assertRefused("", "must be one of " + ALL);
    String problem = "line 1, column 57: spec.volumes[0].hostpath: is no known source of a volume;";
    for (String value : List.of("null", "5", "[]")) {
      String told =
          ManifestLog.of(pod("{\"name\":\"v\",\"hostpath\":" + value + "}"), "f.json").get(0);
      assertEquals(problem, told.substring(0, problem.length()));
    }
  }

  private static void assertRefused(String field, String remedy) {
    String problem = "is no known source of a volume; " + remedy;
    String volume = "{\"name\":\"v\",\n\"" + field + "\": {}}";
    int column = field.length() + 5;
    String inSpec = "volumes[0]." + field + ": " + problem;
    for (String file : List.of("f.json", "f.yaml")) {
      assertEquals(
          List.of("line 2, column " + column + ": spec." + inSpec),
          ManifestLog.of(pod(volume), file),
          file);
      assertEquals(
          List.of("line 2, column " + column + ": spec.jobTemplate.spec.template.spec." + inSpec),
          ManifestLog.of(cronJob(volume), file),
          file);
    }
    // The API server decodes such a pod, and passes the field over.
    assertEquals(
        List.of(Volume.builder().name("v").build()),
        new PodReader().readJson(pod(volume)).spec().volumes());
  }

  @Test
  void aSourceOfAnotherTypeIsAnErrorForAll() {
    String volume = "{\"hostPath\":\"/\"}";
    String problem = "spec.volumes[0].hostPath: must be an object, but is the string \"/\"";
    assertEquals(List.of("line 1, column 46: " + problem), ManifestLog.of(pod(volume), "f.json"));
  }

  @Test
  void theRawCorpusHasSuchAPodAsTheApiServerDecodesIt() throws IOException {
    Line line =
        Corpus.read("raw").stream()
            .filter(it -> it.id().equals("raw/volume-unknown-source"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, new PodReader().readJson(line.document()).spec().volumes().size());
    String told = ManifestLog.of(line.document(), "f.json").get(0);
    assertEquals(true, told.contains(": is no known source of a volume; "), told);
  }
}
