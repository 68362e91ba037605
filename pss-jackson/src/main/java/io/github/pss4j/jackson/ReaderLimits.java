package io.github.pss4j.jackson;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much a reader takes on before it refuses a document. Immutable.
 *
 * @param maxDepth how many objects and lists may stand in one another
 * @param maxDocumentBytes the length of one document; of a list read from a stream, that of one
 *     item
 * @param maxYamlNodes how many values a YAML document may have once its aliases are resolved
 */
public record ReaderLimits(int maxDepth, int maxDocumentBytes, int maxYamlNodes) {
  private static final ReaderLimits DEFAULTS = new ReaderLimits(1_000, 16 << 20, 1_000_000);

  /** Checks that each limit is positive. */
  public ReaderLimits {
    checkArgument(maxDepth > 0, "maxDepth must be positive, but is %s", maxDepth);
    checkArgument(
        maxDocumentBytes > 0, "maxDocumentBytes must be positive, but is %s", maxDocumentBytes);
    checkArgument(maxYamlNodes > 0, "maxYamlNodes must be positive, but is %s", maxYamlNodes);
  }

  /** 1,000 levels, 16 MiB and 1,000,000 values: more than any object that a cluster stores. */
  public static ReaderLimits defaults() {
    return DEFAULTS;
  }

  /** What a stream has up to its end, or so much of it that it is seen to be too long. */
  byte[] readAtMostOneMore(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(maxDocumentBytes);
    int next = bytes.length < maxDocumentBytes ? -1 : in.read();
    return next < 0 ? bytes : Bytes.concat(bytes, new byte[] {(byte) next});
  }
}
