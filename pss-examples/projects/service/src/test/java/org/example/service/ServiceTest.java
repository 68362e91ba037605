package org.example.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ServiceTest {
  private final TestRestTemplate http;

  ServiceTest(@Autowired TestRestTemplate http) {
    this.http = http;
  }

  @Test
  void saysWhatTheApiServerWouldSay() {
    ResponseEntity<JsonNode> answer =
        post(
            "baseline:v1.35",
            """
            {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "web"},
             "spec": {"containers": [{"name": "web", "ports": [{"hostPort": 80}]}]}}
            """);
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody().get("allowed").asBoolean()).isFalse();
    assertThat(answer.getBody().get("message").asText())
        .isEqualTo(
            "violates PodSecurity \"baseline:v1.35\": hostPort (container \"web\" uses hostPort 80)");
    assertThat(answer.getBody().at("/violations/0/findings/0/pointer").asText())
        .isEqualTo("/spec/containers/0/ports/0/hostPort");
  }

  @Test
  void allowsWhatTheClusterAllows() {
    ResponseEntity<JsonNode> answer =
        post("baseline:latest", "{\"spec\": {\"containers\": [{\"name\": \"web\"}]}}");
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody().get("allowed").asBoolean()).isTrue();
  }

  @Test
  void refusesWhatIsAmbiguous() {
    ResponseEntity<JsonNode> answer =
        post("baseline:latest", "{\"spec\": {\"hostPID\": true, \"hostPID\": false}}");
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("detail").asText()).contains("spec.hostPID");
  }

  @Test
  void saysWhichLevelsThereAre() {
    ResponseEntity<JsonNode> answer = post("strict:latest", "{}");
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().get("detail").asText())
        .isEqualTo("unknown level \"strict\": must be one of privileged, baseline, restricted");
  }

  private ResponseEntity<JsonNode> post(String policy, String pod) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    return http.postForEntity("/pods/" + policy, new HttpEntity<>(pod, headers), JsonNode.class);
  }
}
