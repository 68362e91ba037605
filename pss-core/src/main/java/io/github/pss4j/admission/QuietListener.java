package io.github.pss4j.admission;

import io.github.pss4j.LevelVersion;

/** Passes on what it hears and drops what the other one throws: to listen is not to decide. */
final class QuietListener implements AdmissionListener {
  private final AdmissionListener listener;

  QuietListener(AdmissionListener listener) {
    this.listener = listener;
  }

  @Override
  public void evaluated(AdmissionRequest request, Mode mode, LevelVersion asked, boolean allowed) {
    quietly(() -> listener.evaluated(request, mode, asked, allowed));
  }

  @Override
  public void exempted(AdmissionRequest request) {
    quietly(() -> listener.exempted(request));
  }

  @Override
  public void failed(AdmissionRequest request, boolean fatal, String error) {
    quietly(() -> listener.failed(request, fatal, error));
  }

  private static void quietly(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException dropped) {
      // As AdmissionListener says.
    }
  }
}
