package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads a pod as the API server reads it. Immutable and thread-safe.
 *
 * <p>Field names match exactly and unknown ones are passed over. Each method throws {@link
 * InvalidDocumentException} for a document that is not one pod in sound JSON or YAML, for a value
 * of the wrong type in a field that the model has, and for such a field given twice in one object.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">the
 *     Pod API</a>
 */
public final class PodReader {
  private static final Shape<Pod.Builder, Pod> POD =
      Shape.of(Pod::builder, Pod.Builder::build)
          .field("apiVersion", (in, it) -> expect("v1", in))
          .field("kind", (in, it) -> expect("Pod", in))
          .field("metadata", (in, it) -> it.metadata(PodShape.OBJECT_META.read(in)))
          .requiredField("spec", (in, it) -> it.spec(PodShape.POD_SPEC.read(in)))
          .build();

  private final ReaderLimits limits;

  /** A reader with the default limits. */
  public PodReader() {
    this(ReaderLimits.defaults());
  }

  /** A reader with limits of its own. */
  public PodReader(ReaderLimits limits) {
    this.limits = limits;
  }

  /** Reads a pod from JSON in UTF-8. */
  public Pod readJson(byte[] json) {
    Tokens in = JsonTokens.of(json, limits);
    Pod pod = read(in);
    in.end();
    return pod;
  }

  /** Reads a pod from JSON. */
  public Pod readJson(String json) {
    return readJson(json.getBytes(UTF_8));
  }

  /**
   * Reads a pod from JSON in UTF-8, to the end of the stream, which is not closed.
   *
   * @throws IOException if the stream does
   */
  public Pod readJson(InputStream json) throws IOException {
    // One byte more than is allowed, so that a document that is too long is seen to be.
    return readJson(json.readNBytes(limits.maxDocumentBytes() + 1));
  }

  /**
   * Reads a pod from the value that a parser is at, or comes to next, and leaves the parser at its
   * end. What the parser lets through in addition to JSON is refused as far as it can be told.
   *
   * @throws IOException if the source of the parser does
   */
  public Pod readJson(JsonParser json) throws IOException {
    try {
      throw new UncheckedIOException(new IOException()); // PT
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Reads a pod from a tree of nodes; errors name the path, but no line and column. */
  public Pod readJson(JsonNode json) {
    try (JsonParser parser = json.traverse()) {
      return readJson(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a pod from YAML in UTF-8, one document, as {@code kubectl} reads it: YAML 1.1 by the
   * rules of Go's resolver.
   */
  public Pod readYaml(byte[] yaml) {
    YamlDocuments documents = new YamlDocuments(new ByteArrayInputStream(yaml), limits);
    Tokens document = documents.next();
    if (document == null) {
      throw new InvalidDocumentException(
          "the document is empty; a pod was expected", "", 1, 1, null);
    }
    Pod pod = read(document);
    Tokens another = documents.next();
    if (another != null) {
      throw another.error("one document was expected, but this is another");
    }
    return pod;
  }

  /** Reads a pod from YAML, one document; see {@link #readYaml(byte[])}. */
  public Pod readYaml(String yaml) {
    return readYaml(yaml.getBytes(UTF_8));
  }

  private static Pod read(Tokens in) {
    return POD.read(in);
  }

  private static void expect(String wanted, Tokens in) {
    String found = in.readString();
    if (!found.equals(wanted)) {
      throw in.error("must be \"" + wanted + "\", but is \"" + found + "\"");
    }
  }
}
