package io.github.pss4j.jackson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pss4j.LevelVersion;
import io.github.pss4j.admission.AdmissionListener;
import io.github.pss4j.admission.AdmissionRequest;
import io.github.pss4j.admission.Mode;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a listener is told, as the corpus does. */
final class AdmissionEvents implements AdmissionListener {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<JsonNode> events = new ArrayList<>();

  List<JsonNode> toJson() {
    return events;
  }

  @Override
  public void evaluated(AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
    add("evaluation")
        .put("decision", allowed ? "allow" : "deny")
        .put("policy", asked.toString())
        .put("mode", mode.toString());
  }

  @Override
  public void exempted(AdmissionRequest request) {
    add("exemption");
  }

  @Override
  public void failed(AdmissionRequest request, boolean fatal, String error) {
    add("error").put("fatal", fatal);
  }

  private ObjectNode add(String event) {
    ObjectNode node = MAPPER.createObjectNode().put("event", event);
    events.add(node);
    return node;
  }
}
