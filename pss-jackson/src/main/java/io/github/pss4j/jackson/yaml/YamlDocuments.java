package io.github.pss4j.jackson.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pss4j.jackson.InvalidDocumentException;
import io.github.pss4j.jackson.ReaderLimits;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.shape.Excerpt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a YAML stream in UTF-8, one after the other.
 *
 * <p>The stream is cut before it is parsed, as kubectl does it: at each line that begins with
 * {@code ---}, behind which only a comment may stand. YAML itself allows nothing else at that place
 * either, save for a value on the same line, which kubectl refuses and so does this reader. In
 * return a document that is broken does not spoil those behind it, the limit of size holds for one
 * document, and a file of any size is read with the memory of its largest document. Where a
 * document has directives, the line that ends them does not cut.
 *
 * <p>Reads ahead, and does not close the source. Not thread-safe.
 *
 * @see <a
 *     href="https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go">YAMLReader
 *     of Kubernetes</a>
 */
public final class YamlDocuments {
  private static final int LONGEST_SEPARATOR = 256;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream source;
  private final ReaderLimits limits;

  private final byte[] buffer = new byte[8192];
  private int position;
  private int end;

  /** What has been read of the document. */
  private byte[] text = new byte[1024];

  private int length;

  /** The line that is read next, counted from 1. */
  private int line = 1;

  private boolean begun;
  private boolean over;

  /** The last line was left before its end. */
  private boolean inLine;

  /** What comes next belongs to a document that was refused. */
  private boolean skipping;

  /** What is wrong with the document that comes next. */
  private @Nullable InvalidDocumentException refusal;

  public YamlDocuments(InputStream source, ReaderLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  public YamlDocuments(byte[] source, ReaderLimits limits) {
    this(new ByteArrayInputStream(source), limits);
  }

  /**
   * The only document of a text.
   *
   * @param expected what it should hold, in words
   * @throws InvalidDocumentException if it cannot be read, or if there is none or another one
   */
  public static YamlCursor single(byte[] text, String expected, ReaderLimits limits) {
    YamlDocuments documents = new YamlDocuments(text, limits);
    YamlCursor document = documents.next();
    if (document == null) {
      throw new InvalidDocumentException(
          "the document is empty; " + expected + " was expected", "", 1, 1, null);
    }
    YamlCursor another = documents.next();
    if (another != null) {
      throw another.error("one document was expected, but this is another");
    }
    return document;
  }

  /**
   * The next document that is not empty; null when there are no more.
   *
   * @throws InvalidDocumentException if the next document cannot be read; the one after it can be
   *     asked for
   * @throws UncheckedIOException if the source fails
   */
  public @Nullable YamlCursor next() {
    try {
      while (!over) {
        if (refusal != null) {
          InvalidDocumentException refused = refusal;
          refusal = null;
          throw refused;
        }
        if (skipping) {
          skipping = false;
          skipDocument();
          continue;
        }
        if (isUtf16()) {
          throw new InvalidDocumentException(
              "must be UTF-8, but begins with the mark of UTF-16", "", 1, 1, null);
        }
        int firstLine = line;
        boolean more = readDocument(firstLine);
        if (length > 0) {
          YamlNode root = YamlComposer.compose(YamlText.of(text, length, firstLine), limits);
          if (root != null && root.kind() != Cursor.Kind.NULL) {
            return new YamlCursor(root);
          }
        }
        over = !more;
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is UTF-16, which has no lines that could be cut; then nothing more is read. */
  private boolean isUtf16() throws IOException {
    if (begun) {
      return false;
    }
    begun = true;
    end = source.readNBytes(buffer, 0, 2);
    int mark = end < 2 ? 0 : ((buffer[0] & 0xFF) << 8) | (buffer[1] & 0xFF);
    over = mark == 0xFEFF || mark == 0xFFFE;
    return over;
  }

  /** Reads up to the next separator and past it; false if the source ended first. */
  private boolean readDocument(int firstLine) throws IOException {
    length = 0;
    boolean hasDirectives = false;
    boolean hasContent = false;
    while (true) {
      int start = length;
      int startLine = line;
      // A separator is no part of the document, and must be seen also where that is full.
      inLine = !readLine(Math.max(limits.maxDocumentBytes(), start + LONGEST_SEPARATOR));
      if (length == start) {
        return false;
      }
      if (start == 0) {
        removeByteOrderMark();
      }
      if (isSeparator(start) && (hasContent || !hasDirectives)) {
        passLine();
        separate(start, startLine);
        return true;
      }
      if (inLine || length > limits.maxDocumentBytes()) {
        skipping = true;
        throw new InvalidDocumentException(
            "the document is longer than " + limits.maxDocumentBytes() + " bytes",
            "",
            firstLine,
            1,
            null);
      }
      int first = firstOfLine(start);
      boolean isDirective = first == '%' && !hasContent;
      hasDirectives |= isDirective;
      hasContent |= !isDirective && first != '#' && first != '\n';
    }
  }

  /** Goes on behind the next separator. */
  private void skipDocument() throws IOException {
    while (true) {
      passLine();
      length = 0;
      int startLine = line;
      inLine = !readLine(LONGEST_SEPARATOR);
      if (length == 0) {
        return;
      }
      if (isSeparator(0)) {
        passLine();
        separate(0, startLine);
        return;
      }
    }
  }

  /** Takes the separator off that was read last. */
  private void separate(int start, int startLine) {
    String behind = new String(text, start + 3, length - start - 3, UTF_8).strip();
    length = start;
    if (!behind.isEmpty() && !behind.startsWith("#")) {
      String problem = "--- must stand alone on its line, but before " + Excerpt.string(behind);
      refusal = new InvalidDocumentException(problem, "", startLine, 1, null);
      skipping = true;
    }
  }

  private boolean isSeparator(int start) {
    return length - start >= 3
        && text[start] == '-'
        && text[start + 1] == '-'
        && text[start + 2] == '-';
  }

  private int firstOfLine(int start) {
    int i = start;
    while (i < length && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r')) {
      i++;
    }
    return i < length ? text[i] : '\n';
  }

  private void removeByteOrderMark() {
    if (length >= 3 && Arrays.equals(text, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
      length -= 3;
      System.arraycopy(text, 3, text, 0, length);
    }
  }

  /**
   * Appends the next line and its end to the text; nothing at the end of the source. False if the
   * text would be longer than that, and the rest of the line was left.
   */
  private boolean readLine(int longest) throws IOException {
    while (position < end || fill()) {
      int next = lineEnd();
      int taken = Math.min(next - position, longest - length);
      if (text.length < length + taken) {
        text = Arrays.copyOf(text, Math.max(2 * text.length, length + taken));
      }
      System.arraycopy(buffer, position, text, length, taken);
      length += taken;
      position += taken;
      if (position < next) {
        inLine = true;
        return false;
      }
      if (buffer[next - 1] == '\n') {
        line++;
        return true;
      }
    }
    return true;
  }

  /** Passes over the rest of a line that was left. */
  private void passLine() throws IOException {
    while (inLine && (position < end || fill())) {
      position = lineEnd();
      if (buffer[position - 1] == '\n') {
        line++;
        inLine = false;
      }
    }
    inLine = false;
  }

  /** The place behind the next line feed in the buffer, or its end. */
  private int lineEnd() {
    for (int i = position; i < end; i++) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, source.read(buffer));
    return end > 0;
  }
}
