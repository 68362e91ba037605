package io.github.pss4j;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a control accepts in a field. Immutable and thread-safe.
 *
 * <p>{@link #values()} lists the accepted values where they can be listed; {@link #toString()}
 * always describes them in words.
 */
public final class Allowed {
  private static final Allowed ABSENT = new Allowed(ImmutableList.of(), true, "");

  private final ImmutableList<FieldValue> values;
  private final boolean absent;
  private final String words;

  private Allowed(ImmutableList<FieldValue> values, boolean absent, String words) {
    this.values = values;
    this.absent = absent;
    this.words = words;
  }

  /** Exactly that boolean. */
  public static Allowed anyOf(boolean value) {
    return listed(ImmutableList.of(FieldValue.of(value)));
  }

  /** Exactly that number. */
  public static Allowed anyOf(long value) {
    return listed(ImmutableList.of(FieldValue.of(value)));
  }

  /** One of these strings. */
  public static Allowed anyOf(String first, String... more) {
    requireNonNull(first, "first");
    requireNonNull(more, "more");
    return anyOf(Lists.asList(first, more));
  }

  /**
   * One of these strings.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Allowed anyOf(Collection<String> values) {
    requireNonNull(values, "values");
    return listed(values.stream().map(FieldValue::of).collect(ImmutableList.toImmutableList()));
  }

  private static Allowed listed(ImmutableList<FieldValue> values) {
    checkArgument(!values.isEmpty(), "at least one value must be allowed");
    List<String> words = Lists.transform(values, FieldValue::toString);
    int last = words.size() - 1;
    String beforeLast = last == 0 ? "" : String.join(", ", words.subList(0, last)) + " or ";
    return new Allowed(values, false, beforeLast + words.get(last));
  }

  /** Values that cannot be listed, in words that complete "allowed: …". */
  public static Allowed described(String words) {
    return new Allowed(ImmutableList.of(), false, requireNonNull(words, "words"));
  }

  /** Nothing: the field must be left out. */
  public static Allowed absent() {
    return ABSENT;
  }

  /** The same, or the field left out. */
  public Allowed orAbsent() {
    return new Allowed(values, true, words);
  }

  /** The accepted values, best first; empty where they cannot be listed. */
  public ImmutableList<FieldValue> values() {
    return values;
  }

  /** Whether the field may be left out. */
  public boolean mayBeAbsent() {
    return absent;
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

  /** What is accepted, in words, with values as JSON: {@code false, or absent}. */
  @Override
  public String toString() {
    if (words.isEmpty()) {
      return "absent";
    }
    return absent ? words + ", or absent" : words;
  }
}
