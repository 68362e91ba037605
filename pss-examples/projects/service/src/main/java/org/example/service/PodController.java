package org.example.service;

import io.github.pss4j.LevelVersion;
import io.github.pss4j.Policy;
import io.github.pss4j.jackson.EvaluationJson;
import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.PodReader;
import io.github.pss4j.model.Pod;
import io.github.pss4j.policy.PodSecurity;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /pods/restricted:v1.35} with a pod in JSON answers with its evaluation. */
@RestController
class PodController {
  private final Policy standard = PodSecurity.standard();
  private final PodReader reader = new PodReader();

  /** Takes the bytes as they are: an object mapper would lose what a cluster refuses. */
  @PostMapping(
      path = "/pods/{policy}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  String evaluate(@PathVariable String policy, @RequestBody byte[] json) {
    LevelVersion asked = LevelVersion.parse(policy);
    Pod pod = reader.readJson(json);
    return EvaluationJson.toJson(standard.evaluate(asked.level(), asked.version(), pod));
  }

  @ExceptionHandler({InvalidDocumentException.class, IllegalArgumentException.class})
  ProblemDetail refuse(RuntimeException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }
}
