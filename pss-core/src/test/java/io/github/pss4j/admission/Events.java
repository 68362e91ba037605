package io.github.pss4j.admission;

import io.github.pss4j.LevelVersion;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a listener is told. */
final class Events implements AdmissionListener {
  private final List<String> events = new ArrayList<>();

  List<String> toList() {
    return events;
  }

  @Override
  public void evaluated(AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
    events.add(mode + " " + asked + " " + (allowed ? "allow" : "deny"));
  }

  @Override
  public void exempted(AdmissionRequest request) {
    events.add("exempt");
  }

  @Override
  public void failed(AdmissionRequest request, boolean fatal, String error) {
    events.add((fatal ? "fatal: " : "error: ") + error);
  }
}
