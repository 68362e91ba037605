package io.github.pss4j;

import static java.util.Objects.requireNonNull;

import io.github.pss4j.model.Container;
import io.github.pss4j.model.PodSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a pod that a finding is about: the pod as a whole, one of its containers or volumes,
 * or an annotation. Immutable and thread-safe.
 */
public final class Subject {
  /** The kinds of subject. */
  public enum Kind {
    /** The pod itself. */
    POD("pod"),
    /** A container that runs before the regular ones. */
    INIT_CONTAINER("init container"),
    /** A regular container. */
    CONTAINER("container"),
    /** A container that was added to debug a running pod. */
    EPHEMERAL_CONTAINER("ephemeral container"),
    /** A volume. */
    VOLUME("volume"),
    /** An annotation of the pod. */
    ANNOTATION("annotation");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Whether this is one of the three kinds of container. */
    public boolean isContainer() {
      return this == INIT_CONTAINER || this == CONTAINER || this == EPHEMERAL_CONTAINER;
    }

    /** The kind in words: {@code init container}. */
    @Override
    public String toString() {
      return text;
    }
  }

  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath INIT_CONTAINERS = SPEC.field("initContainers");
  private static final FieldPath CONTAINERS = SPEC.field("containers");
  private static final FieldPath EPHEMERAL_CONTAINERS = SPEC.field("ephemeralContainers");
  private static final FieldPath VOLUMES = SPEC.field("volumes");
  private static final FieldPath ANNOTATIONS = FieldPath.of("metadata").field("annotations");
  private static final Subject POD = new Subject(Kind.POD, 0, "");

  private final Kind kind;
  private final int index;
  private final String name;

  private Subject(Kind kind, int index, String name) {
    this.kind = kind;
    this.index = index;
    this.name = name;
  }

  /** The pod as a whole. */
  public static Subject pod() {
    return POD;
  }

  /**
   * The container at an index of {@link PodSpec#allContainers()}.
   *
   * @throws IndexOutOfBoundsException if the spec has no such container
   */
  public static Subject container(PodSpec spec, int indexInAll) {
    requireNonNull(spec, "spec");
    check("indexInAll", indexInAll, spec.allContainers().size(), "container");
    Container container = spec.allContainers().get(indexInAll);
    int index = indexInAll;
    if (index < spec.initContainers().size()) {
      return new Subject(Kind.INIT_CONTAINER, index, container.name());
    }
    index -= spec.initContainers().size();
    if (index < spec.containers().size()) {
      return new Subject(Kind.CONTAINER, index, container.name());
    }
    index -= spec.containers().size();
    return new Subject(Kind.EPHEMERAL_CONTAINER, index, container.name());
  }

  /**
   * The volume at an index of {@link PodSpec#volumes()}.
   *
   * @throws IndexOutOfBoundsException if the spec has no such volume
   */
  public static Subject volume(PodSpec spec, int index) {
    requireNonNull(spec, "spec");
    check("index", index, spec.volumes().size(), "volume");
    return new Subject(Kind.VOLUME, index, spec.volumes().get(index).name());
  }

  /** The annotation with that key. */
  public static Subject annotation(String key) {
    return new Subject(Kind.ANNOTATION, 0, requireNonNull(key, "key"));
  }

  private static void check(String argument, int index, int size, String what) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "%s is %d, but the spec has %d %s"
              .formatted(argument, index, size, size == 1 ? what : what + "s"));
    }
  }

  /** The kind of this subject. */
  public Kind kind() {
    return kind;
  }

  /**
   * The index in the pod's list of containers of this kind, or of volumes; 0 for a pod and an
   * annotation.
   */
  public int index() {
    return index;
  }

  /** The name of the container or volume, or the key of the annotation; empty for a pod. */
  public String name() {
    return name;
  }

  /** The path to this subject in the pod; {@code spec} for the pod as a whole. */
  public FieldPath path() {
    return switch (kind) {
      case POD -> SPEC;
      case INIT_CONTAINER -> INIT_CONTAINERS.index(index);
      case CONTAINER -> CONTAINERS.index(index);
      case EPHEMERAL_CONTAINER -> EPHEMERAL_CONTAINERS.index(index);
      case VOLUME -> VOLUMES.index(index);
      case ANNOTATION -> ANNOTATIONS.key(name);
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subject that
        && kind == that.kind
        && index == that.index
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, index, name);
  }

  /** This subject in words: {@code init container "setup"}. */
  @Override
  public String toString() {
    return kind == Kind.POD ? "pod" : kind + " \"" + name + "\"";
  }
}
