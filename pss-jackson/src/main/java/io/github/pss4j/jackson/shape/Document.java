package io.github.pss4j.jackson.shape;

/**
 * A document, or a part that was cut out of one, held in memory. Immutable and thread-safe.
 *
 * <p>It can be read as often as one likes, each time by a cursor of its own.
 */
public interface Document {
  /** A cursor that stands before the whole value. */
  Cursor open();
}
