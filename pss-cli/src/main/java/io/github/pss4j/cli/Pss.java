package io.github.pss4j.cli;

import static com.google.common.base.Strings.nullToEmpty;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import io.github.pss4j.Level;
import io.github.pss4j.Version;
import io.github.pss4j.cli.check.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The way in from a shell. */
@Command(
    name = "pss",
    mixinStandardHelpOptions = true,
    description = "The Kubernetes Pod Security Standards, offline and for any policy version.",
    synopsisSubcommandLabel = "COMMAND")
public final class Pss {
  private Pss() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /**
   * Runs a command and returns its exit code. Whatever goes wrong is told in one line on standard
   * error.
   */
  static int run(Console console, String... args) {
    try {
      int exit = execute(commandLine(console), args);
      console.out().flush();
      return exit;
    } catch (ParameterException e) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      return fail(console, command + ": " + message(e) + "; see " + command + " --help");
    } catch (Output.Failure e) {
      return e.isClosedPipe()
          ? Exit.ERROR
          : fail(console, "cannot write the output: " + e.problem());
    } catch (OutOfMemoryError e) {
      return fail(console, "out of memory; PSS_JAVA_OPTS=-Xmx1g gives a gigabyte");
    } catch (RuntimeException | StackOverflowError e) {
      return fail(console, "internal error: " + Text.visible(e.toString()));
    }
  }

  private static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Pss());
    for (Subcommand command : List.of(new CheckCommand(console), new ServeCommand(console))) {
      line.addSubcommand(command);
    }
    line.getCommandSpec().version("pss " + version());
    line.setExpandAtFiles(false);
    line.registerConverter(Level.class, converter(Level::parse));
    line.registerConverter(Version.class, converter(Version::parse));
    line.registerConverter(Format.class, converter(Format::parse));
    line.setColorScheme(Help.defaultColorScheme(console.colorsOutput() ? Ansi.ON : Ansi.OFF));
    line.setOut(new PrintWriter(console.out(), false, UTF_8));
    return line;
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = Pss.class.getResourceAsStream("pss.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static int execute(CommandLine line, String... args) {
    ParseResult parsed = line.parseArgs(args);
    if (CommandLine.executeHelpRequest(parsed) != null) {
      line.getOut().flush();
      return Exit.OK;
    }
    CommandLine last = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    if (last.getCommand() instanceof Subcommand command) {
      try {
        return command.run();
      } catch (UsageException e) {
        throw new ParameterException(last, e.getMessage());
      }
    }
    throw new ParameterException(line, "a command is missing");
  }

  /** What is wrong with a command line, and what would be right. */
  private static String message(ParameterException e) {
    if (e.getCause() instanceof TypeConversionException conversion) {
      return nullToEmpty(conversion.getMessage());
    }
    String message = decapitalized(nullToEmpty(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return message
          + unmatched.getSuggestions().stream().collect(joining(" or ", ", did you mean ", "?"));
    }
    return message;
  }

  private static String decapitalized(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Ascii.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static int fail(Console console, String message) {
    console.err().print(message + "\n");
    return Exit.ERROR;
  }
}
