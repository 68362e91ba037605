package io.github.pss4j.fabric8;

import com.google.common.collect.ImmutableList;
import io.github.pss4j.FieldPath;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Lists of the client's objects. An absent one is empty. */
final class Elements {
  private Elements() {}

  /** What becomes of each object; {@code null} is an empty object. */
  static <S, T> ImmutableList<T> of(
      @Nullable List<S> objects,
      FieldPath parent,
      String field,
      T empty,
      BiFunction<S, FieldPath, T> conversion) {
    if (objects == null || objects.isEmpty()) {
      return ImmutableList.of();
    }
    FieldPath at = parent.field(field);
    ImmutableList.Builder<T> result = ImmutableList.builderWithExpectedSize(objects.size());
    int index = 0;
    for (S object : objects) {
      result.add(object == null ? empty : conversion.apply(object, at.index(index)));
      index++;
    }
    return result.build();
  }

  /** Strings; {@code null} is the empty one. */
  static ImmutableList<String> strings(@Nullable List<String> strings) {
    if (strings == null || strings.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<String> result = ImmutableList.builderWithExpectedSize(strings.size());
    for (String string : strings) {
      result.add(string == null ? "" : string);
    }
    return result.build();
  }
}
