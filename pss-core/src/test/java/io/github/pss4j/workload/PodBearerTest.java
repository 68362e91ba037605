package io.github.pss4j.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pss4j.FieldPath;
import io.github.pss4j.Version;
import io.github.pss4j.model.Pod;
import io.github.pss4j.model.PodSpec;
import io.github.pss4j.model.Volume;
import io.github.pss4j.model.VolumeSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodBearerTest {
  private static final Pod POD =
      Pod.builder().spec(PodSpec.builder().hostUsers(false).build()).build();
  private static final PodBearingKind DEPLOYMENT = PodBearingKind.named("Deployment").orElseThrow();

  @Test
  void isCalledAsFarAsItHasAName() {
    assertEquals("Deployment shop/web", new PodBearer(DEPLOYMENT, "shop", "web", POD).toString());
    assertEquals("Deployment web", new PodBearer(DEPLOYMENT, "", "web", POD).toString());
    assertEquals("Deployment", new PodBearer(DEPLOYMENT, "", "", POD).toString());
  }

  @Test
  void fieldsOfThePodStandInTheObject() {
    FieldPath hostNetwork = FieldPath.of("spec").field("hostNetwork");
    assertEquals(
        "spec.template.spec.hostNetwork",
        new PodBearer(DEPLOYMENT, "shop", "web", POD).pathOf(hostNetwork).toString());
    assertEquals(
        "spec.hostNetwork",
        new PodBearer(PodBearingKind.pod(), "shop", "web", POD).pathOf(hostNetwork).toString());
  }

  @Test
  void isJudgedWithWhatTheApiServerFillsIn() {
    assertEquals(
        Defaulting.podTemplate(POD), new PodBearer(DEPLOYMENT, "shop", "web", POD).asAdmitted());
    assertEquals(
        Defaulting.pod(POD), new PodBearer(PodBearingKind.pod(), "shop", "web", POD).asAdmitted());
  }

  @Test
  void isJudgedAsTheReleaseSeesIt() {
    Pod image =
        Pod.builder()
            .spec(PodSpec.builder().addVolumes(Volume.of("v", VolumeSource.IMAGE)).build())
            .build();
    for (PodBearingKind kind : List.of(PodBearingKind.pod(), DEPLOYMENT)) {
      PodBearer bearer = new PodBearer(kind, "shop", "web", image);
      assertEquals(
          List.of(Volume.of("v", VolumeSource.EMPTY_DIR)),
          bearer.asAdmitted(Version.of(30)).spec().volumes());
      assertEquals(image, bearer.asAdmitted(Version.of(31)));
      assertEquals(image, bearer.asAdmitted());
    }
  }
}
