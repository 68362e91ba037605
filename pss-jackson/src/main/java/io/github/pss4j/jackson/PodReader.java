package io.github.pss4j.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.pss4j.jackson.json.JsonCursor;
import io.github.pss4j.jackson.json.MapTree;
import io.github.pss4j.jackson.json.ParsedJson;
import io.github.pss4j.jackson.shape.PodShape;
import io.github.pss4j.jackson.shape.Shape;
import io.github.pss4j.jackson.yaml.YamlDocuments;
import io.github.pss4j.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

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
          .field("apiVersion", (in, it) -> Shape.expect("v1", in))
          .field("kind", (in, it) -> Shape.expect("Pod", in))
          .otherSpelling("apiVersion", (in, it) -> Shape.expect("v1", in))
          .otherSpelling("kind", (in, it) -> Shape.expect("Pod", in))
          .field("metadata", (in, it) -> it.metadata(PodShape.OBJECT_META.read(in)))
          .requiredField("spec", (in, it) -> it.spec(PodShape.lenient().spec().read(in)))
          .build();

  private final ReaderLimits limits;

  /** A reader with the default limits. */
  public PodReader() {
    this(ReaderLimits.defaults());
  }

  /** A reader with limits of its own. */
  public PodReader(ReaderLimits limits) {
    this.limits = requireNonNull(limits, "limits");
  }

  /** Reads a pod from JSON in UTF-8. */
  public Pod readJson(byte[] json) {
    JsonCursor in = JsonCursor.of(requireNonNull(json, "json"), limits);
    Pod pod = POD.read(in);
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
    return readJson(limits.readAtMostOneMore(requireNonNull(json, "json")));
  }

  /**
   * Reads a pod from the value that a parser is at, or comes to next, and leaves the parser at its
   * end. Lines and columns of errors are the parser's. What the parser lets through in addition to
   * JSON is refused as far as it can be told.
   *
   * @throws IOException if the source of the parser does
   */
  public Pod readJson(JsonParser json) throws IOException {
    return POD.read(ParsedJson.read(requireNonNull(json, "json"), limits));
  }

  /** Reads a pod from a tree of nodes; errors name the path, but no line and column. */
  public Pod readJson(JsonNode json) {
    return POD.read(ParsedJson.read(requireNonNull(json, "json"), limits));
  }

  /**
   * Reads a pod from a tree of maps with strings as keys, lists, strings, booleans, numbers and
   * nulls, as parsers of YAML and tools that fill in templates hold it; errors name the path, but
   * no line and column. A {@code Double} without a fraction is a whole number. Anything else in the
   * tree is refused, also where no control looks.
   *
   * <p>What the parser has made of the text is not mended: whether it took {@code y} for a boolean,
   * and which of two fields of one name it kept.
   */
  public Pod readMap(Map<String, ?> pod) {
    return POD.read(MapTree.read(requireNonNull(pod, "pod"), limits));
  }

  /**
   * Reads a pod from YAML in UTF-8, one document, as {@code kubectl} reads it: YAML 1.1 by the
   * rules of Go's resolver.
   */
  public Pod readYaml(byte[] yaml) {
    return POD.read(YamlDocuments.single(requireNonNull(yaml, "yaml"), "a pod", limits));
  }

  /** Reads a pod from YAML, one document; see {@link #readYaml(byte[])}. */
  public Pod readYaml(String yaml) {
    return readYaml(yaml.getBytes(UTF_8));
  }
}
