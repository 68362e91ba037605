package io.github.pss4j.remediation;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.FieldPath;
import io.github.pss4j.Finding;
import io.github.pss4j.Remedy.Impact;
import java.util.Locale;
import java.util.Optional;

/**
 * A change of one place in a pod, as an operation of a JSON Patch. Immutable and thread-safe.
 *
 * @param type what to do
 * @param path where, from the pod
 * @param value what to put there; empty for a removal. It is a {@code Boolean}, a {@code String},
 *     or an immutable list or map of such
 * @param impact what it may do to the program that runs in the pod
 * @param controls the ids of the controls that it answers, in the API server's order
 * @param findings the findings that it answers
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public record PatchOperation(
    Type type,
    FieldPath path,
    Optional<Object> value,
    Impact impact,
    ImmutableList<String> controls,
    ImmutableList<Finding> findings) {
  /** What an operation does. */
  public enum Type {
    /** Puts the value there; in a list, in front of what stands there. */
    ADD,
    /** Puts the value there in place of what stands there. */
    REPLACE,
    /** Takes out what stands there. */
    REMOVE;

    /** The name in a JSON Patch: {@code add}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that each part is given, and a value except for a removal. */
  public PatchOperation {
    requireNonNull(type, "type");
    requireNonNull(path, "path");
    requireNonNull(value, "value");
    requireNonNull(impact, "impact");
    requireNonNull(controls, "controls");
    requireNonNull(findings, "findings");
    checkArgument(
        value.isEmpty() == (type == Type.REMOVE), "%s at %s with value %s", type, path, value);
  }

  /** What to do where, in words: {@code add spec.securityContext.runAsNonRoot: true}. */
  @Override
  public String toString() {
    return type + " " + path + value.map(it -> ": " + it).orElse("");
  }
}
