package io.github.pss4j.kubernetesclient;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of the client's objects. An absent one is empty. */
final class Elements {
  private Elements() {}

  /** What becomes of each object; {@code null} is an empty object. */
  static <S, T> ImmutableList<T> of(@Nullable List<S> objects, T empty, Function<S, T> conversion) {
    if (objects == null || objects.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<T> result = ImmutableList.builderWithExpectedSize(objects.size());
    for (S object : objects) {
      result.add(object == null ? empty : conversion.apply(object));
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
