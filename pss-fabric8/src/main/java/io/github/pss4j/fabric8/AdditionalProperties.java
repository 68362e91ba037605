package io.github.pss4j.fabric8;

import com.google.common.collect.ImmutableSet;
import io.github.pss4j.FieldPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the client's types have no accessor for. They are part of the object's JSON, so
 * one that is read there must not be passed over here.
 */
final class AdditionalProperties {
  private AdditionalProperties() {}

  /**
   * Refuses those that have the name of a field that is read.
   *
   * @param at the path of the object; null for the root
   */
  static void check(
      @Nullable Map<String, Object> properties,
      ImmutableSet<String> known,
      @Nullable FieldPath at) {
    if (properties == null || properties.isEmpty()) {
      return;
    }
    for (String name : properties.keySet()) {
      if (name != null && known.contains(name)) {
        throw new IllegalArgumentException(
            field(at, name)
                + ": is set as an additional property; must be set as the field of that name");
      }
    }
  }

  /** The same for an object in a field of another one. */
  static void check(
      @Nullable Map<String, Object> properties,
      ImmutableSet<String> known,
      FieldPath parent,
      String field) {
    if (properties != null && !properties.isEmpty()) {
      check(properties, known, parent.field(field));
    }
  }

  static FieldPath field(@Nullable FieldPath at, String name) {
    return at == null ? FieldPath.of(name) : at.field(name);
  }
}
