package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a field according to a control. Immutable and thread-safe.
 *
 * <p>Where the allowed values can be listed they are in {@link #values()}; in any case {@link
 * #toString()} says in words what would be right.
 */
public final class Allowed {
  private static final Allowed ABSENT = new Allowed(ImmutableList.of(), true, "");

  private final ImmutableList<Object> values;
  private final boolean absent;
  private final String words;

  private Allowed(ImmutableList<Object> values, boolean absent, String words) {
    this.values = values;
    this.absent = absent;
    this.words = words;
  }

  /** One of these values: booleans, numbers or strings. */
  public static Allowed anyOf(Object... values) {
    return anyOf(ImmutableList.copyOf(values));
  }

  /** One of these values: booleans, numbers or strings. */
  public static Allowed anyOf(Collection<?> values) {
    checkArgument(!values.isEmpty(), "at least one value must be allowed");
    List<String> words = values.stream().map(Allowed::json).toList();
    int last = words.size() - 1;
    String beforeLast = last == 0 ? "" : String.join(", ", words.subList(0, last)) + " or ";
    return new Allowed(ImmutableList.copyOf(values), false, beforeLast + words.get(last));
  }

  /** Values that cannot be listed, in words that complete "allowed: …". */
  public static Allowed described(String words) {
    return new Allowed(ImmutableList.of(), false, words);
  }

  /** Nothing at all: the field must be left out. */
  public static Allowed absent() {
    return ABSENT;
  }

  /** The same, or the field left out. */
  public Allowed orAbsent() {
    return new Allowed(values, true, words);
  }

  /** The allowed values, best first; empty where they cannot be listed. */
  public ImmutableList<Object> values() {
    return values;
  }

  /** Whether the field may be left out. */
  public boolean mayBeAbsent() {
    return absent;
  }

  private static String json(Object value) {
    return value instanceof String ? "\"" + value + "\"" : value.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Allowed that
        && absent == that.absent
        && values.equals(that.values)
        && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, absent, words);
  }

  /** What is allowed in words: {@code false, or absent}. */
  @Override
  public String toString() {
    if (words.isEmpty()) {
      return "absent";
    }
    return absent ? words + ", or absent" : words;
  }
}
