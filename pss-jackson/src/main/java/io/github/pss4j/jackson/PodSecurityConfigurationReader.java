package io.github.pss4j.jackson;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.admission.ConfigurationFault;
import io.github.pss4j.admission.InvalidConfigurationException;
import io.github.pss4j.admission.PodSecurityConfiguration;
import io.github.pss4j.jackson.ConfigurationDocument.FilePath;
import io.github.pss4j.jackson.json.JsonCursor;
import io.github.pss4j.jackson.shape.Cursor;
import io.github.pss4j.jackson.yaml.YamlDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the configuration of Pod Security Admission as the API server reads it: a {@code
 * PodSecurityConfiguration} in any of its versions, alone or as the plugin {@code PodSecurity} of
 * an {@code AdmissionConfiguration}. Immutable and thread-safe.
 *
 * <p>JSON or YAML, told apart by the first character. Nothing is passed over: each method throws
 * {@link InvalidConfigurationException}, which names every unknown field and every value that means
 * nothing. An {@code AdmissionConfiguration} without the plugin configures nothing, so the standard
 * configuration holds.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/">Enforce
 *     Pod Security Standards by configuring the built-in admission controller</a>
 */
public final class PodSecurityConfigurationReader {
  private final ReaderLimits limits;

  /** A reader with the default limits. */
  public PodSecurityConfigurationReader() {
    this(ReaderLimits.defaults());
  }

  /** A reader with limits of its own. */
  public PodSecurityConfigurationReader(ReaderLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /** Reads a configuration; one that points to a file is refused. */
  public PodSecurityConfiguration read(byte[] document) {
    ConfigurationDocument configuration =
        parse(requireNonNull(document, "document"), ConfigurationDocument::read);
    if (configuration.file().isPresent()) {
      throw configuration
          .file()
          .get()
          .refused("cannot be followed, since this configuration was not read from a file");
    }
    return configuration.value();
  }

  /**
   * Reads a configuration from a file, or from the file that it points to; a relative path starts
   * at the directory of the first.
   *
   * @throws IOException if the first file cannot be read
   */
  public PodSecurityConfiguration read(Path file) throws IOException {
    ConfigurationDocument configuration =
        parse(Files.readAllBytes(requireNonNull(file, "file")), ConfigurationDocument::read);
    Optional<FilePath> next = configuration.file();
    return next.isPresent() ? follow(next.get(), file) : configuration.value();
  }

  private PodSecurityConfiguration follow(FilePath path, Path from) {
    byte[] document;
    try {
      document = Files.readAllBytes(from.resolveSibling(path.text()));
    } catch (IOException | InvalidPathException e) {
      throw path.refused("must be the path of a file that can be read");
    }
    try {
      return parse(document, ConfigurationDocument::readInnerOnly).value();
    } catch (InvalidConfigurationException e) {
      throw path.refused(e.faults());
    }
  }

  private ConfigurationDocument parse(
      byte[] document, Function<Cursor, ConfigurationDocument> reader) {
    try {
      return reader.apply(
          JsonCursor.looksLikeObject(document)
              ? JsonCursor.of(document, limits)
              : YamlDocuments.single(document, "a configuration", limits));
    } catch (InvalidDocumentException e) {
      throw new InvalidConfigurationException(
          ImmutableList.of(
              new ConfigurationFault(
                  e.path(), "line " + e.line() + ", column " + e.column() + ": " + e.problem())));
    }
  }
}
