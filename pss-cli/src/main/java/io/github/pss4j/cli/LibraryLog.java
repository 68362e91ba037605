package io.github.pss4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What the libraries have to say, as lines of the server's log: warnings and errors, while a server
 * runs. Nobody who says something waits for one who reads it. Thread-safe.
 */
public final class LibraryLog implements SLF4JServiceProvider {
  private static final int MOST_LINES = 1_000;
  private static final int LONGEST = 1 << 12;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final BlockingQueue<byte[]> LINES = new ArrayBlockingQueue<>(MOST_LINES);
  private static volatile @Nullable Consumer<? super Error> onError;

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter contexts = new NOPMDCAdapter();

  /** Called by SLF4J. */
  public LibraryLog() {}

  /**
   * Begins to write.
   *
   * @param fatal told of an error that a library has caught and only logs
   */
  static void writeTo(PrintStream out, Consumer<? super Error> fatal) {
    onError = fatal;
    Thread writer =
        new Thread(
            () -> {
              try {
                while (true) {
                  byte[] line = LINES.take();
                  out.write(line, 0, line.length);
                  out.flush();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "pss-library-log");
    writer.setDaemon(true);
    writer.start();
  }

  private static void say(String library, String message, @Nullable Throwable problem) {
    Consumer<? super Error> fatal = onError;
    if (fatal == null) {
      return;
    }
    // A line that finds no room is lost.
    boolean ignored = LINES.offer(line(library, message, problem));
    if (problem instanceof Error error) {
      fatal.accept(error);
    }
  }

  private static byte[] line(String library, String message, @Nullable Throwable problem) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", Instant.now().toString());
      json.writeStringField("library", library);
      json.writeStringField("message", cut(message + (problem == null ? "" : ": " + problem)));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.writeBytes("\n".getBytes(UTF_8));
    return line.toByteArray();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Said::new;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return contexts;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  /** A logger of a library. */
  private static final class Said extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    Said(String name) {
      this.name = name;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String pattern,
        Object @Nullable [] arguments,
        @Nullable Throwable problem) {
      say(name, MessageFormatter.basicArrayFormat(pattern, arguments), problem);
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return false;
    }

    @Override
    public boolean isWarnEnabled() {
      return onError != null;
    }

    @Override
    public boolean isErrorEnabled() {
      return onError != null;
    }
  }
}
