package io.github.pss4j.jackson;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A stream that hands out its bytes a few at a time, as a network may. */
public final class ChunkedStream extends InputStream {
  private final ByteArrayInputStream bytes;
  private final int chunk;

  public ChunkedStream(byte[] bytes, int chunk) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.chunk = chunk;
  }

  @Override
  public int read() {
    return bytes.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return bytes.read(target, offset, Math.min(length, chunk));
  }
}
