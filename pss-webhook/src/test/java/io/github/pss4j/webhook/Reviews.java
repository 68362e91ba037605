package io.github.pss4j.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import io.github.pss4j.admission.Namespace;
import io.github.pss4j.admission.PodSecurityAdmission;
import io.github.pss4j.jackson.AdmissionReviewer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reviews to send, and who answers them. */
public final class Reviews {
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private Reviews() {}

  /** The creation of a pod, privileged or such as baseline allows. */
  public static byte[] podCreation(String uid, boolean privileged) {
    return """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"%s",
         "kind":{"group":"","version":"v1","kind":"Pod"},
         "resource":{"group":"","version":"v1","resource":"pods"},
         "name":"p","namespace":"team","operation":"CREATE","userInfo":{"username":"alice"},
         "object":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"team"},
          "spec":{"containers":[
           {"name":"c","image":"i","securityContext":{"privileged":%s}}]}}}}
        """
        .formatted(uid, privileged)
        .getBytes(UTF_8);
  }

  /** Who answers for a cluster whose only namespace, {@code team}, enforces baseline. */
  public static AdmissionReviewer baseline() {
    Namespace team =
        new Namespace("team", ImmutableMap.of("pod-security.kubernetes.io/enforce", "baseline"));
    return new AdmissionReviewer(
        PodSecurityAdmission.builder(
                (name, deadline) -> Optional.of(team).filter(it -> it.name().equals(name)),
                (namespace, deadline) -> List.of())
            .build());
  }

  public static JsonNode response(String answer) throws IOException {
    return MAPPER.readTree(answer).get("response");
  }
}
