package io.github.pss4j.cli;

import static com.google.common.base.Strings.nullToEmpty;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A stream that does not go on when nobody receives what is written to it, as {@link PrintStream}
 * by itself would: a verdict that was not told must not look like one that was.
 */
final class Output extends OutputStream {
  /** What was written could not be delivered. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    private Failure(IOException cause) {
      super(cause);
      this.problem = nullToEmpty(cause.getMessage());
    }

    /** What went wrong, in the words of the operating system. */
    String problem() {
      return problem;
    }

    /** Whether the receiver went away, as {@code head} does once it has seen enough. */
    boolean isClosedPipe() {
      return Ascii.toLowerCase(problem).contains("pipe");
    }
  }

  private final OutputStream target;

  private Output(OutputStream target) {
    this.target = target;
  }

  /** Text in UTF-8 to that stream; its methods throw a {@link Failure}. */
  static PrintStream to(OutputStream target) {
    return new PrintStream(new Output(target), false, UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      target.flush();
    } catch (IOException e) {
      throw new Failure(e);
    }
  }
}
