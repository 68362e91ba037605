package io.github.pss4j.jackson.json;

import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Document;

/** JSON that was cut out of a text in memory. Immutable, as long as nobody changes the bytes. */
final class JsonDocument implements Document {
  private final byte[] text;
  private final int start;
  private final int end;
  private final String path;
  private final Places places;
  private final ReaderLimits limits;

  /**
   * A value from {@code start} to before {@code end}.
   *
   * @param path where it stands in the whole document
   * @param places those of this part of the text
   */
  JsonDocument(byte[] text, int start, int end, String path, Places places, ReaderLimits limits) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.path = path;
    this.places = places;
    this.limits = limits;
  }

  @Override
  public JsonCursor open() {
    return new JsonCursor(text, start, end, path, places.from(start), limits);
  }
}
