package io.github.pss4j.jackson.fuzz;

import io.github.pss4j.jackson.InvalidDocumentException;
import java.io.IOException;
import java.util.Optional;

/** What an entry point made of a document: a value, or the error with which it refused it. */
record Attempt<T>(Optional<T> value, String error) {
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Anything but {@link InvalidDocumentException} goes through: it is what is looked for. */
  static <T> Attempt<T> of(Reading<T> reading) throws IOException {
    try {
      return new Attempt<>(Optional.of(reading.read()), "");
    } catch (InvalidDocumentException e) {
      return new Attempt<>(Optional.empty(), e.getMessage());
    }
  }
}
