package io.github.pss4j.model;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Ordering;
import org.immutables.value.Value;

/** A volume of a pod. */
@Value.Immutable
public abstract class Volume {
  Volume() {}

  /** A volume of one source. */
  public static Volume of(String name, VolumeSource source) {
    return ImmutableVolume.of(name, ImmutableList.of(requireNonNull(source, "source")));
  }

  /** The name, by which containers mount it; empty if it is absent. */
  @Value.Default
  @Value.Parameter
  public String name() {
    return "";
  }

  /**
   * The sources of the volume, without duplicates, in the order of {@link VolumeSource}. A valid
   * volume has exactly one; the API server makes one without any an {@code emptyDir}.
   */
  @Value.Parameter
  public abstract ImmutableList<VolumeSource> sources();

  @Value.Check
  Volume inOrder() {
    return Ordering.natural().isStrictlyOrdered(sources())
        ? this
        : builder().name(name()).sources(ImmutableSortedSet.copyOf(sources())).build();
  }

  /** Whether the volume has that source. */
  public final boolean has(VolumeSource source) {
    return sources().contains(requireNonNull(source, "source"));
  }

  /** A new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Volume}; not thread-safe. */
  public static final class Builder extends ImmutableVolume.Builder {
    Builder() {}
  }
}
